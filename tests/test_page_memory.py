"""What a page takes in memory grows with its length alone, however many tags and signs it is of."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from copydesk import clean, explain
from copydesk.cleaners.markup import block_features, html, reasons, strip_markup

RAIN = "Rain fell on the coast all night, and the boats stayed in the harbour."
MOST = 12
PIECES = {
    "rows": "<tr><td>4",
    "items": "<li>a",
    "paragraphs": f"<p>{RAIN}</p>",
    "tags cut short": "<a ",
    "mojibake": "<p>The cafÃ©s said â€œitâ€™s shutâ€\x9d.</p>",
    "scripts": f'<script type="application/json">{{"a": "{RAIN}"}}</script>',
    "links": '<p>Rain <a href="/x">fell on</a> the coast, <a href="/y">all night</a>.</p>',
    "links in one line": "<a href=/a>b</a> ",
    "names": "names of their own",
    "noscript": "<noscript>a</noscript>",
    "words of one letter": "&x ",
    "signs": "< ",
    "Japanese": "港の船は雨で",
    "superscripts": "x<sup>2</sup> ",
    "readings": "<ruby>港<rt>みなと</rt></ruby>",
}


def _page(piece: str, size: int = 60_000) -> str:
    if piece == PIECES["names"]:
        inner = "".join(f"<p class='c{n} d{n}'>a" for n in range(size // 26))
    else:
        inner = piece * (size // len(piece))
    return f"<html><body>{inner}</body></html>"


def _peak(deed: Callable[[str], object], page: str) -> float:
    """The memory that is taken at the peak, by the size of a page as a file."""
    deed(_page(f"<p>{RAIN}</p>", 1000))  # loads what is needed
    tracemalloc.start()
    try:
        deed(page)
        return tracemalloc.get_traced_memory()[1] / len(page.encode())
    finally:
        tracemalloc.stop()


@pytest.fixture(autouse=True)
def few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST", 200)
    monkeypatch.setattr(html, "LABELS", 100)
    monkeypatch.setattr(html, "AT_ONCE", 500)
    monkeypatch.setattr(block_features, "MOST_TOLD", 2000)
    monkeypatch.setattr(reasons, "FINEST", 200)
    monkeypatch.setattr(reasons, "LONGEST", 2000)


@pytest.mark.parametrize("kind", PIECES)
def test_a_page_of_one_kind_takes_twelve_times_its_size_at_most(kind: str) -> None:
    assert _peak(strip_markup, _page(PIECES[kind])) <= MOST


def test_a_page_of_entities_takes_twelve_times_its_size_at_most() -> None:
    assert _peak(strip_markup, _page("&amp;", 600_000)) <= MOST


def test_attributes_without_number_take_twelve_times_their_size_at_most() -> None:
    tag = " ".join(f"a{i}=1" for i in range(40_000))
    page = f"<html><body><p {tag}>{RAIN}</p></body></html>"
    assert _peak(strip_markup, page) <= MOST
    assert strip_markup(page) == RAIN


@pytest.mark.parametrize("fill", ["<!-- rain -->", "<script>rain()</script>", "<b>", "<div>"])
def test_what_says_nothing_takes_twelve_times_its_size_at_most(fill: str) -> None:
    page = f"<html><body><p>{RAIN}</p>{fill * (300_000 // len(fill))}</body></html>"
    assert _peak(strip_markup, page) <= MOST
    assert strip_markup(page) == RAIN


@pytest.mark.parametrize("hidden", ["noscript", "data"])
def test_a_page_that_shows_nothing_takes_twelve_times_its_size_at_most(hidden: str) -> None:
    inner = f"{RAIN}<br>" * 2000
    shown = {
        "noscript": f"<noscript>{inner}</noscript>",
        "data": f'<script type="application/ld+json">{{"articleBody": "{inner}"}}</script>',
    }
    page = f"<html><body>{shown[hidden]}</body></html>"
    assert _peak(strip_markup, page) <= MOST
    assert strip_markup(page).count(RAIN) == 2000


@pytest.mark.parametrize("kind", ["rows", "items", "scripts"])
def test_an_explanation_takes_twelve_times_the_size_of_the_page_at_most(kind: str) -> None:
    assert _peak(explain, _page(PIECES[kind])) <= MOST


def test_a_page_in_parts_gives_all_of_its_text_and_is_explained() -> None:
    menu = "<nav>" + "".join(f"<a href='/{n}'>Part {n}</a><br>" for n in range(150)) + "</nav>"
    said = "".join(
        f"<p>{RAIN} That was on day {n} of the long voyage to the north.</p>" for n in range(500)
    )
    page = f"<html><body>{menu}<article><h1>Voyage</h1>{said}</article></body></html>"
    text = strip_markup(page)
    assert [f"day {n} " in text for n in range(500)] == [True] * 500
    assert "Part 7" not in text
    found = explain(page)
    assert found.text == clean(page)
    assert found.original() == page
    assert found.reasons()["navigation"] > 50
