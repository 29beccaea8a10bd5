"""Optional dependencies: loaded on first need, with an error that says how to get them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from copydesk.errors import MissingExtra


def need(module: str, extra: str) -> Any:
    """The module, or MissingExtra (an ImportError) that names the extra which brings it."""
    try:
        return import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        raise MissingExtra(
            f"this needs {package}, which did not load ({error}); "
            f"install it with: pip install 'copydesk[{extra}]'"
        ) from error
