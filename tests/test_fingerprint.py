"""The fingerprint of a pipeline: the same for the same work, another for another."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import cache, partial

import pytest

from copydesk import DEFAULT
from copydesk.pipeline.fingerprint import fingerprint, package_digest

PHRASE = re.compile("phrase")


@dataclass(frozen=True)
class Drop:
    words: frozenset[str] = frozenset()

    def __call__(self, text: str) -> str:
        return " ".join(word for word in text.split() if word not in self.words)


class Kept:
    def __init__(self) -> None:
        self.lock, self.me = threading.Lock(), self

    def clean(self, text: str) -> str:
        return text


def helper(text: str) -> str:
    return PHRASE.sub("", text)


def calls_helper(text: str) -> str:
    return helper(text) if text not in {"a", "b", "c"} else ""


def calls_itself(text: str) -> str:
    return calls_itself(text[1:]) if text[:1] == " " else text


MANY = [
    str.strip,
    Drop(),
    Drop(frozenset({"a", "b", "zebra"})),
    Kept().clean,
    helper,
    calls_helper,
    calls_itself,
    cache(calls_helper),
    partial(re.sub, "a", "b"),
    partial(re.sub, "a", "c"),
    lambda text: text,
    lambda text: text + "",
]


def test_every_cleaner_has_its_own() -> None:
    prints = {fingerprint([cleaner]) for cleaner in MANY}
    assert len(prints) == len(MANY)


def test_order_and_number_count() -> None:
    a, b = str.strip, str.lower
    assert len({fingerprint(p) for p in ([a, b], [b, a], [a], [a, a], [])}) == 5


def test_pickling_changes_nothing() -> None:
    cleaners = [*DEFAULT, Drop(frozenset({"a", "b"})), partial(re.sub, "a", "b")]
    assert fingerprint(pickle.loads(pickle.dumps(cleaners))) == fingerprint(cleaners)


def made(prelude: str, body: str) -> str:
    """The fingerprint of a function in a module that begins with `prelude`."""
    space: dict[str, object] = {"__name__": "made"}
    exec(f"{prelude}\ndef own(text): return {body}", space)
    return fingerprint([space["own"]])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("used = 1", "used = 2"),
        ("used = str.lower", "used = str.upper"),
        ("def used(x): return x", "def used(x): return x + x"),
        ("import re; used = re.compile('a')", "import re; used = re.compile('b')"),
    ],
)
def test_what_a_function_uses_is_part_of_it(one: str, other: str) -> None:
    assert made(one, "used(text)") == made(one, "used(text)") != made(other, "used(text)")
    assert made(one, "text.used") == made(other, "text.used")  # an attribute of that name is not it


def test_code_is_part_of_a_function() -> None:
    assert made("", "text + 'a'") == made("", "text + 'a'") != made("", "text + 'b'")


def test_the_same_in_every_process() -> None:
    code = (
        "from tests.test_fingerprint import MANY, DEFAULT, fingerprint;"
        "print(fingerprint(MANY), fingerprint(DEFAULT))"
    )
    package_digest.cache_clear()
    for seed in "12":
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.split() == [fingerprint(MANY), fingerprint(DEFAULT)]


def test_a_function_without_a_module() -> None:
    def orphan(text: str) -> str:
        return text

    orphan.__module__ = None  # type: ignore[assignment]
    assert len(fingerprint([orphan])) == 32
