"""Code that a text shows to its readers: there, a tag is what the article says and no leftover.

Fenced blocks, lines that are plainly code, and what a sentence about HTML announces.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from copydesk._text.edits import Change
from copydesk._text.patterns import lazy

Span: TypeAlias = tuple[int, int]

_LONGEST_LINE = 400
"""Characters of a line of code; a longer one is a page or a script squeezed into one line."""
_LONGEST_SAMPLE = 2000

_FENCE = lazy(r"^[ \t]*+(?P<marks>`{3,}+|~{3,}+)(?P<info>[^\n]*+)$", re.MULTILINE)

# What stands in a line of code beside a tag: `u => <li>`, `return <ul>`, `echo "<b>`, `= "<b>`,
# `render(<App>`, `+ "<b>`, `key={u.id}`. Near-misses: `href="/x"`, `a = b`, `"<b>`, `(<b>`.
_CODE_SIGN = lazy(
    r"""=> | \b(?:return|echo|print|puts) \s?\(?\s?["'`]?\s? <[a-zA-Z]
      | (?: = | \w\( ) \s? ["'`]? \s? </?[a-zA-Z] | \+ \s? ["'`] \s? </?[a-zA-Z]
      | \s[\w-]{1,40}=\{""",
    re.VERBOSE,
)
_CODE_ENDS = (";", "{", "}", "(", '")', "')", "`)")
_ATTRIBUTE = lazy(r"\s[\w-]{1,40}=\{")  # near-miss: an address with a gap, `/?s={s}`
_ENTITY_END = lazy(r"&#?\w{1,10};\s*\Z")  # a line that ends so is no line of code
_ELEMENT = lazy(r"</?(?:script|style)\b", re.IGNORECASE)

# Code in a line of prose. Near-misses: an apostrophe, O`Neill; a quotation that no backtick ends.
_INLINE = lazy(r"(?<![\w`])`(?=[^`<\n]*+<)[^`\s](?:[^`\n]{0,300}[^`\s])?`(?![\w`])")

# A line of nothing but tags or closing brackets, as it stands above and below a line of code.
_BETWEEN = lazy(r"[ \t]*+(?:</?[a-zA-Z][^<>\n]*+>[ \t]*+|[()\[\]{};,]++[ \t]*+)++")

# "In HTML, a paragraph is written like this:" and, below it, a tag. Near-miss: "Tags:".
_ANNOUNCEMENT = lazy(r":[ \t]*+\n\s*+(?=<[a-zA-Z])")
_ABOUT_HTML = lazy(
    r"\b(?:X?HTML5?|XML|JSX|[Mm]arkup|snippet|this code (?:at|before|in|inside|into|on|to))\b"
    r"[^\n<>]*\Z"
)


def fences(text: str) -> list[Span]:
    """Blocks between two lines of backticks or of tildes; one that never ends is none.

    A fence with a name, as in ```` ```html ````, opens a block even where another was left open.
    """
    if "```" not in text and "~~~" not in text:
        return []
    found: list[Span] = []
    opening: re.Match[str] | None = None
    for match in _FENCE.finditer(text):
        marks, info = match["marks"], match["info"].strip()
        fits = opening is None or marks.startswith(opening["marks"])
        if opening and fits and not info:
            found.append((opening.start(), match.end()))
            opening = None
        elif fits and marks[0] not in info:
            opening = match
    return found


def samples(text: str) -> list[Span]:
    """Where tags are shown: in fences and backticks, lines of code, what is announced as HTML."""
    spans = fences(text)
    spans += _code_lines(text)
    if "`" in text:
        spans += (match.span() for match in _INLINE.finditer(text))
    if ":" in text:
        spans += _announced(text)
    return _merged(spans)


def around(changes: Iterable[Change], spans: list[Span]) -> Iterator[Change]:
    """The changes that touch no span, or hold it whole as a script holds its lines."""
    for change in changes:
        first = bisect_right(spans, change.start, key=lambda span: span[1])
        last = bisect_left(spans, change.end, key=lambda span: span[0])
        if first >= last or _holds(change, spans[first], spans[last - 1]):
            yield change


def within(at: int, spans: list[Span]) -> bool:
    """Whether a character stands in one of the spans."""
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return index >= 0 and at < spans[index][1]


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
    for start, end in lines_with(_CODE_SIGN, text):
        if start >= reach and end - start <= _LONGEST_LINE and _is_code(text[start:end]):
            start, reach = _with_tag_lines(text, start, end, reach)
            yield start, reach


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


def _announced(text: str) -> Iterator[Span]:
    """The paragraph below "… in HTML is written like this:"."""
    for match in _ANNOUNCEMENT.finditer(text):
        start = match.end()
        end = text.find("\n\n", start, start + _LONGEST_SAMPLE)
        if end < 0 and len(text) - start <= _LONGEST_SAMPLE:
            end = len(text)
        if end >= 0 and _ABOUT_HTML.search(text[max(0, match.start() - 200) : match.start()]):
            yield start, end


def _merged(spans: list[Span]) -> list[Span]:
    """Ordered, and as one where they touch."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
