"""Is a text as a whole an article's, or data: JSON, program code, settings, a table, a log?

Decided here alone. Every cleaner but that of characters gives data back as it came: a tag in a
string of code, a word in a cell, the spaces between columns are what they are.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Callable, Sequence

from copydesk._kernels.guards import count_signs
from copydesk._text.patterns import lazy
from copydesk._text.sentences import ends_sentence
from copydesk._text.xml_entries import is_entries

BEGINNING, SIGNS, SHARE = 2000, "(){}[]=;<>|\t_,", 0.03
"""Of the first characters so many are signs, in data; articles have half as many."""
WORDS, DENSE = 12, 0.08
"""A line of more words and fewer signs is a paragraph: a table has none, and code has few."""
WIDE = 100
"""A line of so many characters is code only where it is full of signs."""
MOST = 0.6
"""Of the lines of code that are no comments so many look like it; the others go on with a line."""
ROWS, CELLS, CELL = 3, 0.8, 40
"""A table has so many rows, such a share of one length, and cells of so many characters at most."""
HEADER = 100_000
"""Characters of the names of a table's columns at most."""
KEYS, HEADERS = 3, 5
"""Settings and strings have so many keys; headers, whose names have capitals, so many."""

# A line of code, by how it begins or ends. Near-misses: "return to the harbour", "import duties",
# "Smith (Labour)", "The curfew tolls the knell of parting day;", "If you go (see below):".
_CODE = lazy(
    r"""
      [(){}\[\]]+ [;,]? \s* \Z
    | (?: // | /\* | \* | \*/ | \#! | \#\s*(?:include|define|if|endif) ) .* \Z
    | @\w+ (?: \. \w+ )* (?: \( .* )? \Z
    | (?: def | class | func | fn | function | sub | module ) \b .* [:{(;] \Z
    | (?: def | class | module ) \s [\w.:]+ (?: \( .* \) | \s < \s [\w.:]+ )? \Z
    | (?: import | using | package | use | require ) \s+ [\w.*:/{}, "'\\-]+ (?<= [\w*"'] ) ;? \Z
    | from \s+ [\w.]+ \s+ import \b
    | (?: return | throw | raise | yield | await | assert | del | echo | print | puts | new
        | delete ) \b
        \s* (?: [\w.]* ["'({\[] .* | [$]?[\w.]+ ; | [\w.]+ \s* [-+*/%<>=&|?] .* | [\w.]+ ) \Z
    | (?: pass | break | continue | else | try | finally | do | then | fi | done | end | begin ) \b
        \s* [:;{]? \s* \Z
    | \}? \s* (?: if | for | while | elif | else | switch | case | catch | with | except | unless )
        \b .* [:{;] \Z
    | (?: public | private | protected | static | const | let | var | int | void | final | async
        | export | struct | enum | interface | type | double | float | char | bool | auto | local
        | my ) \s .* [;{(,)=] \Z
    | (?: const | let | var | export ) \s .* =
    | [\w.$@\[\]>-]+ (?: \s* : \s* \w+ )? \s* (?: [-+*/|&:]?= ) (?! = ) \s* \S
    | [\w.$:>-]+ \( .* \) \s* [;,{:]? \Z
    | [^\s=(){}\[\]<>"']* \s? [=(){}\[\]<>"'] .* [;{] \Z
    | (?: SELECT | FROM | WHERE | INSERT | UPDATE | DELETE | CREATE | ALTER | DROP | ORDER\ BY
        | GROUP\ BY | VALUES | JOIN | LEFT | INNER | SET | AND | OR | LIMIT ) \b .* (?<! [.!?] ) \Z
    | ["'] [\w -]+ ["'] \s* : \s* \S .* [,{\[\]}"'\d] \Z
    | [\w-]+ \s* : \s* [^;]+ ; \Z
    | [.\#\w] [\s,>.\#:\w-]* \{ .* \Z
    | (?: \$ | >>> | \.\.\. ) \s
    """,
    re.VERBOSE,
)
# A statement that is a text by itself. A near-miss is the end of a tag: target="_blank">Read on.
_STATEMENT = lazy(r"""(?:return|print|echo|throw|raise|const|let|var)\b\s*(?:\w+\s*=|["'({\[])""")
# What a line of a log begins with: a time to the second, or a level. Near-misses: "18:42 Bridge
# closed", "[Applause]", "Warning signs were up".
_LOGGED = lazy(
    r"""
    [\[(]? (?: \d{4}-\d\d-\d\d [T ] | \d\d?[./]\d\d?[./]\d{2,4},? [ ] )? \d\d:\d\d:\d\d \b
    | [A-Z][a-z]{2} [ ]{1,2} \d\d? [ ] \d\d:\d\d:\d\d \b
    | \[? (?: TRACE | DEBUG | INFO | NOTICE | WARN | WARNING | ERROR | FATAL ) \b
    """,
    re.VERBOSE,
)
# A line of settings or of strings: a key and its value, a section, an entry, a note. Near-misses:
# "Note: it rained.", "rain and fog: a history", "[Applause] And then?".
_KEYED = lazy(
    r"""
    (?P<key> (?: - \s+ )? (?: ["'][^"'\n]{1,60}["'] | [a-z_] [\w.-]* | [A-Z][A-Z0-9_]+ (?= = ) )
        (?: \s* = | : (?= \s | \Z ) ) .*
      | msg (?: id (?: _plural )? | str (?: \[\d\] )? | ctxt ) [ ] ["] .* ["] )
  | (?: \# | ; ) .* | --- .{0,20} | \.\.\. | \[\[? [\w."' :-]+ \]?\] | - \s+ \S .*
  | " .* " | [\]})},]+
    """,
    re.VERBOSE,
)
# What a page of HTML begins with.
_DOCUMENT = lazy(r"[\ufeff\s]*+<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_HEADER = lazy(r"([A-Z][A-Za-z]*(?:-[A-Za-z]+)*): \S")
_CHANGED = ("--- ", "diff --git ")
_COMMENTS = ("//", "/*", "*", "#", "--", ";", "%")
_STRONG = lazy(r"[(){}\[\]=;<>]")
_QUOTED = lazy(r'"[^"]*"')
_GAP = lazy(r"\t| {2,}")


def is_data(text: str) -> bool:
    r"""Whether a text as a whole is JSON, program code, settings, a table or a log.

    >>> is_data('{"title": "Rain", "body": "<p>Rain fell.</p>"}')
    True
    >>> is_data('def bold(text):\n    return "<b>" + text + "</b>"')
    True
    >>> is_data("Player\tGoals\nSmith\t4\nJones\t3")
    True
    >>> is_data("title: Fog\nshare: true\nrights: All rights reserved")
    True
    >>> is_data("Call print() to print; the rest (see below) is in the manual, he said.")
    False
    """
    if _DOCUMENT.match(text):
        return False
    if _LOGGED.match(text) and _is_log(text.split("\n")):
        return True
    # a long text within these may have few signs
    if is_entries(text) or is_json(text) or _is_keyed(text) or _is_csv(text):
        return True
    return is_code(text, or_table=True)


def is_code(text: str, *, or_table: bool = False) -> bool:
    """Whether a text as a whole is program code, or, if asked for, a table."""
    beginning = text[:BEGINNING]
    if count_signs(beginning, SIGNS) < SHARE * len(beginning):
        return False
    statements = "".join(text.split('"""')[::2])  # a docstring is prose within code
    lines = [bare for line in statements.split("\n") if (bare := line.strip())]
    may_be_code = _may_be_code(lines)
    prose = size = 0
    for line in filter(_is_prose, lines):
        prose, size = prose + 1, size + len(line)
        if not may_be_code or 5 * prose >= len(lines) or 5 * size >= len(text):
            return False
    is_table = or_table and not prose and _is_table(lines)
    return is_table or (may_be_code and _is_code(lines))


def _is_prose(line: str) -> bool:
    """Whether a line is a sentence and no comment, or is written in Markdown, as articles are."""
    if "](" in line:
        return True
    says = " " in line and line[0].isupper() and ends_sentence(line)
    if not says and len(line.split(None, WORDS)) <= WORDS:
        return False
    return not (line.startswith(_COMMENTS) or _is_dense(line))


def _is_dense(line: str) -> bool:
    return sum(map(line.count, SIGNS)) >= DENSE * len(line)


def is_json(text: str) -> bool:
    """Whether a text is one JSON object or array, or one a line."""
    text = text.strip()
    if not (text.startswith(("{", "[")) and text.endswith(("}", "]"))):
        return False
    return _parses(text) or ("\n" in text and all(map(_parses, filter(None, text.split("\n")))))


def _parses(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def _is_keyed(text: str) -> bool:
    """Whether a text is settings or strings: each line is a key with its value, or belongs to one.

    What stands farther in than the key above goes on with its value.
    """
    text = text.strip("\n")
    first = text[: _end_of_line(text)]
    if not (_KEYED.fullmatch(first.strip()) or _HEADER.match(first)):
        return False
    keys, headers, other, depth = 0, list[str](), 0, -1
    for line in filter(str.strip, text.split("\n")):
        inset = len(line) - len(line.lstrip())
        keyed = _KEYED.fullmatch(line.strip())
        if keyed:
            keys += keyed["key"] is not None
            depth = inset
        elif header := _HEADER.match(line):
            headers.append(header[1])
        elif depth < 0 or inset <= depth:
            return False
        other += not keyed
    if keys >= KEYS and not headers:
        return True
    return HEADERS <= len(headers) == len(set(headers)) == other and not keys


def _end_of_line(text: str) -> int:
    end = text.find("\n")
    return len(text) if end < 0 else end


def _is_csv(text: str) -> bool:
    """Whether a text is rows of as many cells, of which the first, names, has no blank behind its
    commas: there, a cell may hold whole texts."""
    first = text[: _end_of_line(text)]
    from csv import Error, reader

    mark = next((mark for mark in ",;\t" if mark in first), "")
    if not mark or len(first) > HEADER or f"{mark} " in first or ends_sentence(first):
        return False
    names = first.split(mark)
    if max(map(len, names)) > CELL or not all(map(str.strip, names)):
        return False
    lines = text.strip().split("\n")
    try:
        widths = array("I", (len(row) for row in reader(lines, delimiter=mark) if row))
    except Error:
        return False
    return len(widths) >= ROWS and set(widths) == {len(names)}


def is_statement(line: str) -> bool:
    """Whether a line looks like one of program code, and has the signs of it.

    >>> is_statement("el.onclick = open;"), is_statement("The day was long;")
    (True, False)
    """
    return _is_statement(line) and _STRONG.search(line) is not None


def _is_statement(line: str) -> bool:
    return _CODE.match(line) is not None and (len(line) < WIDE or _is_dense(line))


def _may_be_code(lines: Sequence[str]) -> bool:
    """Whether a text's first line is no tag, as that of a page is."""
    return bool(lines) and (lines[0][0] != "<" or lines[0].startswith("<?php"))


def _is_code(lines: Sequence[str]) -> bool:
    """Whether most lines are statements."""
    if lines[0].startswith(_CHANGED) and any(line.startswith("@@ -") for line in lines):
        return True
    lines = [line for line in lines if not line.startswith(_COMMENTS)]
    if len(lines) == 1:
        return _STATEMENT.match(lines[0]) is not None
    code = list(filter(_is_statement, lines))
    tags = sum(line.startswith("<") for line in lines)  # within code they belong to it
    return len(code) >= max(tags, MOST * (len(lines) - tags)) and any(map(_STRONG.search, code))


def _is_table(lines: Sequence[str]) -> bool:
    """Whether the lines are rows of as many cells, between bars, tabs, commas or wide gaps."""
    return len(lines) >= ROWS and any(_are_rows(list(map(cells, lines))) for cells in _CUTS)


def _is_log(lines: Sequence[str]) -> bool:
    """Whether nearly all lines begin as those of a log do."""
    lines = [line for line in lines if line.strip()]
    return len(lines) >= ROWS and sum(map(bool, map(_LOGGED.match, lines))) >= CELLS * len(lines)


def _are_rows(rows: Sequence[Sequence[str]]) -> bool:
    width, times = Counter(map(len, rows)).most_common(1)[0]
    if width < 2 or times < CELLS * len(rows):
        return False
    return all(len(cell) <= CELL for row in rows if len(row) == width for cell in row)


def _by_bars(line: str) -> list[str]:
    return line.strip("| ").split("|") if "|" in line else [line]


def _by_tabs(line: str) -> list[str]:
    return _GAP.split(line)


def _by_commas(line: str) -> list[str]:
    return [line] if ends_sentence(line) else _QUOTED.sub("", line).split(",")


_CUTS: tuple[Callable[[str], list[str]], ...] = (_by_bars, _by_tabs, _by_commas)
