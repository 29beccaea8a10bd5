"""What a page knows of itself: from the most trustworthy place, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import Page, Pipeline, page
from copydesk.errors import NotText

BODY = "<body><h1>Ferry sinks in storm</h1><p>The ferry sank on Monday.</p></body>"


def read(head: str, body: str = BODY, url: str | None = None) -> Page:
    html = f"<!doctype html><html lang='en-us'><head>{head}</head>{body}</html>"
    return page(html, url=url, pipeline=Pipeline())


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


ARTICLE = ld(
    '{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Beacon Online"},'
    '{"@type": "NewsArticle", "headline": "Ferry &amp; tug sink", "author": ['
    '{"name": "Ann Example"},'
    '{"name": "Bo Sample"}, {"name": "Ann Example"}], "datePublished": "2024-05-03T23:10:00-05:00",'
    '"publisher": {"@type": "Organization", "name": "The Beacon"}, "image": {"url": "/ferry.jpg"},'
    '"mainEntityOfPage": {"@id": "https://example.com/ferry"}}]}'
)
META = (
    '<title>Ferry sinks in storm - The Beacon</title><meta name="author" content="By Cy Other">'
    '<meta property="og:title" content="Ferry sinks"><meta name="date" content="2020-01-01">'
    '<meta property="og:site_name" content="The Beacon">'
)


def test_structured_data_comes_first() -> None:
    found = read(META + ARTICLE)
    assert (found.title, found.author) == ("Ferry & tug sink", "Ann Example, Bo Sample")
    assert (found.date, found.site, found.language) == ("2024-05-03", "Beacon Online", "en-US")
    assert (found.canonical, found.image) == (
        "https://example.com/ferry",
        "https://example.com/ferry.jpg",
    )
    assert found.url == "https://example.com/ferry"
    assert set(found.sources.values()) == {"JSON-LD", "html lang"}


def test_then_open_graph_then_meta() -> None:
    found = read(META)
    assert (found.title, found.sources["title"]) == ("Ferry sinks", "meta og:title")
    assert (found.author, found.sources["author"]) == ("Cy Other", "meta author")
    assert (found.date, found.site) == ("2020-01-01", "The Beacon")


def test_then_what_a_reader_sees() -> None:
    body = (
        '<body><h1>Ferry sinks</h1><p class="byline">By Ann Example</p>'
        '<time datetime="2024-05-03">May 3</time><p>The ferry sank.</p></body>'
    )
    found = read("<title>Ferry sinks | The Beacon</title>", body)
    assert (found.title, found.author, found.date) == ("Ferry sinks", "Ann Example", "2024-05-03")
    assert found.sources == {
        "title": "h1", "author": "byline", "date": "time", "language": "html lang",
    }  # fmt: skip


def test_nothing_is_guessed() -> None:
    two_days = '<time datetime="2024-05-03"></time><time datetime="2024-05-04"></time>'
    found = read("", f"<body><h1>One</h1><h1>Two</h1>{two_days}</body>")
    assert (found.title, found.author, found.date, found.image) == (None, None, None, None)


@pytest.mark.parametrize(
    "name", ["https://example.com/ann", "admin", "ann@example.com", "example.com", "x" * 200, ""]
)
def test_what_is_no_name_is_no_author(name: str) -> None:
    assert read(f'<meta name="author" content="{name}">').author is None


@pytest.mark.parametrize("day", ["2024-02-31", "May 3", "0000-00-00", "20245-01-01", "x"])
def test_what_is_no_day_is_no_date(day: str) -> None:
    assert read(f'<meta name="date" content="{day}">').date is None


def test_a_title_is_not_the_name_of_the_site() -> None:
    head = '<meta property="og:site_name" content="The Beacon"><meta property="og:title" '
    assert read(f'{head} content="The Beacon">').title == "Ferry sinks in storm"
    assert read(f'{head} content="Ferry sinks – The Beacon">').title == "Ferry sinks"


def test_the_address_of_a_page_may_tell_its_day() -> None:
    found = read("", url="https://example.com/2024/05/03/ferry")
    assert (found.date, found.url) == ("2024-05-03", "https://example.com/2024/05/03/ferry")
    assert (found.sources["date"], found.sources["url"]) == ("address", "given")


@pytest.mark.parametrize("json", ["{", '"x"', "[[[[]]]]", '{"@type": 5}', "[" * 100_000, "null"])
def test_broken_structured_data_is_passed_over(json: str) -> None:
    assert read(META + ld(json)).title == "Ferry sinks"


def test_addresses_that_would_run_are_none() -> None:
    assert read('<meta property="og:image" content="javascript:alert(1)">').image is None


def test_text_that_is_no_page() -> None:
    assert page("Rain fell.\n\nShare this:") == Page("Rain fell.")
    with pytest.raises(NotText):
        page(b"<html>")  # type: ignore[arg-type]  # what the test is about


@given(st.text())
def test_any_text_gives_a_page(text: str) -> None:
    for html in (text, f"<html><head>{ld(text)}<meta name='author' content='{text}'>{text}"):
        found = page(html, pipeline=Pipeline())
        assert found.sources.keys() <= {name for name in vars(found) if vars(found)[name]}


def test_a_title_is_not_the_name_of_the_site_however_it_is_written() -> None:
    article = ld(
        '{"@type": "NewsArticle", "headline": "Coast+Harbour News", '
        '"publisher": {"name": "Coast Harbour News"}}'
    )
    assert read(article).title == "Ferry sinks in storm"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:url" content="https://example.com/2024/05/03/ferry">',
        '<link rel="canonical" href="https://example.com/news/2024-05-03/ferry.html">',
    ],
)
def test_the_day_in_the_address_of_a_page_is_the_last_resort(head: str) -> None:
    found = read(head)
    assert (found.date, found.sources["date"]) == ("2024-05-03", "address")
    said = read(head + '<meta name="date" content="2024-05-02">')
    assert (said.date, said.sources["date"]) == ("2024-05-02", "meta date")
