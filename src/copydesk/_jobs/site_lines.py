"""Taking the lines of a site out of texts that were cleaned one by one: what all jobs share.

Whoever counts (a manifest, an engine) finds `repeated`, the keys that stand in at least `threshold`
texts of the site. Which of them go from a text, and how, is decided here alone.
"""

from __future__ import annotations

from collections.abc import Set

from copydesk._corpus.keys import both_keys
from copydesk._corpus.site_rule import site_keys
from copydesk.cleaners.site_lines import RemoveLines
from copydesk.pipeline.pipeline import Pipeline


def removing_lines(pipeline: Pipeline, keys: bytes) -> Pipeline:
    """The pipeline that takes these lines out of a text which `pipeline` has cleaned.

    Where lines go, the others look at the text again. What one of them keeps stays.
    """
    return Pipeline(RemoveLines(keys), *pipeline)


def without_repeated(text: str, repeated: Set[bytes], pipeline: Pipeline) -> str:
    """A text that `pipeline` has cleaned, without the lines that its site repeats."""
    keys = site_keys(*both_keys(text), repeated)
    return removing_lines(pipeline, keys)(text) if keys else text
