"""Which lines of which files are the site's: decided from the manifest, folder by folder.

Each entry of the manifest holds the keys of its file's lines, so that a folder that has grown is
counted anew without reading a file, and only those files are cleaned again whose removals change.
"""

from __future__ import annotations

from collections.abc import Iterator

from copydesk._corpus.counts import LineCounts
from copydesk._corpus.site_rule import MINIMUM, site_keys, threshold
from copydesk.folder.manifest import Manifest


def plan_removals(manifest: Manifest, learn: bool) -> int:
    """Take down the files whose site lines are not the ones removed before; how many there are."""
    manifest.plan(_changed(manifest, learn))
    return manifest.count("removals")


def _changed(manifest: Manifest, learn: bool) -> Iterator[tuple[str, bytes]]:
    for site, files in manifest.sites():
        counts = _counted(manifest, site) if learn and files >= MINIMUM else LineCounts()
        least = threshold(counts.texts)
        for entry in manifest.entries(site):
            if entry.error is None:
                prose, lines = bytes.fromhex(entry.prose), bytes.fromhex(entry.lines)
                keys = site_keys(lines, prose, counts.repeated(lines + prose, least))
                if keys.hex() != entry.site_lines:
                    yield entry.path, keys


def _counted(manifest: Manifest, site: bytes) -> LineCounts:
    counts = LineCounts()
    for entry in manifest.entries(site):
        if entry.error is None:
            counts.add(bytes.fromhex(entry.lines))
    return counts
