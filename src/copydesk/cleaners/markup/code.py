"""Scripts, styles and data of the page that a scraper took for text.

What is unmistakably of the page: a call of an advertising or counting script, a rule of CSS that
fills its line, a blob of JSON-LD; any script or rule in the middle of prose that nowhere speaks of
code. A line of code in an article about code stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain

from copydesk._kernels.guards import holds_any
from copydesk._text import data
from copydesk._text.edits import Change, splice
from copydesk._text.patterns import lazy
from copydesk.cleaners.markup.samples import line_end, lines_with
from copydesk.cleaners.markup.tags import names

LONGEST = 200_000
"""Characters in which the brackets of one statement must close."""

QUOTES, BEGINS, GAP = "\"'“”„«»‘’`", "\"'“„«‘([—–-•<{}.#@/", 3
"""Marks of quotations, those with which a sentence or other code begins, and so many blanks at most
that part them from code."""

_TOKEN = lazy(
    r""" "(?>(?:[^"\\\n]|\\.)*)" | '(?>(?:[^'\\\n]|\\.)*)' | [()\[\]{};\n] """, re.VERBOSE
)
_GOES_ON = lazy(r"\s*(?:[;(\[{.,=|&?:+]|(?:else|catch|finally)\b)")

# What may follow a known statement as one of its kind.
_MORE_SCRIPT = lazy(
    r"""
    \s* (?: (?:var|let|const) \s+ [\w$]+ \s* = | (?:return|if|for) \s* \(
      | function \s+ [\w$]+ \s* \( | !function
      | [\w$]+ (?>(?: \.[\w$]+ )*) (?: \( | \s* =(?!=) ) | [})\];,]+ | //[^\n]* $ )
    """,
    re.VERBOSE | re.MULTILINE,
)

# JSON-LD, page state, or any JSON with three keys that fills a long line.
_SCRIPT_SIGN = lazy(r"[{=()](?:(?<=[{=])|(?<=\));|(?<=\()[\"'])")  # begins with a class: faster
_BLOB_SIGNS = (
    '{"',
    *(f'"{key}"' for key in "@context @type @graph props pageProps buildId".split()),
)
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
    (?P<body> [^{}]*+ (?>(?: \{ [^{}]*+ \} [^{}]*+ )*) ) \}
    """,
    re.VERBOSE | re.MULTILINE,
)


# A rule of CSS wherever it stands, with what a script before it left, and brackets behind it.
# Near-misses: "see .gitignore {sic}", "Dr. No {1962}", which set no property.
_RULE = lazy(
    r"""
    (?>(?: ['"] \s? \) \s? ; \s?+ )?)
    (?P<selector>
        (?<! [\w.\#@-] )
        (?: @(?:media|supports|keyframes|font-face) \b [^{}\n]{0,200}+
          | [.\#] [A-Za-z_-] [^\s{},;]{0,100}+
            (?>(?: [\s,>+~]++ [.\#:*\[A-Za-z] [^\s{},;]{0,100}+ ){0,20}) \s*+ )
      | (?: ^ | (?<= [.!?;}>"”] ) | (?<= [.!?;}>"”][ ] ) )
        [a-z][a-z0-9]*+ (?>(?: [\s,>+~.:\#]++ [\w\[][^\s{},;]{0,100}+ ){0,20}) \s*+
    )
    \{ (?P<body> [^{}]*+ (?>(?: \{ [^{}]*+ \} [^{}]*+ )*) ) \} (?>(?: \s*+ \} )*)
    """,
    re.VERBOSE | re.MULTILINE,
)

# A rule begins with one of these, or one or two characters behind one, or with the text.
_RULE_MARK = lazy(r"[@.#'\"!?;}>”\n]")


# A script in comments that hide it from XML. It ends before the next: the search stays linear.
_HIDDEN = lazy(
    r"(?:/\*|//)[ \t]*+<!\[CDATA\[(?>(?:[^]<]|<(?!!\[CDATA\[)|\](?!\]>))*)\]\]>(?:[ \t]*+\*/)?"
)


def code_changes(text: str) -> Iterator[Change]:
    """Take scripts, styles and JSON out.

    `googletag.cmd.push(function() { googletag.display("top"); });` goes; "the call
    googletag.cmd.push queues a function" stays.
    """
    if "{" not in text and ");" not in text and "];" not in text:
        return
    known = _scripts(text, _script_pattern(), _deeds())
    yield from _apart(chain(known, _styles(text), _blobs(text), _asides(text)))


def _apart(found: Iterable[Change]) -> Iterator[Change]:
    """The changes in order, without those that begin within another."""
    reach = 0
    for change in sorted(found):
        if change.start >= reach:
            yield change
            reach = change.end


def _asides(text: str) -> list[Change]:
    """Scripts and styles in the middle of prose that is longer than they are and speaks of no code.

    >>> said = "Rain fell all night and the boats stayed in port, the harbour master said. "
    >>> [change.reason for change in _asides(said + ".top { width: 80%; } Nobody was hurt.")]
    ['style']
    >>> _asides(said + "Write this rule of CSS. .top { width: 80%; } It is enough.")
    []
    """
    begin, deeds, speaks = _aside_patterns()
    found = list(_apart(chain(_scripts(text, begin, deeds), _rules(text))))
    found = [change for i, change in enumerate(found) if not _is_within(text, found, i)]
    if not found:
        return []
    rest = splice(text, found)
    if 2 * len(rest) < len(text) or speaks.search(rest):
        return []
    return [change._replace(end=_gap_end(text, change)) for change in found]


def _is_within(text: str, found: Sequence[Change], i: int) -> bool:
    """Whether code stands within a sentence, which goes on behind it, or in quotation marks."""
    start, end = found[i].start, found[i].end
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if (before and before in QUOTES) or (behind and behind in QUOTES):
        return True
    after = text[end : end + GAP].lstrip(" \t")
    if not after or after[0] == "\n" or (i + 1 < len(found) and found[i + 1].start <= end + GAP):
        return False
    return not (after[0].isupper() or after[0].isdigit() or after[0] in BEGINS)


def _gap_end(text: str, change: Change) -> int:
    """The end of the blanks behind what goes, where there are some before it."""
    end = change.end
    if change.start > 0 and text[change.start - 1].isspace():
        while text[end : end + 1] in (" ", "\t"):
            end += 1
    return end


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


@cache
def _value() -> re.Pattern[str]:
    """A declaration whose value is one of CSS."""
    return re.compile(rf":\s*{data.toml('markup/code.toml')['styles']['value']}")


@cache
def _aside_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """How a script begins in prose, what it does, and the words of a text that speaks of code."""
    table = data.toml("markup/code.toml")
    asides = table["asides"]
    begin = "|".join((*table["scripts"], *table["maybe"], *asides["begin"]))
    return (
        re.compile(rf"(?:^|(?<=[\s;}}>.)]))(?:{begin})", re.MULTILINE),
        re.compile(asides["deeds"]),
        re.compile(rf"\b{asides['speaks']}\b"),
    )


def _scripts(text: str, begins: re.Pattern[str], deeds: re.Pattern[str]) -> Iterator[Change]:
    at = dead = 0  # brackets that open before `dead` were found never to close
    for first, last in lines_with(_SCRIPT_SIGN, text):
        at = max(at, first)
        while at < last and (match := begins.search(text, at, last)):
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            end = _statement_end(text, start) if start >= dead else -1
            if end < 0:
                dead = max(dead, min(len(text), start + LONGEST))
                end = line_end(text, start) if text[start : start + 200].count(";") > 1 else -1
            is_sure = match.groupdict().get("sure") is not None
            if end > 0 and (is_sure or deeds.search(text, start, end)):
                end = _script_end(text, end)
                yield Change(start, end, "", "script")
            at = max(end, match.end())


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


def _rules(text: str) -> Iterator[Change]:
    """Rules of CSS wherever they stand."""
    if "{" not in text or "}" not in text or ":" not in text:
        return
    tried, end = -1, text.rfind("}") + 1
    for mark in chain((-1,), (found.start() for found in _RULE_MARK.finditer(text, 0, end))):
        for start in range(max(tried + 1, mark), mark + 3):
            tried = start
            if match := _RULE.match(text, start, end):
                tried = match.end() - 1
                if _is_style(match["selector"], match["body"]):
                    yield Change(*match.span(), "", "style")
                break


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
    if first and not _value().search(body):
        return False
    if not first:
        return not body.strip() and selector.lstrip().startswith((".", "#"))
    return first[1].startswith("-") or first[1] in _style_words()[1]


def _blobs(text: str) -> Iterator[Change]:
    if ('":' not in text and '" :' not in text) or not holds_any(text, _BLOB_SIGNS):
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
