"""Write the shipped packs in the form that is read fastest: `data/cues/tables.marshal`.

    python -m copydesk.cleaners.boilerplate.cue_build

The packs (`data/cues/any.toml`, `data/languages/*/cues.toml`) are the source; a test holds that
both say the same. The file holds all look-ups (see cue_tables), which every start reads, for which
JSON would take thrice as long.
"""

from __future__ import annotations

import marshal
from pathlib import Path
from typing import Any

from copydesk._text import data
from copydesk.cleaners.boilerplate.cue_making import tables
from copydesk.cleaners.boilerplate.cue_needs import needed
from copydesk.cleaners.boilerplate.cues import shipped

FORM = 4
"""A version of marshal's form that every Python reads which copydesk runs on."""


def look_ups() -> Any:
    """What `tables.marshal` holds."""
    words = {frame: needed(frame) for group in shipped() for frame in group.sources}
    return _plain(tables(shipped(), needed=words), {})


def _plain(value: Any, known: dict[str, str]) -> Any:
    """A value of lists and dictionaries, in which equal texts are one."""
    if isinstance(value, str):
        return known.setdefault(value, value)
    if isinstance(value, list | tuple):
        return [_plain(each, known) for each in value]
    if isinstance(value, dict):
        return {known.setdefault(key, key): _plain(each, known) for key, each in value.items()}
    return value


if __name__ == "__main__":
    Path(str(data.path("cues/tables.marshal"))).write_bytes(marshal.dumps(look_ups(), FORM))
