"""Characters: how much damage is mended, and how many sound lines are touched.

Damaged are lines of the articles themselves, after wrong decoding and in escapes. Mended is a line
that looks as before; touched one that does not.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from html.entities import codepoint2name

import ftfy

from copydesk.cleaners.characters import fix_characters
from tests.quality import corpus

ENCODINGS = ("sloppy-windows-1252", "latin-1", "macroman", "cp437", "sloppy-windows-1250")
LINES, LONGEST = 400, 1000
_UNSEEN = re.compile("[\\s\u00ad\u200b-\u200f\u2060\ufeff]+")

Pair = tuple[str, str]
"""A damaged text and what it was."""


def measure() -> dict[str, float]:
    ftfy.bad_codecs.ok()
    gold = [page["gold"] for page in corpus.pages("dev", None)]
    lines = [line for text in gold for line in text.split("\n")]
    fixed = [fix_characters(text) for text in gold]
    sound = _sample(line for line in dict.fromkeys(lines) if not line.isascii())
    return {
        f"gold lines {name}, share mended": _mended(pairs) for name, pairs in _damaged(sound)
    } | {
        "gold lines touched": sum(_seen(fix_characters(x)) != _seen(x) for x in lines),
        "texts changed by fixing twice": sum(fix_characters(x) != x for x in fixed),
    }


def _sample(lines: Iterable[str]) -> list[str]:
    """Lines in all languages alike, which are no longer than a paragraph and left as they are."""
    fitting = [x for x in lines if len(x) < LONGEST and _seen(fix_characters(x)) == _seen(x)]
    return random.Random(1).sample(fitting, min(LINES, len(fitting)))


def _damaged(lines: list[str]) -> Iterator[tuple[str, list[Pair]]]:
    """Kinds of damage, each with damaged lines and what they were."""
    for layers, name in ((1, "misread"), (2, "misread twice"), (3, "misread three times")):
        yield name, [(_layers(x, encoding, layers), x) for x in lines for encoding in ENCODINGS]
    yield "misread in part", [pair for x in lines for pair in _misread_in_part(x)]
    for name, escape in ESCAPES.items():
        yield name, [(escape(x), x) for x in lines]


def _misread_in_part(line: str) -> Iterator[Pair]:
    """The last word beyond ASCII misread."""
    words = re.findall(r"\S+|\s+", line)
    i = max((i for i, word in enumerate(words) if not word.isascii() and word.strip()), default=-1)
    for encoding in ENCODINGS if i >= 0 else ():
        yield "".join([*words[:i], _layers(words[i], encoding, 1), *words[i + 1 :]]), line


def _beyond_ascii(write: Callable[[str], str]) -> Callable[[str], str]:
    return lambda line: re.sub(r"[^\x00-\x7f]", lambda m: write(m[0]), line)


def _named(character: str) -> str:
    name = codepoint2name.get(ord(character))
    return f"&{name};" if name else f"&#{ord(character)};"


ESCAPES = {
    "with entities": _beyond_ascii(_named),
    "with numeric entities": _beyond_ascii(lambda c: f"&#{ord(c)};"),
    "with entities escaped again": _beyond_ascii(lambda c: _named(c).replace("&", "&amp;")),
    "with literal escapes": _beyond_ascii(lambda c: json.dumps(c)[1:-1]),
    "in decomposed letters": lambda line: unicodedata.normalize("NFD", line),
}


def _layers(text: str, encoding: str, layers: int) -> str:
    for _ in range(layers):
        text = text.encode("utf-8").decode(encoding)
    return text


def _mended(pairs: Iterable[Pair]) -> float:
    results = [_seen(fix_characters(x)) == _seen(y) for x, y in pairs if _seen(x) != _seen(y)]
    return sum(results) / len(results)


def _seen(text: str) -> str:
    return _UNSEEN.sub(" ", text).strip()
