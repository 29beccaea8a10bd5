"""Whole pages: the article and nothing else, and never an empty text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64encode, encodebytes

import pytest

from copydesk import Pipeline, clean, explain
from copydesk.cleaners.markup import strip_markup
from copydesk.cleaners.markup.page import is_page
from tests.awkward import STEP, needs_data
from tests.quality import corpus

FIRST = (
    "The harbour of the old town was closed to all ships on Monday, after a storm had torn two "
    "cranes from their rails and thrown a barge against the lighthouse."
)
SECOND = (
    "“It will last until the weekend,” said the harbour master, who had spent the night on the "
    "quay, “and then we will see what is left of the eastern wall.”"
)
THIRD = (
    "Four boats are still at sea. Their crews were told by radio to make for the bay in the north, "
    "where the water is deep and the wind comes from the land."
)
PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Storm closes the harbour - The Coast</title>
<meta property="og:title" content="Storm closes the harbour">
<script>var page = {{"title": "Storm closes the harbour"}};</script>
<style>.story {{ color: black; }}</style></head>
<body class="home">
<div class="cookie-consent" id="consent"><p>We use cookies and similar technology to give you the
best experience. <button>Accept all</button></p></div>
<header class="site-header"><nav class="main-menu"><ul><li><a href="/">Home</a></li>
<li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav></header>
<main><article class="story"><h1>Storm closes the harbour</h1>
<div class="byline">By <a href="/staff">A Reporter</a></div>
<figure><img src="h.jpg"><figcaption>The harbour on Monday. Photo: Agency</figcaption></figure>
<div class="article-body" itemprop="articleBody">
<p>{FIRST}</p>
<p>{SECOND.replace("quay", "qu<b>a</b>y")}</p>
<div class="share-buttons"><a href="#">Share</a> <a href="#">Tweet</a></div>
<table><tr><th>Boat</th><th>Crew</th></tr><tr><td>Gull</td><td>4</td></tr></table>
<p>{THIRD}</p>
<p style="display:none">Hidden text that nobody is meant to read on this page at all.</p>
</div></article>
<aside class="related"><h3>Related</h3><ul><li><a href="/a">Ferry line cuts its winter service</a>
</li><li><a href="/b">New pier opens in spring</a></li></ul></aside>
<section class="comments" id="comments"><h3>2 comments</h3><div class="comment"><p>I hope that they
are all safe out there.</p></div></section></main>
<footer class="site-footer"><p>© 2024 The Coast. All rights reserved.</p></footer>
</body></html>"""


def test_the_article_of_a_page() -> None:
    text = strip_markup(PAGE)
    assert FIRST in text
    assert SECOND in text
    assert THIRD in text
    for junk in ("cookies", "Sport", "Photo:", "Share", "Ferry", "safe out there", "©", "Hidden"):
        assert junk not in text


def test_a_window_over_the_page_is_no_article() -> None:
    plea = "When you visit our pages, we store cookies on your browser, so that we know you again. "
    window = (
        f'<div role="dialog"><h3>Your privacy</h3><p>{plea * 9}</p><p>{plea[::-1] * 9}</p></div>'
    )
    assert clean(PAGE.replace("</main>", f"</main>{window}")) == clean(PAGE)


def test_a_page_that_is_a_window_keeps_its_post() -> None:
    window = f'<div role="dialog"><p>{FIRST}</p><p>{THIRD}</p></div>'
    assert clean(f"<html><body><div>{window}</div></body></html>") == f"{FIRST}\n\n{THIRD}"


def test_the_title_is_not_doubled() -> None:
    assert clean(PAGE).count("Storm closes the harbour") <= 1


def test_a_page_is_cleaned_once_and_for_all() -> None:
    once = clean(PAGE)
    assert clean(once) == once
    explanation = explain(PAGE)
    assert explanation.text == once
    assert explanation.original() == PAGE


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><p>Rain.</p></body></html>",
        "<html><body>Rain.</body></html>",
        "<!doctype html><p>Rain.</p>",
        "<html><body><div hidden>Rain.</div></body></html>",
        "<html><body>" + "<div>" * 5000 + "Rain." + "</div>" * 5000 + "</body></html>",
    ],
)
def test_a_page_with_text_is_never_left_empty(page: str) -> None:
    assert strip_markup(page).strip() == "Rain."


def test_a_list_of_links_gives_its_text() -> None:
    items = "".join(f'<li><a href="/{n}">Place number {n}</a></li>' for n in range(30))
    text = strip_markup(f"<html><body><nav>Home</nav><ul>{items}</ul></body></html>")
    assert all(f"Place number {n}" in text.split("\n") for n in range(30))


def test_tables_are_read_row_by_row() -> None:
    rows = "<table><tr><th>Boat</th><th>Crew</th></tr><tr><td>Gull</td><td>4</td></tr></table>"
    assert strip_markup(f"<html><body>{rows}</body></html>") == "Boat | Crew\nGull | 4"


def test_preformatted_text_keeps_its_shape() -> None:
    page = "<html><body><p>Run:</p><pre>if rain:\n    stay()\n</pre></body></html>"
    assert strip_markup(page) == "Run:\n\nif rain:\n    stay()"


def test_tags_that_an_article_writes_about_are_not_lost() -> None:
    page = (
        "<html><body><p>The &lt;div&gt; element is a box, and &lt;b&gt;bold&lt;/b&gt; is bold."
        "</p></body></html>"
    )
    text = strip_markup(page)
    assert text == "The <div> element is a box, and &lt;b&gt;bold&lt;/b&gt; is bold."
    assert strip_markup(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "<p>The <body> tag holds the page.</p><p>Short.</p>",
        "Use the <html> tag first, says the manual, and close it with </html> at the end.",
        "<article><p>Rain.</p></article>",
        "5 < 6",
    ],
)
def test_what_is_no_page(text: str) -> None:
    assert not is_page(text)


@pytest.mark.parametrize(
    "start", ["\ufeff<!DOCTYPE html>", "<!-- a > b -->\n<html>", "<body>", "<head>"]
)
def test_what_is_a_page(start: str) -> None:
    assert is_page(f"{start}<p>Rain.</p>")


def test_a_fragment_is_converted_and_not_cut() -> None:
    fragment = "<p>By A Reporter</p><ul><li><a href='/a'>One</a></li></ul><p>Rain fell.</p>"
    assert strip_markup(fragment) == "By A Reporter\n\nOne\n\nRain fell."


@pytest.mark.parametrize("end", ["", "</p>", "</div></article>", "</body>"])
def test_a_page_cut_short_still_gives_its_article(end: str) -> None:
    cut = PAGE[: PAGE.index(THIRD) + len(THIRD)] + end
    assert FIRST in strip_markup(cut)
    assert THIRD in strip_markup(cut)


@needs_data
def test_every_real_page_is_settled() -> None:
    pages = list(corpus.html("dev").items())[:: 6 * STEP]
    texts = {key: strip_markup(page) for key, page in pages}
    assert [key for key, text in texts.items() if strip_markup(text) != text] == []
    assert [key for key, text in texts.items() if not text.strip()] == []


NAV = '<nav><a href="/">Home</a> <a href="/s">Sport</a></nav>'
FOOT = "<footer><p>© 2024 Example. All rights reserved.</p></footer>"
TITLE = "<!DOCTYPE html><html><head><title>Storm closes the harbour</title></head>"


@pytest.mark.parametrize(
    "body",
    [
        f"{NAV}<main><p>Rain fell.</p></main><aside>Most read</aside>{FOOT}",
        f"<nav>menu</nav><article><h1>The Coast</h1><p>Rain fell.</p></article>{FOOT}",
        f"<header>{NAV}</header><main><article><p>Rain fell.</p></article></main>{FOOT}",
        f"{NAV}<p>Rain fell.</p>{FOOT}",
    ],
)
def test_a_short_article_comes_without_the_frame_of_its_page(body: str) -> None:
    assert strip_markup(f"{TITLE}<body>{body}</body></html>") == "Rain fell."


@pytest.mark.parametrize("tag", ["ul", "ol"])
@pytest.mark.parametrize(
    "items",
    [("Python", ".NET", "JavaScript", "Java"), ("Dover", "Calais"), ("Gull", "Tern", "Auk")],
)
def test_a_list_of_links_in_the_article_stays_whole(tag: str, items: tuple[str, ...]) -> None:
    links = "".join(f'<li><a href="/{x}">{x}</a></li>' for x in items)
    body = f"<p>{FIRST}</p><p>The ports of call are:</p><{tag}>{links}</{tag}><p>{SECOND}</p>"
    text = strip_markup(f"{TITLE}<body>{NAV}<article>{body}<p>{THIRD}</p></article>{FOOT}</body>")
    listed = "\n".join(items)
    assert text == f"{FIRST}\n\nThe ports of call are:\n\n{listed}\n\n{SECOND}\n\n{THIRD}"


@pytest.mark.parametrize(
    "page",
    [
        f"<html><frameset><frame src=a></frameset><noframes><body><p>{FIRST}</p></body></noframes>",
        f"<html><body><noscript><p>{FIRST}</p></noscript></body></html>",
    ],
)
def test_a_page_that_shows_its_text_without_frames_or_scripts_alone(page: str) -> None:
    assert strip_markup(page) == FIRST


SAVED = f"""From: <Saved by a browser>
Subject: Storm
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----Parts----"

------Parts----
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

<!DOCTYPE html><html><body><nav><a href=3D"/">Home</a></nav><article><p>{FIRST[:60]}=
{FIRST[60:]}</p><p>Caf=C3=A9s are shut.</p></article></body></html>

------Parts----
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo=

------Parts------
"""


def test_a_saved_page_with_its_mail_headers() -> None:
    assert strip_markup(SAVED) == f"{FIRST}\n\nCafés are shut."
    assert clean(clean(SAVED)) == clean(SAVED)
    assert explain(SAVED).original() == SAVED


def test_an_explanation_names_what_went_of_a_saved_page() -> None:
    named = _named(SAVED)
    assert {"Home": "navigation"}.items() <= named.items()
    assert not any(FIRST[:30] in text for text in named)
    assert explain(SAVED).text == clean(SAVED)
    windows = SAVED.replace("\n", "\r\n")
    assert explain(windows).original() == windows


def test_an_explanation_names_what_went_of_a_page_saved_in_base64() -> None:
    page = (
        '<html><body><nav><a href="/">Home</a><a href="/é">Möbel</a></nav><article>'
        f"<p>{FIRST}</p><p>Cafés “by the sea” are shut.</p></article>"
        "<footer>© Legal</footer></body></html>"
    )
    head, _, rest = SAVED.partition("quoted-printable\n\n")
    coded = encodebytes(page.encode()).decode()
    saved = f"{head}base64\n\n{coded}\n------Parts----\n{rest.partition('------Parts----')[2]}"
    found = explain(saved)
    assert found.text == clean(page)
    assert found.original() == saved
    assert found.reasons().keys() == {"markup", "navigation", "footer"}
    [footer] = [edit for edit in found.edits if edit.reason == "footer"]
    assert footer.before.replace("\n", "") in b64encode(page.encode()).decode()
    broken = saved.replace(coded[:8], "*" + coded[1:8])
    assert explain(broken).original() == broken


def test_whom_a_forum_quotes_stands_in_a_line_of_its_own() -> None:
    said = f"<blockquote><div><cite>Ann wrote:</cite>{FIRST}</div></blockquote>"
    source = f"<blockquote>{FIRST} <cite>Ann Example</cite>, 1931</blockquote>"
    page = f"<html><body><article><p>{FIRST}</p>{said}{source}</article></body></html>"
    text = strip_markup(page)
    assert f"Ann wrote:{FIRST[:5]}" not in text
    assert f"{FIRST} Ann Example, 1931" in text


def test_superscripts_of_a_page() -> None:
    page = (
        f"<html><body><p>{FIRST}</p><p>10<sup>6</sup> tons<sup><a href='#n'>3</a></sup>.</p></body>"
    )
    assert strip_markup(page).endswith("10⁶ tons.")


def test_an_explanation_names_what_each_block_of_a_page_was() -> None:
    explanation = explain(PAGE)
    assert explanation.original() == PAGE
    found: dict[str, str] = {}
    for edit in explanation.edits:
        found[edit.reason] = found.get(edit.reason, "") + edit.before
    for reason, words in {
        "navigation": "Weather",
        "headline": "Storm closes the harbour",
        "byline": "A Reporter",
        "share-bar": "Tweet",
        "related-links": "New pier opens in spring",
        "comments": "are all safe out there",
        "footer": "© 2024",
    }.items():
        assert words in found[reason]
    assert "markup" in explanation.reasons()


def _named(page: str) -> dict[str, str]:
    """The reason of each text that went, its white space folded."""
    edits = explain(page).edits
    return {" ".join(edit.before.split()): edit.reason for edit in edits if edit.reason != "markup"}


def test_every_block_that_goes_has_a_reason_however_it_is_written() -> None:
    menu = (
        "<nav><a>Sport&nbsp;&amp;&nbsp;Spiel</a><svg><title>Icon</title></svg>"
        "<div>Wetter<button>Men&uuml;</button> heute</div><p>Caf&#233; <b>am</b> Hafen</p></nav>"
    )
    page = _page(f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>").replace(
        "<article>", f"{menu}<script>var a = 'Wetter heute';</script><article>"
    )
    assert _named(page) == {
        "Sport&nbsp;&amp;&nbsp;Spiel": "navigation",
        "Wetter<button>Men&uuml;</button> heute": "navigation",
        "Caf&#233; <b>am</b> Hafen": "navigation",
    }
    assert explain(page).original() == page


def test_an_explanation_tells_what_stays_from_what_goes_where_a_script_says_both() -> None:
    article = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    data = f"<script>var text = '{FIRST} {SECOND} {THIRD}';</script>"
    explanation = explain(_page(article).replace("<article>", f"{data}<article>"))
    assert not "".join(edit.after for edit in explanation.edits).strip()


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        ("<div class='post-meta'>Monday, 3 May 2021</div>", "byline"),
        ("<div class='related'><div class='date'>3 May 2021</div></div>", "related-links"),
        ("<div class='comment'><div class='author'>Ann</div></div>", "comments"),
        ("<div><a href='/a'>Ferry line cuts its winter service in half</a></div>", "related-links"),
        ("<div><a href='/a'>Ferries</a></div>", "navigation"),
        ("<aside><ul class='categories'><li><a href='/s'>Sport</a></ul></aside>", "navigation"),
        ("<aside><div>Ask us anything.</div></aside>", "page-furniture"),
        ("<figure><figcaption class='copyright'>A. Berg</figcaption></figure>", "page-furniture"),
        ("<div class='cookie-banner'>We use cookies.</div>", "page-furniture"),
        ("<h1><a href='/'>The Coast</a></h1>", "navigation"),
    ],
)
def test_a_block_is_named_for_what_it_is_called(part: str, reason: str) -> None:
    body = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
    page = _page(body).replace("<article>", f"<div class='page'>{part}</div><article>")
    assert list(_named(page).values()) == [reason]


def test_what_is_around_the_article_names_nothing_in_it() -> None:
    body = f"<p>{FIRST}</p><div>Filed by hand</div><p>{SECOND}</p><p>{THIRD}</p>"
    page = _page(body).replace("<article>", "<article class='share-article has-comments'>")
    assert set(_named(page).values()) <= {"page-furniture"}


KEEPING = Pipeline.default(keep_headline=True)


def test_the_headline_of_a_page_stays_as_its_first_line_if_asked_for() -> None:
    kept = KEEPING(PAGE)
    assert kept == "Storm closes the harbour\n\n" + clean(PAGE)
    assert KEEPING(kept) == kept
    explanation = KEEPING.explain(PAGE)
    assert explanation.original() == PAGE
    assert explanation.text == kept
    assert "headline" not in explanation.reasons()


@pytest.mark.parametrize(
    ("head", "headline"),
    [
        ("<h1><a href='/'>The Coast</a></h1><h2>Storm closes the harbour</h2>", True),
        ("<div>News</div><div>Storm closes the harbour</div>", True),
        ("<h1>Harbour shut</h1>", True),
        ("<h1><a href='/'>The Coast</a></h1>", False),
        ("<div>The Coast</div>", False),
    ],
)
def test_the_headline_is_what_the_title_says_or_the_h1(head: str, headline: bool) -> None:
    title = "<title>Storm closes the harbour | The Coast</title>"
    body = f"{head}<div><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    lines = KEEPING(f"<html><head>{title}</head><body>{body}</body></html>").split("\n")
    assert lines[0] == (re.findall(r"(Storm[^<]*|Harbour shut)<", head) or [FIRST])[0]
    assert (lines[0] != FIRST) is headline


def test_a_page_without_an_article_keeps_its_order() -> None:
    page = "<html><body><h1>Light</h1><p>The lamp is lit,<br>the boats are in.</p></body></html>"
    assert KEEPING(page) == clean(page)


def _page(body: str) -> str:
    head = "<title>Storm closes the harbour</title>"
    return f"<!doctype html><html><head>{head}</head><body><article>{body}</article></body></html>"


def test_cells_stand_in_their_columns_whatever_is_in_them() -> None:
    table = (
        "<table><tr><th>Boat</th><th>Crew</th><th>Tons</th></tr>"
        "<tr><td><p>Gull</p></td><td></td><td><div><b>12</b></div></td></tr>"
        "<tr><td>Tern</td><td>3</td><td>9</td></tr></table>"
    )
    text = clean(_page(f"<p>{FIRST}</p>{table}<p>{THIRD}</p>"))
    assert text == f"{FIRST}\n\nBoat | Crew | Tons\nGull | | 12\nTern | 3 | 9\n\n{THIRD}"


def test_columns_of_paragraphs_are_no_row() -> None:
    cell = f"<td><p>{FIRST}</p><p>{SECOND}</p></td><td><p>{THIRD}</p><p>Rain fell.</p></td>"
    assert " | " not in clean(_page(f"<table><tr>{cell}</tr></table>"))


def test_terms_and_what_they_mean_stand_on_lines_of_their_own() -> None:
    terms = "<dl><dt>Knot</dt><dd>A sea mile an hour.</dd><dt>Fathom</dt><dd>Six feet.</dd></dl>"
    text = clean(_page(f"<p>{FIRST}</p><p>Two words of sailors:</p>{terms}<p>{THIRD}</p>"))
    assert "\n\nKnot\nA sea mile an hour.\nFathom\nSix feet.\n\n" in text


def test_a_heading_with_nothing_left_below_it_goes() -> None:
    links = (
        '<ul><li><a href="/a">The weather on Monday</a></li><li><a href="/b">Tides</a></li></ul>'
    )
    page = _page(f"<p>{FIRST}</p><h2>The boats</h2><p>{THIRD}</p><h2>Read on</h2>{links}")
    assert clean(page) == f"{FIRST}\n\nThe boats\n\n{THIRD}"


@pytest.mark.parametrize("before", ["", '<?xml version="1.0"?>\n', "<!-- A note. -->"])
def test_elements_of_xml_are_not_glued(before: str) -> None:
    note = "<note><to>Tove</to><from>Jani</from><body>Don't forget <b>me</b>!</body></note>"
    assert clean(before + note) == "Tove\n\nJani\n\nDon't forget me!"


@pytest.mark.parametrize(
    "inner",
    [
        f"<NewsItem><HeadLine>Storm</HeadLine><body.content><p>{FIRST}</p><p>{THIRD}</p></body.content></NewsItem>",
        f"<w:document><w:body><w:p><w:t>{FIRST}</w:t></w:p><w:p><w:t>{THIRD}</w:t></w:p></w:body></w:document>",
        f"<article><front><journal-title>Sea</journal-title></front><body><sec><title>Waves</title>"
        f"<p>{FIRST}</p><p>{THIRD}</p></sec></body><back><ref>A. Hill</ref></back></article>",
    ],
)
def test_a_document_of_xml(inner: str) -> None:
    document = f"<?xml version='1.0' encoding='UTF-8'?>\n{inner}\n"
    heading = "Waves\n\n" if "Waves" in inner else ""
    assert clean(document) == f"{heading}{FIRST}\n\n{THIRD}"
    assert explain(document).original() == document


@pytest.mark.parametrize(
    "text",
    [
        f"<?xml version='1.0'?><svg><text>{FIRST}</text></svg>",
        f"<?xml version='1.0'?><rss><channel><item><title>{FIRST}</title></item></channel></rss>",
        f"<?xml version='1.0'?> begins each such file. {FIRST}",
    ],
)
def test_what_is_no_document_of_xml(text: str) -> None:
    assert not is_page(text)


def test_cells_that_lay_a_page_out_are_no_row() -> None:
    menu = "<td><p>Ferries and harbours of the coast</p><p>In a few words</p></td>"
    body = f"<tr>{menu}<td>{FIRST}<br><br>{THIRD}</td></tr>"
    assert " | " not in strip_markup(f"<html><body><table>{body}</table></body></html>")
    rows = "<tr><td>Gull<br>(new)</td><td>4</td></tr><tr><td>Tern</td><td>6</td></tr>"
    table = f"<html><body><p>{FIRST}</p><table>{rows}</table><p>{THIRD}</p></body></html>"
    assert "Gull\n(new) | 4\nTern | 6" in strip_markup(table)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<ruby>港<rt>みなと</rt></ruby>", "港"),
        ("<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>", "港(みなと)"),
        ("港<a href='#r1'>↩</a>", "港"),
        ('港<a href="#fnref:1" class="back">&#8617;&#xfe0e;</a>', "港"),
        ('港<a href="/up">↩</a>', "港↩"),
    ],
)
def test_what_a_screen_sets_apart(written: str, read: str) -> None:
    text = "の桟橋は月曜日に閉鎖された。"
    assert strip_markup(f"<html><body><p>{text}{written}</p></body></html>") == text + read


def test_an_article_in_noscript_beside_the_frame_of_a_page() -> None:
    article = f"<article><p>{FIRST}</p><p>{SECOND}</p></article>"
    body = (
        f"<nav><a href='/'>Home</a></nav><div id='root'>Loading</div><noscript>{article}</noscript>"
    )
    assert (
        clean(f"<html><body>{body}<footer>© 2024</footer></body></html>") == f"{FIRST}\n\n{SECOND}"
    )


def test_a_note_in_noscript_is_no_article() -> None:
    note = (
        "<noscript><p>This page needs JavaScript, which your browser does not run.</p></noscript>"
    )
    assert clean(_page(f"{note}<p>{FIRST}</p><p>{THIRD}</p>")) == f"{FIRST}\n\n{THIRD}"


def test_a_page_of_accelerated_mobile_pages() -> None:
    page = (
        "<!doctype html><html ⚡><head><style amp-boilerplate>body{}</style></head><body>"
        "<amp-sidebar><ul><li><a href='/'>Home</a></li></ul></amp-sidebar><article><h1>A</h1>"
        f"<amp-img src='a.jpg'></amp-img><p>{FIRST}</p><amp-ad>Buy a boat</amp-ad><p>{THIRD}</p>"
        "</article><amp-analytics><script type='x/json'>{}</script></amp-analytics></body>"
    )
    assert clean(page) == f"{FIRST}\n\n{THIRD}"


def test_what_stands_behind_the_end_of_a_document_is_read() -> None:
    page = _page(f"<p>{FIRST}</p><p>{SECOND}</p>") + f"<p>{THIRD}</p>"
    assert THIRD in clean(page)
    assert FIRST in clean(page)


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td"])
def test_a_hundred_thousand_nested_tags(tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * 100_000}<p>{FIRST}</p>"
    assert strip_markup(page) == FIRST


def test_the_article_that_only_the_data_of_a_page_has() -> None:
    body = f"{FIRST}\\n\\n{SECOND}\\n{THIRD}"
    data = f'{{"@graph": [{{"headline": "Storm", "articleBody": "{body}"}}]}}'
    script = f'<script type="application/ld+json">{data}</script>'
    page = f"<html><head><title>Storm</title>{script}</head><body><p>Please wait</p></body></html>"
    assert clean(page) == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert Pipeline.default(keep_headline=True)(page).startswith(f"Storm\n\n{FIRST}")
    found = explain(page)
    assert found.original() == page
    assert found.text == clean(page)


def test_the_data_of_a_page_does_not_speak_over_the_article_that_it_shows() -> None:
    script = f"""<script type="application/ld+json">{{"articleBody": "{THIRD * 3}"}}</script>"""
    page = _page(f"<p>{FIRST}</p><p>{SECOND}</p>").replace("</head>", script + "</head>")
    assert clean(page) == f"{FIRST}\n\n{SECOND}"


STANDFIRST = "Two cranes are gone, four boats are still at sea and the wall may not last"


def _with_standfirst(described: str, inside: str = "<div class='dek'>{}</div>") -> str:
    meta = f'<meta property="og:description" content="{described}">'
    top = f"<h1>Storm closes the harbour</h1>{inside.format(STANDFIRST)}<div>By A Reporter</div>"
    header = f"<header class='post-header'>{top}<div class='meta'>3 May 2024</div></header>"
    share = "<div class='share'><a>Share</a><a>Tweet</a></div>"
    body = f"<div class='story-body'><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></div>"
    head = f"<title>Storm closes the harbour</title>{meta}"
    return f"<!doctype html><html><head>{head}</head><body>{header}{share}{body}</body></html>"


@pytest.mark.parametrize("described", [STANDFIRST, STANDFIRST + ".", STANDFIRST[:60] + " ..."])
def test_the_standfirst_that_the_head_of_a_page_says_stays(described: str) -> None:
    body = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert clean(_with_standfirst(described)) == f"{STANDFIRST}\n\n{body}"


@pytest.mark.parametrize(
    ("described", "inside"),
    [
        ("News, weather and sport from the coast and the islands", "<div class='dek'>{}</div>"),
        ("Two cranes are", "<div class='dek'>{}</div>"),
        (STANDFIRST, "<div class='dek'><a href='/live'>{}</a></div>"),
        (STANDFIRST, "<figure><figcaption>{}</figcaption></figure>"),
        (STANDFIRST, "<aside><div>{}</div></aside>"),
        (STANDFIRST, "<div hidden>{}</div>"),
    ],
)
def test_what_is_no_standfirst_goes(described: str, inside: str) -> None:
    assert clean(_with_standfirst(described, inside)).startswith(FIRST)


@pytest.mark.parametrize("data", ['"articleBody": "', '{"articleBody": "x', '{"articleBody": 5}'])
def test_data_that_is_no_article_changes_nothing(data: str) -> None:
    page = f"<html><body><script type='application/ld+json'>{data}</script>Wait</body></html>"
    assert clean(page) == "Wait"


def test_a_heading_goes_with_its_links_also_in_the_middle() -> None:
    links = "".join(f"<li><a href='#{n}'>Part {n}</a></li>" for n in range(8))
    toc = f"<div class='toc'><h2>Contents</h2><ul>{links}</ul></div>"
    page = _page(f"<p>{FIRST}</p>{toc}<h2>Boats</h2><p>{SECOND}</p><p>{THIRD}</p>")
    assert clean(page) == f"{FIRST}\n\nBoats\n\n{SECOND}\n\n{THIRD}"


MEASURE = """
import resource
from copydesk.cleaners.markup import strip_markup
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
page = "<html><body>" + {piece!r} * (4_000_000 // len({piece!r})) + "</body></html>"
strip_markup("<html><body><p>Rain.</p></body></html>")  # the models are read
before = peak()
strip_markup(page)
print((peak() - before) / len(page))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other units")
@pytest.mark.parametrize("piece", [f"<p>{FIRST}</p>", "<li><a href='/a'>Story of the day</a></li>"])
def test_a_large_page_takes_twelve_times_its_size_at_most(piece: str) -> None:
    script = MEASURE.format(piece=piece)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert float(done.stdout) <= 12


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory in other units")
@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td"])
def test_nested_tags_take_twelve_times_their_size_at_most(tag: str) -> None:
    script = MEASURE.replace(
        "{piece!r} * (4_000_000 // len({piece!r}))", f"'<{tag}>' * 100_000 + '<p>It rained.'"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert float(done.stdout) <= 12


BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def test_the_inside_of_an_element_that_is_declared_as_such_is_read() -> None:
    page = _page(f"<post-body><template shadowrootmode='open'>{BODY}</template></post-body>")
    assert clean(page) == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert explain(page).original() == page
    hidden = "<template><p>A pattern for cards, which nobody sees on this page.</p></template>"
    assert "pattern" not in clean(_page(BODY + hidden))


@pytest.mark.parametrize("begin", ["window.__STATE__ = ", "var __DATA__=", "self.__a="])
def test_the_article_that_a_script_gives_a_name(begin: str) -> None:
    data = json.dumps({"menu": ["Home", "Sport"], "text": [FIRST, SECOND, THIRD]})
    page = f"<html><body><div id='app'></div><script>{begin}{data};\nrun()</script></body></html>"
    assert clean(page) == f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
    assert clean(_page(BODY + f"<script>{begin}{data}</script>")).count(FIRST) == 1


def test_all_cells_of_a_table_stay_with_most_of_them() -> None:
    rows = "".join(
        f"<tr><td>{boat}</td><td>{leaves}</td><td>{arrives}</td></tr>"
        for boat, leaves, arrives in (
            ("Boat", "Leaves", "Arrives"),
            ("Maren", "7.00", "8.10"),
            ("Gull", "12.00", ""),
        )
    )
    page = _page(f"<p>{FIRST}</p><table>{rows}</table><p>{SECOND}</p><p>{THIRD}</p>")
    assert "\n\nBoat | Leaves | Arrives\nMaren | 7.00 | 8.10\nGull | 12.00\n\n" in clean(page)


def test_a_formula_in_a_line_of_its_own() -> None:
    formula = "<math display='block'><mi>v</mi><mo>=</mo><msqrt><mi>d</mi></msqrt></math>"
    text = clean(_page(f"<p>{FIRST}</p>{formula}<p>{SECOND}</p><p>{THIRD}</p>"))
    assert text == f"{FIRST}\n\nv=√d\n\n{SECOND}\n\n{THIRD}"


def test_the_headings_of_xml() -> None:
    parts = [f"<sec><title>{name}</title><p>{text}</p></sec>" for name, text in
             (("Waves", FIRST), ("Wind", SECOND), ("Crews", THIRD))]  # fmt: skip
    document = f"<?xml version='1.0'?><article><body>{''.join(parts)}</body></article>"
    assert clean(document) == f"Waves\n\n{FIRST}\n\nWind\n\n{SECOND}\n\nCrews\n\n{THIRD}"


def test_a_page_none_of_whose_tags_is_closed() -> None:
    assert clean(f"<html><body>{'<ul><li>' * 1000}{FIRST}") == FIRST
