"""LangChain: a document transformer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from copydesk._extras import need
from copydesk.pipeline.default import DEFAULT
from copydesk.pipeline.pipeline import Pipeline

_Base: Any = need("langchain_core.documents", "langchain").BaseDocumentTransformer


class CleanText(_Base):  # type: ignore[misc]  # the engine has no types we could see
    """Cleans the content of each document; metadata and id stay."""

    def __init__(self, pipeline: Pipeline = DEFAULT) -> None:
        self.pipeline = pipeline

    def transform_documents(self, documents: Sequence[Any], **kwargs: Any) -> Sequence[Any]:
        contents = [self.pipeline(document.page_content) for document in documents]
        return [
            document.model_copy(update={"page_content": content})
            for document, content in zip(documents, contents, strict=True)
        ]
