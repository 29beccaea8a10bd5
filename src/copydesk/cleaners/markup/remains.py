"""Remains of templates, embeds and other programs in a text: each rule finds its own kind.

What a page's programs should have replaced (`{{ title }}`), what stands for something embedded
(`pic.twitter.com/…`), what word processors and encyclopedias add (`[citation needed]`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from copydesk._text.edits import Change
from copydesk._text.patterns import lazy
from copydesk.cleaners.markup.formulas import RAISED, formulas

SIGNS = ("base64,", "twitter.com/", "//t.co/", "X-NONE", "Style Definitions", "%%", "${")
"""Without these, angle brackets or braces no rule finds anything but `UNFILLED`."""
UNFILLED = "undefined"

# A line of nothing else. Near-miss: "Write {{ name }} where the name goes."
_TEMPLATE = lazy(
    r"""
    ^ [ \t]*+ (?:
        (?>(?: (?: \{\{ [^{}\n]{1,200} \}\} | \{% [^{}\n]{1,200} %\} | <% [^<>\n]{1,200} %>
              | \$\{ [\w.\[\]-]{1,80} \} | %% [\w.:-]{1,80} %% ) [ \t|·•,-]*+ )+)
      | undefined | \[object\ Object\] ) $
    """,
    re.VERBOSE | re.MULTILINE,
)
_DATA_ADDRESS = lazy(
    r"""
    (?: url\( ["']? )? data:[a-z]{2,12}/[\w.+-]{2,40}; (?: charset=[\w-]{2,20}; )?
    base64,[\w+/=]{16,}+ (?: ["']? \) )?
    """,
    re.VERBOSE,
)
# Office's settings and styles, as they stand before what was pasted.
_OFFICE = lazy(
    r"""
    (?: \b | (?<= [A-Z\d] ) ) Normal \s+ 0 \s+ (?: \d+ \s+ )? (?>(?: (?:false|true) \s+ ){2,6})
    [A-Z]{2}(?:-[A-Z]{2})? \s+
    (?>(?: (?: X-NONE | [A-Z]{2}-[A-Z]{2} | MicrosoftInternetExplorer\d ) \s* ){1,6})
  | /\* \s* Style\ Definitions \s* \*/ \s* (?: [\w.,\s]{1,80} \{ [^{}]{0,3000} \} \s*? ){0,9}
  | \b [a-z]\w{0,5} \\?:\* \s? \{ \s? behavior \s?:\s? url\( \#[\w.]{1,40} \) \s? ;? \s? \}
    """,
    re.VERBOSE,
)
# A picture's address stands behind a tweet and is never read; a short link is the tweet's own where
# it ends the line or a picture follows. Near-miss: "See https://t.co/abc123 for the map."
_TWEET = lazy(
    r"""
    (?<! t\.co/\w{10} ) (?<! t\.co/\w{10}[ \t\xa0] ) (?<! / )
    (?: (?<! [ \t] ) [ \t]++ | (?= [htp] ) )  # a run of blanks is read once, from its beginning
    (?: (?>(?: (?:https?://)?t\.co/\w{10} [ \t\xa0]?+ )*) (?:https?://)?pic\.twitter\.com/\w{6,10}+
      | https?://t\.co/\w{10} (?>(?: [ \t] https?://t\.co/\w{10} )*) (?= [ \t]*+ $ ) )
    """,
    re.VERBOSE | re.MULTILINE,
)
# Footnotes and pleas of encyclopedias. Near-misses: "items[1]", "[1] See below", "he [who?] said"
# behind a space, "array[0].".
_WIKI = lazy(
    r"""
    (?: (?<= [a-z0-9)”"’'][.,!?] ) | (?<= [.!?]["”’)] ) )
    (?>(?: \[ (?: \d{1,3} | [a-z] | (?:note|nb|n)\ \d{1,2} ) \] )+) (?= [\s,;.)] | \Z )
  | [ ]? \[ (?: citation\ needed | clarification\ needed | better\ source\ needed | dead\ link
            | page\ needed | verification\ needed | not\ in\ citation\ given | according\ to\ whom\?
            | original\ research\? | dubious\ –\ discuss | update ) \]
  | (?<= \S ) [ ]? \[ (?: edit | Bearbeiten | Quelltext\ bearbeiten | edit\ source
            | Bearbeiten\ \|\ Quelltext\ bearbeiten | modifier | modifier\ le\ code | editar
            | modifica | edytuj ) \] (?= [ \t]*+ $ )
    """,
    re.VERBOSE | re.MULTILINE,
)
# A place in a list, counted as programs do: in such a text, so is `array[1][2]`.
_INDEX = lazy(r"\[(?<=\w.)(?:[ijkn]|0)\](?!\w)")
_NOTE = lazy(r"\[(?:(?<=[a-z]{2}.)|(?<=\d\d.)|(?<=[)”].))\d{1,3}\](?>(?:\[\d{1,3}\])*)(?=[\s,;.])")


def templates(text: str) -> Iterator[Change]:
    """`{{ article.title }}` in a line of its own, data addresses, the styles of Office."""
    if any(sign in text for sign in ("{{", "{%", "<%", "${", "%%", UNFILLED, "[object")):
        for match in _TEMPLATE.finditer(text):
            yield Change(*match.span(), "", "template")


def data_addresses(text: str) -> Iterator[Change]:
    if ";base64," in text:
        for match in _DATA_ADDRESS.finditer(text):
            yield Change(*match.span(), "", "data address")


def office(text: str) -> Iterator[Change]:
    if any(sign in text for sign in ("Style Definitions", "X-NONE", "url(#")):
        for match in _OFFICE.finditer(text):
            yield Change(*match.span(), "", "style of an office program")


def tweets(text: str) -> Iterator[Change]:
    if "pic.twitter.com/" in text or "//t.co/" in text:
        for match in _TWEET.finditer(text):
            yield Change(*match.span(), "", "address of a tweet")


def wiki_marks(text: str) -> Iterator[Change]:
    """Footnote marks behind a sentence, [citation needed], [edit] behind a heading."""
    if "[" not in text or "]" not in text:
        return
    found = list(_at_brackets(text))
    if found and not _INDEX.search(text):
        found += (match.span() for match in _NOTE.finditer(text))
    reach = 0
    for start, end in sorted(found):
        if start >= reach:
            yield Change(start, end, "", "mark of an encyclopedia")
            reach = end


_DEFINITION = lazy(
    r"^[ \t]{0,8}\[(?P<name>[^\[\]\n^]{1,80})\]:[ \t]+<?(?:https?://|/|mailto:|#)[^\s<>]*>?"
    r"(?:[ \t]+[\"'(][^\n]{0,200})?[ \t]*(?:\n|\Z)",
    re.MULTILINE,
)
_REFERENCE = lazy(
    r"(?P<image>!?)\[(?P<text>[^\[\]\n]{1,400})\](?P<gap>[ ]?)\[(?P<name>[^\[\]\n]{0,80})\]"
)


def reference_links(text: str) -> Iterator[Change]:
    """`[the report][1]` where `[1]: https://…` stands elsewhere: both go as links do.

    Near-misses: `[sic][1]`, where nothing says what 1 is; `matrix[i][j]`.
    """
    if "]: " not in text and "]:\t" not in text:
        return
    found = [(match, "") for match in _DEFINITION.finditer(text)]
    known = {match["name"].lower() for match, _ in found}
    for match in _REFERENCE.finditer(text) if known else ():
        if (match["name"] or match["text"]).lower() in known:
            found.append((match, "" if match["image"] else match["text"]))
    reach = 0
    for match, kept in sorted(found, key=lambda item: item[0].start()):
        if match.start() >= reach:
            yield Change(*match.span(), kept, "Markdown reference")
            reach = match.end()


_SUP = lazy(r"<sup\b[^<>]*>(?P<inner>(?:[^<]|<(?!/?sup\b)[^<>]*>){0,200}?)</sup\s*>", re.IGNORECASE)
_POWER = lazy(r"[+\-−–]?\d{1,3}\Z")
_UNIT = lazy(r"(?:(?<![^\W_])[^\W\d_]{1,3}|[\d\s]|[)\]])(?:</?[a-zA-Z]+>)?\Z")
_TAG = lazy(r"<[^<>]*>")


def _at_brackets(text: str) -> Iterator[tuple[int, int]]:
    """What the pattern of such marks finds, asked at brackets alone and at blanks before them."""
    reach = 0
    at = text.find("[")
    while at >= 0:
        starts = (at - 1, at) if text[at - 1 : at] == " " else (at,)
        tried = (_WIKI.match(text, start) for start in starts if start >= reach)
        if match := next(filter(None, tried), None):
            yield match.span()
            reach = match.end()
        at = text.find("[", max(at + 1, reach))


def superscripts(text: str) -> Iterator[Change]:
    """10<sup>6</sup> is 10⁶, and not 106; a footnote's number goes, and 1<sup>st</sup> is 1st."""
    if "<sup" not in text and "<SUP" not in text:
        return
    for match in _SUP.finditer(text):
        inner = _TAG.sub("", match["inner"]).strip()
        before = text[max(match.start() - 20, 0) : match.start()]
        if re.fullmatch(r"\[.{1,12}\]|[*†‡§]|", inner) or _is_note(match["inner"], inner):
            yield Change(*match.span(), "", "footnote mark")
        elif _POWER.match(inner):
            raised = inner.translate(RAISED) if _UNIT.search(before) else ""
            yield Change(*match.span(), raised, "superscript" if raised else "footnote mark")
        elif re.fullmatch(r"[nkixyzt]", inner) and re.search(r"[\d)]\Z|\b[a-z]\Z", before):
            yield Change(*match.span(), "^" + inner, "superscript")


def _is_note(markup: str, inner: str) -> bool:
    """A link's short text: a number, a letter, a star."""
    return "<a" in markup.lower() and len(inner) < 5


# A reading above a word, where nothing parts the two; a near-miss stands in parentheses, `<rp>`.
_READING = lazy(
    r"(?<!</rp>)(?<!</rp>\s)<rt\b[^<>]*>[^<]{0,100}(?:</rt\s*>|(?=</ruby\b))", re.IGNORECASE
)
# The way back from a footnote. Near-miss: an arrow that goes to another page.
_WAY_BACK = lazy(
    r"<a\b(?=[^<>]*\bhref\s?=\s?[\"']?\#)[^<>]*>"
    r"(?>(?:\s|[↩↑^\ufe0e]|&(?:\#8617|\#65038|\#xfe0e|larrhk);)+)</a\s*>",
    re.IGNORECASE,
)


def readings(html: str) -> Iterator[Change]:
    """`<ruby>港<rt>みなと</rt></ruby>` is 港; in parentheses of its own, a reading stays."""
    if "<rt" in html or "<RT" in html:
        for match in _READING.finditer(html):
            yield Change(*match.span(), "", "reading")


def ways_back(html: str) -> Iterator[Change]:
    """A link from a footnote back to its mark: an arrow and nothing else."""
    if any(arrow in html for arrow in ("↩", "↑</a>", "^</a>", "&#8617;", "&larrhk;")):
        for match in _WAY_BACK.finditer(html):
            yield Change(*match.span(), "", "footnote mark")


def written_out(html: str) -> str:
    """A page or a fragment with its superscripts as characters, formulas as a line of text, before
    it is parsed.

    Without what only a screen sets apart: readings above words, arrows behind footnotes.
    """
    from copydesk._text.edits import splice

    for rule in (superscripts, readings, ways_back, formulas):
        html = splice(html, rule(html))
    return html
