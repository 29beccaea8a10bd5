"""datatrove: a formatter for its pipelines, with the reasons in its statistics."""

from __future__ import annotations

from typing import Any

from copydesk._extras import need
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline

_Base: Any = need("datatrove.pipeline.formatters.base", "datatrove").BaseFormatter


class CleanText(_Base):  # type: ignore[misc]  # the engine has no types we could see
    """Cleans the text of each document."""

    name = "copydesk"

    def __init__(self, pipeline: Pipeline = DEFAULT) -> None:
        super().__init__()
        self.pipeline = pipeline

    def format(self, text: str) -> str:
        return self.pipeline(text)
