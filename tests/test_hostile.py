"""Hostile texts: time grows with the length, and no text is too strange."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from copydesk import clean, explain
from tests.growth import MOST, growth, seconds

DEARER, UNMEASURABLE = 5.0, 0.005
"""How many times as long an explanation takes at most; a shorter time of cleaning says little."""

HOSTILE: dict[str, Callable[[int], str]] = {
    "one line without spaces": lambda n: "x" * n,
    "one line of words": lambda n: "word " * (n // 5),
    "line breaks": lambda n: "\n" * n,
    "carriage returns": lambda n: "\r" * n,
    "spaces": lambda n: " " * n + "x",
    "spaced line breaks": lambda n: " \n" * (n // 2),
    "short lines": lambda n: "a\n" * (n // 2),
    "doubly escaped entities": lambda n: "&" + "amp;" * (n // 4),
    "ampersands": lambda n: "&" * n,
    "numeric entities": lambda n: "&#38;" * (n // 5),
    "less-than signs": lambda n: "<" * n,
    "greater-than signs": lambda n: ">" * n,
    "open comments": lambda n: "<!--" * (n // 4),
    "half tags": lambda n: "<a href=" * (n // 8),
    "tags within tags": lambda n: "<" * (n // 3) + "b>" * (n // 3),
    "nested tags": lambda n: "<div>" * (n // 5) + "x",
    "nested tags, closed": lambda n: "<b>" * (n // 7) + "</b>" * (n // 7),
    "open scripts": lambda n: "<script>" * (n // 8),
    "one long attribute": lambda n: '<a href="' + "x" * n + '">link</a>',
    "brackets": lambda n: "[" * n,
    "Markdown links": lambda n: "[a](" * (n // 4),
    "images": lambda n: "![" * (n // 2),
    "braces": lambda n: "{" * n,
    "rules of style": lambda n: ".a{b:c}" * (n // 7),
    "combining marks": lambda n: "e" + "\u0301\u0327" * (n // 2),
    "hash signs": lambda n: "#" * n,
    "hashtags": lambda n: "#tag " * (n // 5),
    "quotes": lambda n: "\"'" * (n // 2),
    "mojibake": lambda n: "â€™" * (n // 3),
    "layers of mojibake": lambda n: "ÃƒÂ¢Ã¢â€šÂ¬" * (n // 10),
    "layers upon layers of mojibake": lambda n: "Ãƒ" + "Æ’Ã‚" * (n // 4),
    "lost characters": lambda n: "\ufffd" * n,
    "question marks": lambda n: "a?" * (n // 2),
    "full stops": lambda n: "a." * (n // 2),
    "capitals within words": lambda n: "aB" * (n // 2),
    "digits and letters": lambda n: "a1" * (n // 2),
    "glued words": lambda n: "thewhichand" * (n // 11),
    "glued words, spaced": lambda n: "Ukrainewhich " * (n // 13),
    "zero-width characters": lambda n: "\u200b\u200d" * (n // 2),
    "soft hyphens": lambda n: "a\xad" * (n // 2),
    "backslashes": lambda n: "\\" * n,
    "literal escapes": lambda n: "\\u2019" * (n // 6),
    "percent escapes": lambda n: "%E2%80%99" * (n // 9),
    "quoted-printable": lambda n: "=E2=80=99" * (n // 9),
    "promos": lambda n: "READ NEXT: A title\n" * (n // 19),
    "promo heads": lambda n: "READ NEXT: " * (n // 11),
    "share bars": lambda n: "Share\nTweet\nEmail\n" * (n // 18),
    "stamps": lambda n: "12 May 2023\n" * (n // 12),
    "copyright": lambda n: "© 2023 " * (n // 7),
    "dashes": lambda n: "-" * n,
    "pipes": lambda n: "a | " * (n // 4),
    "underscores": lambda n: "_" * n,
    "emoji": lambda n: "👩‍👩‍👧" * (n // 5),
    "private-use characters": lambda n: "\ue000" * n,
    "NULs": lambda n: "\x00" * n,
    "lone surrogates": lambda n: "\ud800" * n,
    "escape sequences": lambda n: "\x1b[" * (n // 2),
    "right-to-left marks": lambda n: "\u202e\u200f" * (n // 2),
    "one paragraph again and again": lambda n: (
        ("Rain fell on the coast. " * 6 + "\n\n") * (n // 146)
    ),
    "Chinese without spaces": lambda n: "海港关闭" * (n // 4),
    "opening quotes": lambda n: "“" * n,
    "addresses": lambda n: "a@b." * (n // 4),
    "links": lambda n: "http://" * (n // 7),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_length(kind: str) -> None:
    assert growth(clean, HOSTILE[kind]) <= MOST


@pytest.mark.parametrize("kind", HOSTILE)
def test_an_explanation_costs_a_few_times_what_cleaning_does(kind: str) -> None:
    text = HOSTILE[kind](40_000)
    explain(text)  # loads what is needed
    assert any(
        seconds(explain, text) <= DEARER * max(seconds(clean, text), UNMEASURABLE) for _ in range(5)
    )


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_of_an_explanation_grows_with_the_length(kind: str) -> None:
    assert growth(explain, HOSTILE[kind], 20_000) <= MOST


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_is_explained_too(kind: str) -> None:
    text = HOSTILE[kind](2000)
    explanation = explain(text)
    assert explanation.text == clean(text) == clean(explanation.text)
    assert explanation.original() == text


NESTED = [
    ("Normal 0 7 fal", "se false AA-AA X-NONE "),
    ("/* Style Definitions */ p {a:b} Normal 0 ", "false false EN-US X-NONE "),
    ("data:image/gif;base64,AAAAAAAA", "AAAAAAAAA data:image/gif;"),
    ("pic.twitter.com/abc", "defgh "),
    ("%%a", ".b%%"),
    ("[caption ", "id=1]"),
    ("![x](http://a", ".b/c)"),
]
"""Remains of markup, each cut in two: one stands in the other, again and again."""


@pytest.mark.parametrize(("first", "second"), NESTED)
def test_what_was_built_to_come_about_round_after_round_settles(first: str, second: str) -> None:
    text = "The rain fell on the coast. " + first * 1500 + second * 1500
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("kind", ["one line of words", "short lines", "nested tags", "mojibake"])
def test_a_megabyte(kind: str) -> None:
    text = HOSTILE[kind](1_000_000)
    assert clean(clean(text)) == clean(text)
