"""Scripts, styles and data of the page that a scraper took for text.

Only what is unmistakably of the page: a call of an advertising or counting script, a rule of CSS
that fills its line, a blob of JSON-LD. A line of code in an article about code stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from copydesk._text import data
from copydesk._text.edits import Change
from copydesk._text.patterns import lazy
from copydesk.cleaners.markup.samples import line_end, lines_with
from copydesk.cleaners.markup.tags import names

LONGEST = 200_000
"""Characters in which the brackets of one statement must close."""

_TOKEN = lazy(r""" "(?:[^"\\\n]|\\.)*+" | '(?:[^'\\\n]|\\.)*+' | [()\[\]{};\n] """, re.VERBOSE)
_GOES_ON = lazy(r"\s*(?:[;(\[{.,=|&?:+]|(?:else|catch|finally)\b)")

# What may follow a known statement as one of its kind.
_MORE_SCRIPT = lazy(
    r"""
    \s* (?: (?:var|let|const) \s+ [\w$]+ \s* = | (?:return|if|for) \s* \(
      | function \s+ [\w$]+ \s* \( | !function
      | [\w$]+ (?: \.[\w$]+ )*+ (?: \( | \s* =(?!=) ) | [})\];,]+ | //[^\n]* $ )
    """,
    re.VERBOSE | re.MULTILINE,
)

# JSON-LD, page state, or any JSON with three keys that fills a long line.
_SCRIPT_SIGN = lazy(r"[{=]|\);|\([\"']")
_BLOB = lazy(
    r"""
    (?: ^ | (?<= [\s;,.!?>] ) ) \[? \s? \{ \s*
    "(?: @context | @type | @graph | props | pageProps | buildId )" \s* :
  | ^ [ \t]*+ \[? \{" (?= [^\n]{200} )
    """,
    re.MULTILINE | re.VERBOSE,
)

_BRACES = lazy(
    r"""
    ^ [ \t]* (?P<selector> [^{}\n;]{1,400}+ ) \{
    (?P<body> [^{}]*+ (?: \{ [^{}]*+ \} [^{}]*+ )*+ ) \}
    """,
    re.VERBOSE | re.MULTILINE,
)


# A script in comments that hide it from XML. It ends before the next: the search stays linear.
_HIDDEN = lazy(
    r"(?:/\*|//)[ \t]*+<!\[CDATA\[(?:[^]<]|<(?!!\[CDATA\[)|\](?!\]>))*+\]\]>(?:[ \t]*+\*/)?"
)


def code_changes(text: str) -> Iterator[Change]:
    """Take scripts, styles and JSON out.

    `googletag.cmd.push(function() { googletag.display("top"); });` goes; "the call
    googletag.cmd.push queues a function" stays.
    """
    if "{" not in text and ");" not in text and "];" not in text:
        return
    found = sorted(chain(_scripts(text), _styles(text), _blobs(text)))
    reach = 0
    for change in found:
        if change.start >= reach:
            yield change
            reach = change.end


def hidden_scripts(text: str) -> Iterator[Change]:
    """Take scripts out that comments hide from XML: `/* <![CDATA[ */ var a = 1; /* ]]> */`."""
    if "[CDATA[" in text:
        for match in _HIDDEN.finditer(text):
            yield Change(*match.span(), "", "script")


@cache
def _script_pattern() -> re.Pattern[str]:
    table = data.toml("markup/code.toml")
    sure, maybe = "|".join(table["scripts"]), "|".join(table["maybe"])
    place = r"(?:^|(?<=[.!?;})\]>…”\"] )|(?<=[;}>.]))[ \t]*+"
    return re.compile(rf"{place}(?:(?P<sure>{sure})|{maybe})", re.MULTILINE)


@cache
def _deeds() -> re.Pattern[str]:
    return re.compile(data.toml("markup/code.toml")["deeds"])


def _scripts(text: str) -> Iterator[Change]:
    at = dead = 0  # brackets that open before `dead` were found never to close
    while match := _next_script(text, at):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        end = _statement_end(text, start) if start >= dead else -1
        if end < 0:
            dead = max(dead, min(len(text), start + LONGEST))
            end = line_end(text, start) if text[start : start + 200].count(";") > 1 else -1
        if end > 0 and (match["sure"] or _deeds().search(text, start, end)):
            end = _script_end(text, end)
            yield Change(start, end, "", "script")
        at = max(end, match.end())


def _next_script(text: str, at: int) -> re.Match[str] | None:
    for start, end in lines_with(_SCRIPT_SIGN, text, at):
        match = _script_pattern().search(text, start, end)
        if match:
            return match
    return None


def _script_end(text: str, end: int) -> int:
    """The end of the statements that follow upon a script's first."""
    while _MORE_SCRIPT.match(text, end):
        longer = _statement_end(text, end)
        if longer <= end:
            break
        end = longer
    return end


def _statement_end(text: str, start: int) -> int:
    """Where the statement that begins here ends, or -1 where its brackets never close."""
    depth = 0
    for token in _TOKEN.finditer(text, start, start + LONGEST):
        mark = token[0]
        if mark in "([{":
            depth += 1
        elif mark in ")]}":
            depth -= 1
            if depth < 0:
                return token.end()
            if depth == 0 and not _GOES_ON.match(text, token.end()):
                return token.end()
        elif depth == 0 and mark in ";\n":
            return token.end() if mark == ";" else token.start()
    return len(text) if depth == 0 and start + LONGEST >= len(text) else -1


@cache
def _style_words() -> tuple[re.Pattern[str], frozenset[str]]:
    table = data.toml("markup/code.toml")["styles"]
    return re.compile(table["telltale"]), frozenset(table["properties"].split())


def _styles(text: str) -> Iterator[Change]:
    if "{" not in text or "}" not in text or ":" not in text:
        return
    at = 0
    while match := _BRACES.search(text, at):
        at = match.end()
        start, end = match.span()
        if not _is_style(match["selector"], match["body"]):
            continue
        if "\n" in match[0].strip() and not _style_words()[0].search(match[0]):
            continue
        rest = text[end : line_end(text, end)]
        if rest.strip() and "{" not in rest and not _style_words()[0].search(match["selector"]):
            continue
        yield Change(start, end, "", "style")


def _is_style(selector: str, body: str) -> bool:
    """Every part of the selector is one of CSS, and the first declaration sets a known property."""
    if not selector.lstrip().startswith("@"):
        for word in re.split(r"[\s,>+~]+", selector.strip(" \t,>+~")):
            tag = re.match(r"[a-z][a-z0-9]*(?![\w-])", word)
            if not word.startswith((".", "#", ":", "*", "[")) and not (
                tag and (tag[0] in names("block") | names("inline") | names("dropped"))
            ):
                return False
    first = re.search(r"(?:^|[{;])\s*(-{0,2}[a-z][a-z-]*)\s*:", body)
    if not first:
        return not body.strip() and selector.lstrip().startswith((".", "#"))
    return first[1].startswith("-") or first[1] in _style_words()[1]


def _blobs(text: str) -> Iterator[Change]:
    if '":' not in text and '" :' not in text:
        return
    at = dead = 0
    while match := _BLOB.search(text, at):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        at = match.end()
        end = _statement_end(text, start) if start >= dead else -1
        if end < 0:
            dead = max(dead, min(len(text), start + LONGEST))
        elif _is_page_data(text[start:end], start == 0 or text[start - 1] == "\n"):
            yield Change(start, end, "", "JSON")
            at = max(at, end)


def _is_page_data(blob: str, begins_line: bool) -> bool:
    """Data for machines: said in schema.org's words, a page's state, or long and on one line."""
    if "schema.org" in blob or re.search(r'"(?:pageProps|buildId|@graph)"', blob):
        return True
    return begins_line and "\n" not in blob and len(blob) > 200 and blob.count('":') > 2
