"""Lines of files of rows, none of which may fill the memory: few packed bytes can be a long one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from copydesk._jobs.places import BLOCK
from copydesk.errors import UnreadableFile

LONGEST = 256 * BLOCK
"""Bytes of a line, at most."""


def read_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines, each with its end. Raises UnreadableFile where one is too long."""
    while line := stream.readline(LONGEST):
        yield checked(line)


def read_blocks(stream: BinaryIO) -> Iterator[list[bytes]]:
    """The lines, each with its end, about a megabyte of them at a time."""
    while data := stream.read(BLOCK):
        if not data.endswith(b"\n"):
            data += checked(stream.readline(LONGEST))
        yield io.BytesIO(data).readlines()


def checked(line: bytes) -> bytes:
    """The line, or the last of it. Raises UnreadableFile where it is longer than was read."""
    if len(line) >= LONGEST and not line.endswith((b"\n", b"\r")):
        raise UnreadableFile(f"a line is longer than {LONGEST >> 20} MB")
    return line
