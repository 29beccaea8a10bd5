"""Code that a text shows to its readers: there, a tag or a notice is what the article says.

Fenced blocks, and what a sentence about code announces: "Paste this before </head>:".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, chain
from typing import TypeAlias

from copydesk._text import data
from copydesk._text.edits import Change
from copydesk._text.kind import is_statement
from copydesk._text.patterns import lazy

Span: TypeAlias = tuple[int, int]

LONGEST_LINE, LONGEST = 400, 4000
"""Characters of a line of code, and of what one sentence announces; a page's script has more."""
COMMENTS, BELOW = ("# ", "// ", "/* "), 3
"""What begins a comment, and among how many lines below it stands one of code. An asterisk and two
dashes begin entries of lists, too."""
_SENTENCE = 200
"""So many characters before a colon are read."""

_FENCE = lazy(r"^[ \t]*+(?P<marks>`{3,}+|~{3,}+)(?P<info>[^\n]*+)$", re.MULTILINE)

# A colon above a line that may be code. Near-misses: "He said:" above a sentence, "10:30".
_ABOVE = lazy(r":[ \t]*+\n\s*+(?=[^\n]{0,400}?[<>{}()\[\]=;])")
_TAG_LINE = lazy(
    r"</?[a-zA-Z][\w:-]*+(?=[\s/>])|<!--|<!doctype\b|\[/?[a-z]+(?:=[^\]\n]*+)?\]", re.I
)
# A tag or code that a sentence names. Near-miss: the tags of "It was <b>hot</b> and said:".
_NAMED = lazy(r"(?<=\w )</?(?P<name>[a-zA-Z][\w:-]*+)(?:\s[^<>\n]*+)?>|`[^`<\n]++`")


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


def announced(text: str) -> list[Span]:
    """The lines below a sentence that ends in ":" and says that code comes, until prose goes on.

    The tags that the sentence names count, too.

    >>> text = "Paste this before </head>:\\n\\n<script>\\n  go();\\n</script>\\n\\nThen look."
    >>> [text[start:end] for start, end in announced(text)]
    ['</head>', '<script>\\n  go();\\n</script>']
    >>> announced("He wrote these lines:\\n\\n<i>Rain fell</i>")
    []
    """
    if ":" not in text:
        return []
    found: list[Span] = []
    for match in _ABOVE.finditer(text):
        start = match.end()
        if found and start < found[-1][1]:
            continue
        least = max(0, match.start() - _SENTENCE)
        least = text.rfind("\n", least, match.start()) + 1 or least
        line = text[start : _line_end(text, start)]
        if _is_code(line) and _announces(text[least : match.start()], line):
            found += (named.span() for named in _named(text, least, match.start()))
            found.append((start, _end(text, start)))
    return found


def shown(text: str) -> list[Span]:
    """All code that a text shows, in order."""
    return sorted(fences(text) + announced(text))


def within(at: int, spans: list[Span]) -> bool:
    """Whether a character stands in one of the spans."""
    index = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return index >= 0 and at < spans[index][1]


def without_shown(text: str, changes: list[Change]) -> list[Change]:
    """The changes that begin in no code that the text shows."""
    spans = shown(text) if changes else []
    return [change for change in changes if not within(change.start, spans)] if spans else changes


def shown_lines(lines: Sequence[str]) -> frozenset[int]:
    """Which lines are program code that the text shows, fences with them.

    >>> sorted(shown_lines(["It prints:", "```js", "share();", "```", "Use it well."]))
    [1, 2, 3]
    """
    spans = shown("\n".join(lines))
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0)) if spans else []
    found = (range(bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans)
    return frozenset((*chain.from_iterable(found), *_comments(lines)))


def _comments(lines: Sequence[str]) -> Iterator[int]:
    """Comments that code follows: "# Copyright (c) 2020 Ann Lee" above "print(name)"."""
    for i, line in enumerate(lines):
        if line.startswith(COMMENTS) and any(map(_is_code, lines[i + 1 : i + 1 + BELOW])):
            yield i


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _is_code(line: str) -> bool:
    bare = line.strip()
    return len(line) <= LONGEST_LINE and bool(_TAG_LINE.match(bare) or is_statement(bare))


@cache
def _words(kind: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, data.toml("shown.toml")[kind].split()))
    if kind == "files":
        return re.compile(rf"[\w/-]\.(?:{words})\b|\.htaccess\b")
    return re.compile(rf"\b(?:{words})\b", 0 if kind == "names" else re.IGNORECASE)


@cache
def _formatting() -> frozenset[str]:
    return frozenset(data.toml("shown.toml")["formatting"].split())


def _named(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The tags and the code that a sentence names, but for the tags of its own words."""
    for match in _NAMED.finditer(text, start, end):
        if not match["name"] or match["name"].lower() not in _formatting():
            yield match


def _announces(said: str, line: str) -> bool:
    """Whether words before a colon say that a line below is code: two words at least, no label."""
    if " " not in said.strip():
        return False
    named = any(_words(kind).search(said) for kind in ("names", "files"))
    if named or any(_named(said, 0, len(said))):
        return True
    tag = _TAG_LINE.match(line.strip())
    if tag and tag[0].strip("</[]").partition("=")[0] in _formatting():
        return False
    if _words("pastes").search(said) and _words("points").search(said):
        return True
    return bool(_words("things").search(said) and _words("deeds").search(said))


def _end(text: str, start: int) -> int:
    """Where the code ends that begins there: its last line before a line of prose.

    What stands between a tag or a bracket and the one that closes it is code, whatever it says.
    """
    limit, reach, at, depth = min(len(text), start + LONGEST), start, start, 0
    open_ended = set[str]()
    while at < limit:
        end = _line_end(text, at)
        line = text[at:end]
        if line.strip():
            if at >= reach and depth <= 0 and not _is_code(line):
                break
            depth += line.count("{") - line.count("}")
            if end > reach:
                reach = max(end, _closed(text, at, end, limit, open_ended))
        at = end + 1
    return reach if reach <= limit else _line_end(text, start)


def _closed(text: str, start: int, end: int, limit: int, open_ended: set[str]) -> int:
    """The end of the line where the tag that begins a line is closed; that of the line if none.

    `open_ended` holds the ends that were looked for in vain: a hostile text asks for them often.
    """
    tag = _TAG_LINE.match(text[start:end].strip())
    if not tag or tag[0][0] != "<" or tag[0][1] == "/":
        return end
    closing = "-->" if tag[0] == "<!--" else f"</{tag[0][1:]}"
    at = -1 if closing in open_ended else text.find(closing, start, limit)
    if at < 0:
        open_ended.add(closing)
        return end
    return _line_end(text, at)
