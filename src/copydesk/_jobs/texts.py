"""From the bytes of a file to the text in them, and back."""

from __future__ import annotations

import gzip
import io
import zlib
from hashlib import sha256

from copydesk._text.decoding import decode
from copydesk._text.patterns import lazy
from copydesk.errors import UnreadableFile

_CONTROLS = lazy(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAGIC = {
    b"\x89PNG\r\n": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive, as Word and other offices write",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"\x1f\x8b": "packed by gzip; name it .gz",
    b"\x28\xb5\x2f\xfd": "packed by zstd",
    b"\x7fELF": "a program",
}
"""How files begin that are no text; text begins with none of these."""
SAMPLE, FEW_CONTROLS, MANY_CONTROLS = 1 << 16, 8, 0.05
"""What is no text shows in its first characters: more of them are controls than a few, and more
than so large a share. Random bytes have twice that share, a text with a stray NUL far less."""
LARGEST = 1 << 30
"""How many bytes a packed file may unpack to; gzip can make a thousand of one."""


def unpacked(data: bytes, path: str) -> bytes:
    """A file's bytes as they were before it was compressed, if its name says that it was.

    Raises UnreadableFile where it is broken, or a few bytes that would fill the memory.
    """
    if not path.lower().endswith(".gz"):
        return data
    try:
        whole = _gunzipped(data)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableFile(f"no sound gzip file: {error}") from error
    if len(whole) > LARGEST:
        raise UnreadableFile(f"unpacks to more than {LARGEST >> 20:,} MB")
    return whole


def _gunzipped(data: bytes) -> bytes:
    """The bytes; where there are more than LARGEST, only so many that it shows."""
    whole = io.BytesIO()
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
        while whole.tell() <= LARGEST and (part := file.read(1 << 20)):
            whole.write(part)
    return whole.getvalue()


def text_of(data: bytes, path: str) -> str:
    """The text in a file's bytes, whatever its encoding. Raises UnreadableFile where none is."""
    data = unpacked(data, path)
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableFile(f"looks binary: {kind}")
    text = decode(data)
    sample = text[:SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if controls > FEW_CONTROLS and controls > MANY_CONTROLS * len(sample):
        raise UnreadableFile(f"looks binary: {controls / len(sample):.0%} control characters")
    return text


def packed(text: str, path: str) -> bytes:
    """A text as the bytes of an output file: UTF-8, ends in a line break, the same at any time."""
    data = (text + "\n" if text else "").encode("utf-8", "replace")
    return gzip.compress(data, mtime=0) if path.lower().endswith(".gz") else data


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()
