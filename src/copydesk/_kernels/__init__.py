"""The hottest loops: plain values in and out, compiled where that was possible.

A kernel is a file of Python, the reference, and beside it a file of Cython of the same name behind
an underscore. Both do the same, bit for bit, so which of them runs shows in nothing but time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from types import ModuleType

P = ParamSpec("P")
R = TypeVar("R")


def kernel(reference: Callable[P, R]) -> Callable[P, R]:
    """The compiled form of a function, or the function itself where there is none."""
    compiled = _compiled(reference.__module__)
    form: Callable[P, R] = getattr(compiled, reference.__name__, reference)
    return form


def form() -> str:
    """Which form runs: compiled, or pure Python where no compiler was or COPYDESK_PURE is set."""
    from importlib.util import find_spec
    from pathlib import Path

    files = [x for end in ("so", "pyd") for x in Path(__file__).parent.glob(f"_[a-z]*.{end}")]
    names = sorted({file.name.partition(".")[0] for file in files})
    built = [not _is_pure() and find_spec(f"{__name__}.{name}") is not None for name in names]
    return "compiled" if built and all(built) else "pure Python"


def _is_pure() -> bool:
    return os.environ.get("COPYDESK_PURE", "0") not in ("", "0")


@cache
def _compiled(reference: str) -> ModuleType | None:
    """The compiled module beside a reference; one that was built for another Python is none."""
    package, _, name = reference.rpartition(".")
    try:
        return None if _is_pure() else import_module(f"{package}._{name}")
    except ImportError:
        return None
