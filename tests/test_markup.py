"""Leftover markup, fragments of HTML, hostile markup."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk._text import data
from copydesk.cleaners.markup import strip_markup
from tests.awkward import TOKENS, any_text
from tests.growth import MOST, growth

CASES = json.loads((Path(__file__).parent / "cases" / "markup.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_case(case: dict[str, str]) -> None:
    assert strip_markup(case["in"]) == case["out"]
    assert strip_markup(case["out"]) == case["out"]


@pytest.mark.parametrize("language", data.languages("notices.toml"))
def test_notices(language: str) -> None:
    table = data.toml(f"languages/{language}/notices.toml")
    for notice in table["removes"]:
        assert strip_markup(f"Rain fell.\n{notice}\nWind rose.") == "Rain fell.\n\nWind rose."
    for sentence in table["keeps"]:
        assert strip_markup(sentence) == sentence


MARKUP = (
    *(
        "<p>",
        "</p>",
        "<td>",
        "</td>",
        "<tr>",
        "<table>",
        "</table>",
        "<select>",
        "<title>",
        "<pre>",
    ),
    *(
        "</pre>",
        "<li>",
        "</li>",
        "<head>",
        "</html>",
        "<nav",
        "</nav>",
        "<form>",
        "</form>",
        "<svg>",
    ),
    *(
        '<a href="x',
        "</a>",
        "[/b]",
        "[b]",
        "[vc_row]",
        "[gallery]",
        "window.dataLayer = [];",
        "<h1>",
    ),
    *(
        "(function(){",
        "})();",
        ".wp-x{color:red}",
        '{"@context":"https://schema.org"',
        '"}',
        "<col>",
    ),
    *("](http://x.y/z)", "[", "]", "(", ")", 'class="x">', "&lt;p&gt;", "<!doctype html>", "<o:p>"),
    *("<![CDATA[", "<iframe>", "</iframe>", "<plaintext>", "<frameset>", "<template>", "<math>"),
    *(
        "```\n",
        "\n```html\n",
        "\n~~~\n",
        "`",
        "return <b>",
        " => ",
        "={",
        "};\n",
        ";\n",
        "HTML:\n\n",
    ),
    *("Use ", ' <img src="a">', ' <a href="x"> for '),
    "Your browser does not support the video tag.",
)
tangles = st.lists(st.sampled_from(MARKUP + TOKENS), max_size=25)
markup = st.one_of(
    tangles.map("".join),
    tangles.map(" ".join),
    tangles.map(lambda parts: f"<p>{' '.join(parts)}</p>"),
    tangles.map(lambda parts: f"<html><body>{' '.join(parts)}</body></html>"),
)


@settings(max_examples=600, deadline=None)
@given(markup | any_text)
def test_stripping_twice_is_stripping_once(text: str) -> None:
    once = strip_markup(text)
    assert strip_markup(once) == once


SAFE = (
    "rain",
    "Coast",
    " ",
    "\n",
    ". ",
    "<b>",
    "</b>",
    "<p>",
    "</p>",
    "<br>",
    "<i>",
    "</i>",
    "<li>",
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(SAFE), max_size=40).map("".join))
def test_no_word_is_lost(text: str) -> None:
    def letters(text: str) -> str:
        return "".join(re.sub(r"<[^>]*>", "", text).split())

    assert letters(strip_markup(text)) == letters(text)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["rain", "Coast", "<p>", "</p>", "<br>", "<li>"]), max_size=20))
def test_blocks_never_glue(parts: list[str]) -> None:
    words = [part for part in parts if not part.startswith("<")]
    joined = "".join(
        part + (" " if not part.startswith("<") and following[:1] != "<" else "")
        for part, following in zip(parts, [*parts, ""][1:], strict=True)
    )
    assert strip_markup(joined).split() == words


HOSTILE: dict[str, Callable[[int], str]] = {
    "nested tags of a page": lambda n: "<html><body>" + "<p><div>" * (n // 8) + "x</p>",
    "a page nested too deep": lambda n: "<html><body>" + "<div>" * (n // 5) + "x</div>",
    "a long attribute": lambda n: f"<html><body><p title='{'x' * n}'>hi</p></body></html>",
    "line breaks of a page": lambda n: "<html><body></" + "<br>x" * (n // 20),
    "comments that never end": lambda n: "<!--" * (n // 4),
    "CDATA": lambda n: "<![CDATA[" * (n // 9),
    "CDATA of a feed": lambda n: "<rss>" + "<![CDATA[a" * (n // 10),
    "declarations": lambda n: "<!doctype " * (n // 10),
    "instructions": lambda n: "<?xml " * (n // 6),
    "attributes": lambda n: 'class="a" ' * (n // 10),
    "attributes, closed": lambda n: "href='x'>" * (n // 9),
    "equals signs": lambda n: f"<a {'=' * n}>",
    "quotes": lambda n: "<a " + '=" ' * (n // 3) + ">",
    "scripts": lambda n: "window.dataLayer = [" * (n // 20),
    "functions": lambda n: "(function(){" * (n // 11),
    "objects": lambda n: '{"@context":' * (n // 12),
    "rules": lambda n: ".wp-a{" * (n // 6),
    "rules, closed": lambda n: ".a\n{color:red}" * (n // 13),
    "shortcodes": lambda n: "[b]" * (n // 3),
    "shortcodes, closed": lambda n: "[b][/b]" * (n // 7),
    "captions": lambda n: "[caption id='1']" * (n // 16) + "[/caption]",
    "half shortcodes": lambda n: "[vc_row " * (n // 8),
    "links": lambda n: "[[a]" * (n // 4) + "](http://x)",
    "link targets": lambda n: "[a](http://x(" * (n // 13),
    "links in links": lambda n: "[" * (n // 20) + "](http://x)" * (n // 20),
    "a fragment of many words": lambda n: f"<p>{'<i>x</i> ' * (n // 18)}</p>",
    "a fragment of many rows": lambda n: (
        f"<table>{'<tr><td>x</td><td>y</td></tr>' * (n // 60)}</table>"
    ),
    "tags and shortcodes by turns": lambda n: "[<b>" * (n // 8) + "caption]" * (n // 16),
    "half tags": lambda n: "</p\n" * (n // 4),
    "fences": lambda n: "```\n<b>x</b>\n" * (n // 13),
    "fences that never end": lambda n: "```a\n<b>" * (n // 8) + "````b\n" * (n // 8),
    "a fence without end": lambda n: "`" * n + "<b>",
    "backticks": lambda n: " `<b>" * (n // 5),
    "lines of code": lambda n: "<li key={u}>\n" * (n // 13),
    "lines of code among tags": lambda n: ("<b>\n" * 9 + "a = <b>;\n") * (n // 45),
    "arrows": lambda n: "<b>=>" * (n // 5),
    "announcements": lambda n: "HTML:\n<b>\n" * (n // 10),
    "announcements without end": lambda n: "HTML" + ":\n " * (n // 3) + "<b>",
    "tags with attributes": lambda n: "use <img src='x'> " * (n // 18),
    "half tags of no name": lambda n: "<x " + 'class="a"> ' * (n // 11),
    "notices": lambda n: "Your browser does not support " * (n // 30),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_length(kind: str) -> None:
    once = strip_markup(HOSTILE[kind](60_000))
    assert strip_markup(once) == once
    assert growth(strip_markup, HOSTILE[kind], 60_000) <= MOST


def test_entities_are_not_expanded() -> None:
    laughs = "".join(f"<!ENTITY l{n + 1} '{f'&l{n};' * 10}'>" for n in range(9))
    bomb = f"<!DOCTYPE lolz [<!ENTITY l0 'lol'>{laughs}]><html><body><p>&l9;</p></body></html>"
    assert len(strip_markup(bomb)) < len(bomb)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("strip_markup reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    page = '<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><html><body><p>Rain.</p></body></html>'
    assert strip_markup(page) == "Rain."
    feed = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><p>&f;</p>'
    assert strip_markup(feed).strip() == "&f;"


@pytest.mark.parametrize(
    "text", ["<p>a\x00b</p>", "<p>\ud800</p>", "<html><body>\x00\ud800</body>", "<"]
)
def test_any_text_gives_a_text(text: str) -> None:
    once = strip_markup(text)
    assert strip_markup(once) == once
