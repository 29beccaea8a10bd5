"""Bytes without a declaration: how often their encoding is guessed right.

Windows of 200 bytes are cut from the articles of the labelled pages and, for languages of which
those hold few, from a text of our own that says the same in each. Each is read from the code pages
of its language; right is what comes back letter for letter. Two letters beyond ASCII are few: there
the plain words around them must tell. Beside it, on some of the texts, charset-normalizer, chardet.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import chardet
from charset_normalizer import from_bytes

from copydesk import decode
from copydesk._text.guess import WIDE, code_pages
from tests.quality import corpus

OWN = json.loads((Path(__file__).parent / "sentences.json").read_text("utf-8"))
NAMES = {"no": "nb", "hr": "sh"}
SIZE, MANY = 200, 24
# One sign that is no letter, in English.
SIGNS = """
The mayor said 2 × 4 = 8 and left. | ½ cup of sugar | see § 12 of the Harbour Act | ten µm
He gave or took ±5 boats. | It was 20° in the shade. | They paid £5 for it. | 5 € a head
Copyright © 2020 The Coast | a harbour of 3 km² | • a pier | The Gull® boats | a ¼ mile off
“Yes,” he said. | It’s late – too late… | It cost 5¢ once. | the boat’s 3rd · 4th
"""


def measure() -> dict[str, float]:
    five, two = list(_cases(5, None)), list(_cases(1, 2))
    return {
        "five letters: read right, share": _share(decode, five),
        "five letters: least of a language and code page": _least(decode, five),
        "two letters: read right, share": _share(decode, two),
        "two letters: least of a language and code page": _least(decode, two),
        "one sign in English: read right, share": _share(decode, _signs()),
        "a byte that is undefined: read right, share": _share(decode, _with_undefined(five)),
        "five letters: by charset-normalizer, share": _share(_normalizer, five[::8]),
        "two letters: by charset-normalizer, share": _share(_normalizer, two[::2]),
        "five letters: by chardet, share": _share(_chardet, five[::8]),
        "two letters: by chardet, share": _share(_chardet, two[::2]),
    }


def _signs() -> list[Case]:
    return [("en", "cp1252", x.strip()) for line in SIGNS.split("\n") for x in line.split("|")]


_CEDILLA = str.maketrans("șțȘȚ", "şţŞŢ")  # as Romanian is written in its code pages
Case = tuple[str, str, str]
"""Language, code page, text."""


def _cases(least: int, exactly: int | None) -> Iterator[Case]:
    for language, encoding in _code_pages():
        chance = random.Random(f"{language} {encoding} {exactly}")
        texts = [*_texts(language), *(OWN[x] for x in [language] if x in OWN)]
        found = (_window(chance, texts, encoding, least, exactly) for _ in range(20 * MANY))
        yield from list(dict.fromkeys((language, encoding, x) for x in found if x))[:MANY]


def _code_pages() -> Iterator[tuple[str, str]]:
    yield from (
        (name, encoding) for name, encodings in code_pages().items() for encoding in encodings
    )
    yield from ((name, encoding) for encoding, name in WIDE.items() if name in OWN)


def _texts(language: str) -> list[str]:
    pages = [page for split in ("train", "dev") for page in corpus.pages(split, None)]
    golds = [p["gold"] for p in pages if NAMES.get(p["lang"], p["lang"]) == language]
    return [text for text in golds if len(text) > SIZE][:60]


def _window(
    chance: random.Random, texts: list[str], encoding: str, least: int, exactly: int | None
) -> str | None:
    if not texts:
        return None
    text = chance.choice(texts).translate(_CEDILLA)
    start = text.find(" ", chance.randrange(max(1, len(text) - SIZE // 2))) + 1
    try:
        octets = text[start : start + SIZE].encode(encoding)[:SIZE]
        window = octets.decode(encoding, "ignore")
    except UnicodeError:
        return None
    letters = sum(x.isalpha() and not x.isascii() for x in window)
    return window if (letters == exactly if exactly else letters >= least) else None


def _with_undefined(cases: list[Case]) -> list[Case]:
    """Texts of Windows-1252 with a byte that it does not define, as browsers read it."""
    return [(name, page, f"{text} \x9d {text}") for name, page, text in cases if page == "cp1252"]


def _share(tool: Callable[[bytes], str], cases: list[Case]) -> float:
    return sum(_is_right(tool, case) for case in cases) / len(cases)


def _least(tool: Callable[[bytes], str], cases: list[Case]) -> float:
    """Of those with enough texts to tell."""
    groups: dict[tuple[str, str], list[bool]] = {}
    for case in cases:
        groups.setdefault(case[:2], []).append(_is_right(tool, case))
    return min(sum(x) / len(x) for x in groups.values() if len(x) >= MANY // 2)


def _is_right(tool: Callable[[bytes], str], case: Case) -> bool:
    _, encoding, text = case
    octets = b"\x9d".join(x.encode(encoding) for x in text.split("\x9d"))
    return tool(octets) == text


def _normalizer(octets: bytes) -> str:
    best = from_bytes(octets).best()
    return str(best) if best else ""


def _chardet(octets: bytes) -> str:
    found = chardet.detect(octets)["encoding"]
    return octets.decode(found, "replace") if found else ""
