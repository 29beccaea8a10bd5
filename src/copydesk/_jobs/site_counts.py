"""What could be the site's in the texts of many sites, kept on disk until all are counted.

A million texts of ten thousand sites have some forty million keys. They are written to files, each
of which holds the texts of some sites, and counted file by file: memory holds one file's keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from hashlib import blake2b
from struct import Struct
from tempfile import TemporaryFile
from typing import BinaryIO

from copydesk._corpus.counts import LineCounts
from copydesk._corpus.site_rule import MINIMUM, threshold

FILES = 64
_SIZES = Struct("<II")


class SiteCounts(ExitStack):
    """The keys of texts by their sites; a context that keeps its files while it is open."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = 0
        files = [TemporaryFile() for _ in range(FILES)]  # noqa: SIM115, closed with the stack
        self._files: list[BinaryIO] = [self.enter_context(file) for file in files]

    def add(self, site: str, keys: bytes) -> None:
        """Take in one text, given as `line_keys(text)`."""
        self.texts += 1
        name = site.encode("utf-8", "surrogatepass")
        file = self._files[blake2b(name, digest_size=1).digest()[0] % FILES]
        file.write(_SIZES.pack(len(name), len(keys)) + name + keys)

    def repeated(self) -> dict[str, bytes]:
        """The keys of what stands in enough of a site's texts, for each site that has any."""
        found = ((site, _repeated(texts)) for file in self._files for site, texts in _sites(file))
        return {site: keys for site, keys in found if keys}


def _sites(file: BinaryIO) -> Iterable[tuple[str, list[bytes]]]:
    """The sites of a file, with the keys of each text."""
    texts = defaultdict[bytes, list[bytes]](list)
    for name, keys in _records(file):
        texts[name].append(keys)
    return ((name.decode("utf-8", "surrogatepass"), keys) for name, keys in texts.items())


def _records(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    file.seek(0)
    while sizes := file.read(_SIZES.size):
        name, keys = _SIZES.unpack(sizes)
        yield file.read(name), file.read(keys)


def _repeated(texts: list[bytes]) -> bytes:
    """The keys that stand in enough of a site's texts, in the order in which texts have them."""
    if len(texts) < MINIMUM:
        return b""
    counts = LineCounts()
    for keys in texts:
        counts.add(keys)
    least, found = threshold(len(texts)), set[bytes]()
    for keys in texts:
        found |= counts.repeated(keys, least)
    return b"".join(sorted(found))
