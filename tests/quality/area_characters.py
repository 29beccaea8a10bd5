"""Characters: how much damage is mended, how many sound sentences and gold lines are touched.

The damaged texts are the cases of the test suite, and the sound sentences of several languages
after wrong decoding. A gold line counts as touched where more changed than what is unseen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import ftfy

from copydesk.cleaners.characters import fix_characters
from tests.quality import corpus

CASES = Path(__file__).parents[1] / "cases"
ENCODINGS = ("sloppy-windows-1252", "latin-1", "macroman", "cp437", "sloppy-windows-1250")
_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")

Pair = tuple[str, str]
"""A damaged text and what it was."""


def measure() -> dict[str, float]:
    ftfy.bad_codecs.ok()
    cases = list(_entries("characters"))
    sound = [after for _, after in _entries("characters_clean")]
    gold = [page["gold"] for page in corpus.pages("dev", None)]
    lines = [line for text in gold for line in text.split("\n")]
    fixed = [fix_characters(text) for text in gold]
    return {
        "damaged texts mended, share": _mended(fix_characters, cases),
        "the same by ftfy's default, share": _mended(ftfy.fix_text, cases),
        "sentences misread whole, share mended": _mended(fix_characters, _misread(sound)),
        "sentences misread in part, share mended": _mended(fix_characters, _misread_in_part(sound)),
        "sound sentences changed": sum(fix_characters(x) != x for x in sound),
        "gold lines touched": sum(_seen(fix_characters(x)) != _seen(x) for x in lines),
        "texts changed by fixing twice": sum(fix_characters(x) != x for x in fixed),
    }


def _entries(name: str) -> Iterator[Pair]:
    for entry in json.loads((CASES / f"{name}.json").read_text("utf-8")):
        yield entry["in"], entry["out"]


def _misread(sentences: Iterable[str]) -> Iterator[Pair]:
    for sentence in sentences:
        for encoding in ENCODINGS:
            for layers in (1, 2, 3):
                yield _layers(sentence, encoding, layers), sentence


def _misread_in_part(sentences: Iterable[str]) -> Iterator[Pair]:
    """The last word beyond ASCII of each sentence, misread."""
    for sentence in sentences:
        words = re.findall(r"\S+|\s+", sentence)
        beyond = [i for i, word in enumerate(words) if not word.isascii()]
        for encoding in ENCODINGS if beyond else ():
            i = beyond[-1]
            yield "".join([*words[:i], _layers(words[i], encoding, 1), *words[i + 1 :]]), sentence


def _layers(text: str, encoding: str, layers: int) -> str:
    for _ in range(layers):
        text = text.encode("utf-8").decode(encoding)
    return text


def _mended(fix: Callable[[str], str], pairs: Iterable[Pair]) -> float:
    results = [fix(before) == after for before, after in pairs if before != after]
    return sum(results) / len(results)


def _seen(text: str) -> str:
    return _UNSEEN.sub(" ", text).strip()
