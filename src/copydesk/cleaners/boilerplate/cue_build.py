"""Write the shipped packs in the form that is read fastest: files in `data/cues/`.

    python -m copydesk.cleaners.boilerplate.cue_build

The packs (`data/cues/any.toml`, `data/languages/*/cues.toml`) are the source; a test holds that
both say the same. `tables.json` holds all look-ups (see cue_tables), which every start reads;
`needed.json` words without which a frame cannot match, which are read where a user adds cues.
"""

from __future__ import annotations

import json
from pathlib import Path

from copydesk._text import data
from copydesk.cleaners.boilerplate.cue_making import tables
from copydesk.cleaners.boilerplate.cue_needs import needed
from copydesk.cleaners.boilerplate.cues import shipped


def needs() -> str:
    """The content of `needed.json`."""
    found = {frame: sorted(needed(frame)) for group in shipped() for frame in group.sources}
    known = {frame: words for frame, words in found.items() if words}
    return json.dumps(known, ensure_ascii=False, indent=0, sort_keys=True) + "\n"


def look_ups() -> str:
    """The content of `tables.json`."""
    words = {frame: needed(frame) for group in shipped() for frame in group.sources}
    table = tables(shipped(), needed=words)
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    for name, content in (("needed", needs()), ("tables", look_ups())):
        Path(str(data.path(f"cues/{name}.json"))).write_text(content, encoding="utf-8")
