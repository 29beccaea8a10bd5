"""Clean scraped articles: `clean(text)` returns the article and nothing else."""

from typing import TYPE_CHECKING, Any

from copydesk._text.decoding import decode
from copydesk._text.edits import Change, Edit, splice
from copydesk.pipeline.default import DEFAULT, clean, explain
from copydesk.pipeline.explanation import Explanation
from copydesk.pipeline.pipeline import Cleaner, Pipeline

if TYPE_CHECKING:
    from copydesk.cleaners.site_lines import SiteLines
    from copydesk.folder.job import clean_folder
    from copydesk.metadata import Page, page

__all__ = ["DEFAULT", "Change", "Cleaner", "Edit", "Explanation", "Page", "Pipeline"]
__all__ += ["SiteLines", "clean", "clean_folder", "decode", "explain", "page", "splice"]
__version__ = "0.1.0"
_MODULES = ("cues", "engines", "errors", "rows", "tables", "training")


def __getattr__(name: str) -> Any:  # what not everybody needs loads on first need
    from importlib import import_module

    homes = {"clean_folder": "copydesk.folder", "SiteLines": "copydesk.cleaners.site_lines"}
    homes |= {"page": "copydesk.metadata", "Page": "copydesk.metadata"}
    if name in homes:
        return getattr(import_module(homes[name]), name)
    if name in _MODULES:
        return import_module(f"copydesk.{name}")
    raise AttributeError(f"module 'copydesk' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*(name for name in globals() if name.startswith("__")), *__all__, *_MODULES})
