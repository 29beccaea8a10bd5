"""How reports and messages put numbers, names and errors."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable, Mapping

from copydesk._text.patterns import lazy
from copydesk.errors import CopydeskError

# Scraped text may hold escape sequences, which would drive the terminal, signs that turn the
# direction of what follows, and half characters. Marks of direction (U+200E) turn nothing.
_UNPRINTABLE = lazy("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ud800-\udfff]")

_NAMED = {
    0x7F: "\u2421", 0x2028: "‹LS›", 0x2029: "‹PS›", 0x202A: "‹LRE›", 0x202B: "‹RLE›",
    0x202C: "‹PDF›", 0x202D: "‹LRO›", 0x202E: "‹RLO›", 0x2066: "‹LRI›", 0x2067: "‹RLI›",
    0x2068: "‹FSI›", 0x2069: "‹PDI›",
}  # fmt: skip
"""Unicode's own short names of signs that no picture stands for."""


def visible(text: str) -> str:
    """A text that any screen or page takes: control characters as pictures, stray bytes as escapes.

    >>> visible("a\\x1bb"), visible("caf\\udce9.txt"), visible("\\u202etxt.exe")
    ('a␛b', 'caf\\\\xe9.txt', '‹RLO›txt.exe')
    """
    return _UNPRINTABLE.sub(_picture, text)


def one_line(text: str) -> str:
    """A name or a message that any screen takes, on one line.

    >>> one_line("a\\n b")
    'a␊ b'
    """
    return visible(text).replace("\n", "␊").replace("\t", "␉")


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return _NAMED.get(code, "\ufffd")


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "file"), counted(2000, "file")
    ('1 file', '2,000 files')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


_HINDRANCES = {
    errno.ENOENT: "there is no such file or folder: look at the name",
    errno.EISDIR: "it is a folder: name a file",
    errno.ENOTDIR: "a file stands where a folder should be: name another place",
    errno.EACCES: "you may not read it, or not write there: look at the permissions",
    errno.EPERM: "the system does not allow it: look at the permissions",
    errno.EEXIST: "it is there already: name another place, or remove it",
    errno.ENOSPC: "the disk is full: make room and run it again",
    errno.EROFS: "that disk takes no changes: name another place",
    errno.ENAMETOOLONG: "the name is too long: give a shorter one",
    errno.ELOOP: "its links lead in a circle: remove them",
}
"""What the system's commonest refusals mean, and what to do."""


def cause_of(error: Exception, path: str = "") -> str:
    """An error as a sentence, without the system's numbers; its file, unless that is `path`.

    >>> cause_of(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'a.txt: there is no such file or folder: look at the name'
    >>> cause_of(ValueError("no number"))
    'ValueError: no number'
    """
    if isinstance(error, OSError) and error.errno:
        name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else ""
        where = f"{name}: " if name not in ("", path) else ""
        return where + (_HINDRANCES.get(error.errno) or error.strerror or str(error))
    if isinstance(error, CopydeskError | OSError):
        return str(error)
    return f"{type(error).__name__}: {error}"


NAMED = 3
"""How many files a line on several of them names."""


def grouped(causes: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Files and causes, those of one cause together, the commonest cause first.

    >>> grouped([("a", "empty"), ("b", "no text"), ("c", "no text"), ("d", "empty")])
    [('2 files (a, d)', 'empty'), ('2 files (b, c)', 'no text')]
    >>> grouped([("a", "empty")])
    [('a', 'empty')]
    """
    files: dict[str, list[str]] = {}
    for path, cause in causes:
        files.setdefault(cause, []).append(path)
    most_first = sorted(files.items(), key=lambda pair: -len(pair[1]))
    return [(_together(paths), cause) for cause, paths in most_first]


def _together(paths: list[str]) -> str:
    if len(paths) == 1:
        return paths[0]
    dots = ["…"] if len(paths) > NAMED else []
    return f"{counted(len(paths), 'file')} ({', '.join([*paths[:NAMED], *dots])})"


def left_out_by_ending(endings: Mapping[str, int]) -> str:
    """How many files were left out, and what their names end in.

    >>> left_out_by_ending({".json": 2, "": 1})
    '3 files left out by their names: 2 .json, 1 without an ending'
    """
    most_first = sorted(endings.items(), key=lambda pair: (-pair[1], not pair[0], pair[0]))
    kinds = [f"{number:,} {ending or 'without an ending'}" for ending, number in most_first]
    return f"{counted(sum(endings.values()), 'file')} left out by their names: {', '.join(kinds)}"


def shorter(characters: int) -> str:
    """By how much texts became shorter, which a mend may turn into its opposite.

    >>> shorter(20), shorter(-1)
    ('20 characters shorter', '1 character longer')
    """
    return f"{counted(abs(characters), 'character')} {'longer' if characters < 0 else 'shorter'}"


def signed(number: int) -> str:
    """A change of length.

    >>> signed(-4422), signed(302), signed(0)
    ('−4,422', '+302', '0')
    """
    return f"{number:+,}".replace("-", "−") if number else "0"
