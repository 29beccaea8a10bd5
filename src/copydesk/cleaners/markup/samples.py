"""Code that a text shows to its readers: there, a tag is what the article says and no leftover.

Fenced blocks and what a sentence about code announces, and besides lines that are plainly code.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from copydesk._text.edits import Change
from copydesk._text.patterns import lazy
from copydesk._text.shown import Span, shown

_LONGEST_LINE = 400
"""Characters of a line of code; a longer one is a page or a script squeezed into one line."""

# What stands in a line of code beside a tag: `u => <li>`, `return <ul>`, `echo "<b>`, `= "<b>`,
# `render(<App>`, `+ "<b>`, `key={u.id}`. Near-misses: `href="/x"`, `a = b`, `"<b>`, `(<b>`.
_CODE_SIGN = lazy(
    r"""=> | \b(?:return|echo|print|puts) \s?\(?\s?["'`]?\s? <[a-zA-Z]
      | (?: = | \w\( ) \s? ["'`]? \s? </?[a-zA-Z] | \+ \s? ["'`] \s? </?[a-zA-Z]
      | \s[\w-]{1,40}=\{""",
    re.VERBOSE,
)
# How each of them ends, and how many characters it has at most.
_SIGN_END = lazy(r"</?[a-zA-Z]|=[>{]")
_LONGEST_SIGN = 44
_CODE_ENDS = (";", "{", "}", "(", '")', "')", "`)")
_ATTRIBUTE = lazy(r"\s[\w-]{1,40}=\{")  # near-miss: an address with a gap, `/?s={s}`
_ENTITY_END = lazy(r"&#?\w{1,10};\s*\Z")  # a line that ends so is no line of code
_ELEMENT = lazy(r"</?(?:script|style)\b", re.IGNORECASE)

# Code in a line of prose. Near-misses: an apostrophe, O`Neill; a quotation that no backtick ends.
_INLINE = lazy(r"(?<![\w`])`(?=[^`<\n]*+<)[^`\s](?:[^`\n]{0,300}[^`\s])?`(?![\w`])")

# A line of nothing but tags or closing brackets, as it stands above and below a line of code.
_BETWEEN = lazy(r"[ \t]*+(?>(?:</?[a-zA-Z][^<>\n]*+>[ \t]*+|[()\[\]{};,]++[ \t]*+)+)")


def samples(text: str) -> list[Span]:
    """Where tags are shown: in fences and backticks, lines of code, what is announced as HTML."""
    spans = [*shown(text), *_code_lines(text)]
    if "`" in text:
        spans += (match.span() for match in _INLINE.finditer(text))
    return _merged(spans)


def around(changes: Iterable[Change], spans: list[Span]) -> Iterator[Change]:
    """The changes that touch no span, or hold it whole as a script holds its lines."""
    for change in changes:
        first = bisect_right(spans, change.start, key=lambda span: span[1])
        last = bisect_left(spans, change.end, key=lambda span: span[0])
        if first >= last or _holds(change, spans[first], spans[last - 1]):
            yield change


def lines_with(pattern: re.Pattern[str], text: str, at: int = 0) -> Iterator[Span]:
    """Start and end of each line in which a pattern is found, so that a slow one reads no other."""
    while match := pattern.search(text, at):
        start, at = text.rfind("\n", at, match.start()) + 1 or at, line_end(text, match.end())
        yield start, at


def line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _holds(change: Change, first: Span, last: Span) -> bool:
    return change.start <= first[0] and last[1] <= change.end


def _code_lines(text: str) -> Iterator[Span]:
    """`return <b>{name}</b>;` with the lines of tags around it; `Rain <b>fell</b>;` is prose."""
    reach = 0
    for start, end in _lines_with_signs(text):
        if start >= reach and end - start <= _LONGEST_LINE and _is_code(text[start:end]):
            start, reach = _with_tag_lines(text, start, end, reach)
            yield start, reach


def _lines_with_signs(text: str) -> Iterator[Span]:
    """`lines_with` a sign of code, which is looked for before each place where one may end."""
    at = 0
    for place in _SIGN_END.finditer(text):
        least = max(at, place.start() - _LONGEST_SIGN)
        if place.start() >= at and (match := _CODE_SIGN.search(text, least, place.end())):
            start, at = text.rfind("\n", at, match.start()) + 1 or at, line_end(text, match.end())
            yield start, at


def _is_code(line: str) -> bool:
    if _ELEMENT.search(line) or _ENTITY_END.search(line):
        return False
    return bool(_ATTRIBUTE.search(line)) or line.rstrip().endswith(_CODE_ENDS)


def _with_tag_lines(text: str, start: int, end: int, least: int) -> Span:
    while start > least:
        above = text.rfind("\n", max(least, start - _LONGEST_LINE), start - 1) + 1
        if not _is_between(text, above, start - 1):
            break
        start = above
    while end < len(text):
        below = line_end(text, end + 1)
        if not _is_between(text, end + 1, below):
            break
        end = below
    return start, end


def _is_between(text: str, start: int, end: int) -> bool:
    if end - start > _LONGEST_LINE or _ELEMENT.search(text, start, end):
        return False
    return bool(_BETWEEN.fullmatch(text, start, end))


def _merged(spans: list[Span]) -> list[Span]:
    """Ordered, and as one where they touch."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
