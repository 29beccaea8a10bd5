"""What a page knows of itself: from the most trustworthy place, or not at all."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import Page, Pipeline, page
from copydesk.errors import NotText
from copydesk.metadata import known

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


GRAPH = ld(
    '{"@graph": [{"@type": "Article", "headline": "Ferry sinks", "author": {"@id": "#ann"}, '
    '"publisher": {"@id": "#us"}, "image": {"@id": "https://example.com/ferry#picture"}, '
    '"mainEntityOfPage": {"@id": "https://example.com/ferry#webpage"}}, '
    '{"@type": "Person", "@id": "#ann", "name": "Ann Example"}, '
    '{"@type": "Organization", "@id": "#us", "name": "The Beacon"}, '
    '{"@type": "ImageObject", "@id": "https://example.com/ferry#picture", "url": "/ferry.jpg"}]}'
)


def test_what_structured_data_names_by_its_id_is_looked_up() -> None:
    found = read(GRAPH)
    assert (found.author, found.site) == ("Ann Example", "The Beacon")
    assert found.image == "https://example.com/ferry.jpg"
    assert found.canonical == "https://example.com/ferry"


def test_a_name_within_the_data_is_no_picture() -> None:
    article = '{"@type": "Article", "headline": "Ferry", "image": {"@id": "https://a.com/b#c"}}'
    assert read(ld(article)).image is None


def test_an_author_is_not_the_site() -> None:
    head = '<meta property="og:site_name" content="The Beacon">'
    head += '<meta name="author" content="The Beacon">'
    assert read(head).author is None
    body = "<body><p class='byline'>By Ann Example</p></body>"
    assert read(head, body).author == "Ann Example"


def test_a_slug_is_no_name_and_an_address_no_site() -> None:
    assert read('<meta name="author" content="ann-example">').author is None
    assert read('<meta name="application-name" content="https://example.com">').site is None


@pytest.mark.parametrize(
    "byline",
    [
        "<a rel='author' title='x'>View all posts by Ann von Example</a>",
        "<p class='author'>Text: Ann von Example</p>",
        "<div class='byline'>By<a href='/author/a'>Ann von Example</a> | <a>Follow</a></div>",
        "<span itemprop='author creator'><span>Ann von Example</span></span>",
        "<p class='byline'>Von Ann von Example</p><p class='author'>Ann von Example</p>",
        "<div class='has-comments'><p class='author'>Ann von Example</p></div>",
        "<p class='byline'>By Ann von Example, 3 May 2024</p>",
        "<p class='byline'>By Ann von Example | May 3, 2024 9:15</p>",
    ],
)
def test_a_byline_is_its_names(byline: str) -> None:
    assert read("", f"<body>{byline}<p>The ferry sank.</p></body>").author == "Ann von Example"


@pytest.mark.parametrize(
    "byline",
    [
        "<div class='comments'><p class='author'>Ann Example</p></div>",
        "<div class='comment'><a rel='author'>Ann Example</a></div>",
        "<aside><p class='byline'>Ann Example</p></aside>",
        "<p class='author'>Ann Example</p><p class='author'>Bo Sample</p>",
        "<p class='byline'>By Staff</p>",
        "<p class='byline'>By our own correspondent</p>",
        "<p class='byline'>Von der Redaktion</p><p class='author'>Redaktion</p>",
    ],
)
def test_who_wrote_something_else_is_no_author(byline: str) -> None:
    assert read("", f"<body>{byline}<p>The ferry sank.</p></body>").author is None


@pytest.mark.parametrize(
    ("stamp", "source"),
    [
        ("<span itemprop='datePublished' content='2024-05-03'>May 3</span>", "time"),
        ("<time class='entry-date published' datetime='2024-05-03'></time>", "time"),
        ("<abbr class='published' title='2024-05-03T21:11:00+02:00'>21:11</abbr>", "time"),
        ("<p class='date'>Published on 3.5.2024</p>", "stamp"),
        ("<p class='date'>03.05.2024, 9.15</p><div class='post-date'>3. 5. 2024</div>", "stamp"),
        ("<p class='date'>3 мая 2024 г.</p><p class='date'>03.05.2024</p>", "stamp"),
        ("<p class='date'>Friday, May 3rd, 2024, 9:15 am</p>", "stamp"),
        ("<p class='date'>Publicado el 3 de mayo de 2024</p>", "stamp"),
        ("<p class='date'>Freitag, 3. Mai 2024</p>", "stamp"),
    ],
)
def test_when_elements_say_that_it_was_published(stamp: str, source: str) -> None:
    other = "<time class='updated' datetime='2024-06-01'></time><time datetime='2024-06-02'></time>"
    found = read("", f"<body>{stamp}{other if source == 'time' else ''}<p>It sank.</p></body>")
    assert (found.date, found.sources.get("date")) == ("2024-05-03", source)


@pytest.mark.parametrize(
    "stamp",
    [
        "<p class='date'>3/5/2024</p>",
        "<p class='date'>3.5.2024</p><p class='date'>4.5.2024</p>",
        "<p class='date'>From 3.5.2024 to 4.5.2024</p>",
        "<div class='related'><p class='date'>3.5.2024</p></div>",
        "<p class='date'>31.2.2024</p>",
        "<p class='date'>May 3, 2024</p><p class='date'>May 4, 2024</p>",
        "<p class='date'>May 2024</p>",
        "<p class='date'>3. listopada 2024</p>",
    ],
)
def test_days_of_which_none_is_sure(stamp: str) -> None:
    assert read("", f"<body>{stamp}<p>It sank.</p></body>").date is None


def test_the_data_of_a_page_that_is_no_article_may_tell_its_day() -> None:
    about = ld('{"@type": "WebPage", "datePublished": "2024-05-03T10:00:00Z"}')
    assert read(about).date == "2024-05-03"
    assert read(about + '<meta name="date" content="2024-05-02">').date == "2024-05-02"


@pytest.mark.parametrize("around", ["div class='comments'", "aside", "ul id='related-posts'"])
def test_when_a_comment_was_written_is_no_date(around: str) -> None:
    time = "<time datetime='2024-06-01'>June 1</time>"
    body = f"<body><p>The ferry sank.</p><{around}><p>{time}</p></{around.split()[0]}></body>"
    assert read("", body).date is None
    assert read("", f"<body>{time}<p>The ferry sank.</p></body>").date == "2024-06-01"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_page_saved_with_its_parts_is_read_as_the_page_within(encoding: str) -> None:
    part = EmailMessage()
    part.set_content(
        "<html lang='en'><head><title>Ferry sinks</title></head><body>It sank.</body></html>",
        subtype="html",
        cte=encoding,
    )
    saved = EmailMessage()
    saved.make_related()
    saved.attach(part)
    head = "MIME-Version: 1.0\nSnapshot-Content-Location: https://example.com/ferry\n"
    found = known(head + str(saved).replace("MIME-Version: 1.0\n", ""))
    assert (found["title"], found["language"]) == ("Ferry sinks", "en")
    assert found["url"] == "https://example.com/ferry"


def test_the_address_that_the_data_alone_has() -> None:
    told = ld('{"@type": "NewsArticle", "url": "https://example.com/ferry"}')
    found = read(told)
    assert (found.url, found.sources["url"]) == ("https://example.com/ferry", "JSON-LD")
    assert read(told + '<link rel="canonical" href="https://example.com/sunk">').url == (
        "https://example.com/sunk"
    )
    assert read(told.replace("NewsArticle", "Organization")).url is None


def test_any_number_of_attributes_is_read_in_little_time() -> None:
    many = " ".join(f"a{i}=b" for i in range(200_000))
    assert read(META, f"<body><p {many}>It sank.</p></body>").title == "Ferry sinks"


def test_the_language_of_xhtml() -> None:
    body = "<p>Es regnete.</p>" * 3
    html = f'<html xml:lang="de"><head><title>Regen</title></head><body>{body}</body></html>'
    assert page(html).language == "de"
