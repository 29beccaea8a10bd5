"""Time grows with the length, whatever the text: each expression has its hostile inputs."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import copydesk
from copydesk import clean
from copydesk._text.patterns import lazy
from copydesk.cleaners.boilerplate.cues import shipped
from tests import pumps
from tests.growth import MOST, growth

SHORT, LONG = 6_000, 24_000
"""Lengths of hostile inputs, in characters."""
QUICK = 0.25
"""Seconds of processor time that are long for an input of LONG characters; a linear one takes a
few hundredths."""
SENTENCE = "The rain fell on the coast all night and the boats left in the morning. "

SEE_TEXTS = ("cleaners/", "_kernels/", "_text/", "_models/", "_corpus/", "pipeline/")
"""Rooms whose expressions see a user's text; those of others see names and numbers."""

FROM_USERS = {
    "_text/options.py": "the patterns of `keep`",
    "_text/patterns.py": "the lazy pattern itself",
    "_kernels/borders.py": "one character, with few that stand beside it",
    "cleaners/boilerplate/cleaner.py": "the patterns of `keep`",
    "cleaners/boilerplate/cue_format.py": "the frames of a cue file",
    "cleaners/markup/reasons.py": "the words of a block, in a window of a bounded length",
    "cleaners/boilerplate/cue_index.py": "the frames of cues, on lines of a bounded length",
}
"""Modules whose expressions are made of what a user, a cue file or a caller gives."""


@cache
def expressions() -> dict[str, dict[tuple[str, int], None]]:
    """The expressions of each module: written in place, global, or made by a function."""
    found: dict[str, dict[tuple[str, int], None]] = {}
    for name, _, source in pumps.call_sites():
        if source is not None:
            flags = re.VERBOSE if "\n" in source else 0
            found.setdefault(name, {})[source, flags] = None
    for module in _modules():
        name = str(module.__name__).removeprefix("copydesk.").replace(".", "/") + ".py"
        for pattern in _patterns(module):
            found.setdefault(name, {})[pattern] = None
    return found


def _modules() -> Iterator[ModuleType]:
    for info in pkgutil.walk_packages(copydesk.__path__, "copydesk."):
        if not info.name.startswith(("copydesk.engines", "copydesk.training", "copydesk.__main")):
            module = importlib.import_module(info.name)
            if not info.ispkg:
                yield module


def _patterns(module: ModuleType) -> Iterator[tuple[str, int]]:
    for value in vars(module).values():
        if isinstance(value, type(lazy(""))):
            yield value._source
        yield from map(_as_text, _held(value() if _makes_patterns(value, module) else value))


def _held(value: object) -> Iterator[re.Pattern[Any]]:
    """A pattern, or those in a list or tuple."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _held(one)


def _makes_patterns(value: object, module: ModuleType) -> bool:
    if not callable(value) or getattr(value, "__module__", "") != module.__name__:
        return False
    returns = getattr(value, "__annotations__", {}).get("return", "")
    return "re.Pattern" in str(returns) and not inspect.signature(value).parameters


def _as_text(pattern: re.Pattern[str] | re.Pattern[bytes]) -> tuple[str, int]:
    source = pattern.pattern
    text = source if isinstance(source, str) else source.decode("latin-1")
    return text, pattern.flags & ~re.UNICODE


def _sees_texts(name: str) -> bool:
    return name.startswith(SEE_TEXTS)


def test_every_expression_is_known() -> None:
    """Each place where one is made is read from the source, or from what the module holds."""
    sites = [(name, line) for name, line, source in pumps.call_sites() if source is None]
    known = expressions()
    assert [site for site in sites if not known.get(site[0]) and site[0] not in FROM_USERS] == []


def test_no_group_is_repeated_possessively() -> None:
    """Where the last round of `(?:-[a-z])*+` fails halfway, Python before 3.11.5 goes on from there
    and not from where the round began (gh-106052). `(?>(?:-[a-z])*)` says the same and works."""
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")
    made = [source for found in expressions().values() for source, _ in found]
    written = [source for source in made if isinstance(source, str)]
    cues = [source for group in shipped() for source in group.sources]
    assert len(cues) > 1000
    assert [source for source in (*written, *cues) if possessive.search(source)] == []
    assert all(map(possessive.search, (r"a(?:-[a-z])*+", r"(?:a-){2,3}+", r"(?:a-)?+")))


@pytest.mark.slow
@pytest.mark.parametrize("name", list(filter(_sees_texts, sorted(expressions()))))
def test_time_grows_with_the_length(name: str) -> None:
    clean(SENTENCE)  # loads what is needed
    assert [
        (x.source, x.kind) for x in _hostile() if x.module == name and _grows_too_fast(x.make)
    ] == []


class _Input(NamedTuple):
    module: str
    source: str
    kind: str
    make: Callable[[int], str]


@cache
def _hostile() -> list[_Input]:
    """The hostile inputs of all expressions: of those that make the same texts, the first."""
    found: dict[str, _Input] = {}
    for module in filter(_sees_texts, expressions()):
        for source, flags in expressions()[module]:
            for kind, make in pumps.inputs(source, flags).items():
                found.setdefault(make(SHORT), _Input(module, source, kind, make))
    return list(found.values())


def _grows_too_fast(make: Callable[[int], str]) -> bool:
    """Whether time explodes: looked at closely where it is long enough to tell."""

    def hostile(size: int) -> str:
        return SENTENCE + make(size)

    started = time.process_time()
    clean(hostile(LONG))
    return time.process_time() - started > QUICK and growth(clean, hostile, SHORT) > MOST
