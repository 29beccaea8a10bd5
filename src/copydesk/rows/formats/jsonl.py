"""JSON Lines: the text is replaced where it stands; every other byte of a line stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, NamedTuple

from copydesk.rows.formats.lines import read_blocks
from copydesk.rows.outcome import Clean, Columns, Notes, Outcome, attempt, site_of, text_fits

_space = re.compile("\ufeff?[ \t\r\n]*").match  # a file may begin with a byte order mark
_decode = json.JSONDecoder(parse_int=str, parse_float=str).raw_decode  # numbers are left alone

Span = tuple[int, int]


class Lines(NamedTuple):
    """Some lines of a file, the first of which is line number `first`."""

    lines: list[bytes]
    first: int
    columns: Columns

    def cleaned(self, clean: Clean) -> Outcome:
        notes, lacking = Notes(), list[tuple[str, ...]]()
        output = []
        for row, line in enumerate(self.lines, self.first):
            if not line.strip():
                output.append(line)
                continue
            notes.rows += 1
            try:
                output.append(self._line(row, line, notes, clean))
            except _LacksField as error:
                lacking.append(error.fields)
                notes.note_bad(row, f"no field {self.columns.text!r}")
                output.append(line)
            except (ValueError, RecursionError) as error:
                notes.note_bad(row, _cause(error))
                output.append(line)
        notes.fields = lacking[0] if lacking and len(lacking) == notes.rows else None
        return Outcome(b"".join(output), notes)

    def parts(self) -> list[Lines]:
        return [self._replace(lines=[x], first=row) for row, x in enumerate(self.lines, self.first)]

    def joined(self, outputs: list[bytes]) -> bytes:
        return b"".join(outputs)

    def _line(self, row: int, line: bytes, notes: Notes, clean: Clean) -> bytes:
        """The line with its text cleaned. Raises ValueError where it is no row of text."""
        text = line.decode("utf-8")
        spans = dict[str, Span]()
        end = 0
        for name, start, end in members(text):
            spans[name] = start, end
        if self.columns.text not in spans:
            raise _LacksField(tuple(spans))
        for name in self.columns.added:
            if name in spans:
                raise ValueError(f"there is a field {name!r} already")
        at, to = spans[self.columns.text]
        literal = text[at:to]
        if literal == "null":
            notes.missing += 1
            result = None
        else:
            value = json.loads(literal)
            if not isinstance(value, str):
                raise ValueError(f"{self.columns.text!r} is {literal[:40]}, not text")
            result = attempt(clean, value, _site(text, spans.get(self.columns.site or "")))
            notes.note(row, result)
            if result.cause:
                return line
            if result.changed:
                literal = quoted(result.text, escape=literal.isascii())
        added = zip(self.columns.added, self.columns.values(result), strict=True)
        tail = "".join(f', "{name}": {json.dumps(value)}' for name, value in added)
        return f"{text[:at]}{literal}{text[to:end]}{tail}{text[end:]}".encode()


def _site(line: str, span: Span | None) -> str | None:
    value = json.loads(line[slice(*span)]) if span else None
    return site_of(value if isinstance(value, str | None) else json.dumps(value))


class _LacksField(ValueError):
    def __init__(self, fields: tuple[str, ...]) -> None:
        self.fields = fields


def members(line: str) -> Iterator[tuple[str, int, int]]:
    """The members of a JSON object: the name, and where the value begins and ends.

    >>> line = '{"id": 7, "text": "Rain."}'
    >>> [(name, line[start:end]) for name, start, end in members(line)]
    [('id', '7'), ('text', '"Rain."')]

    Raises ValueError for anything but one object.
    """
    at = _past(line, 0, "{")
    more = not line.startswith("}", at)
    while more:
        name, at = _decode(line, at)
        if not isinstance(name, str) or line[at - 1] != '"':
            raise ValueError(f"no name of a field at character {at}")
        start = _past(line, at, ":")
        end = _decode(line, start)[1]
        yield name, start, end
        at = _after(line, end)
        more = not line.startswith("}", at)
        if more:
            at = _past(line, at, ",")
    if _after(line, at + 1) != len(line):
        raise ValueError(f"more than one value, from character {at + 1}")


def _past(line: str, at: int, sign: str) -> int:
    at = _after(line, at)
    if not line.startswith(sign, at):
        raise ValueError(f"expected {sign!r} at character {at}")
    return _after(line, at + 1)


def _after(line: str, at: int) -> int:
    match = _space(line, at)
    return match.end() if match else at


def quoted(text: str, *, escape: bool) -> str:
    """The text as a JSON string, with all that is not ASCII escaped, or only what has to be."""
    return json.dumps(text, ensure_ascii=escape or not text_fits(text))


def _cause(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8: {error.reason} at byte {error.start}"
    if isinstance(error, RecursionError):
        return "nested too deep"
    return f"not a JSON object with text: {error}"


class JsonLines:
    """A file of JSON Lines, in batches."""

    total: int | None = None

    def __init__(self, stream: BinaryIO, columns: Columns) -> None:
        self.stream, self.columns = stream, columns

    def __iter__(self) -> Iterator[tuple[None, Lines]]:
        first = 1
        for lines in read_blocks(self.stream):
            yield None, Lines(lines, first, self.columns)
            first += len(lines)

    @contextmanager
    def writing_to(self, file: BinaryIO) -> Iterator[Callable[[None, bytes], object]]:
        yield lambda kept, output: file.write(output)
