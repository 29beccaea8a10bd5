"""Write `data/cues/built.json`: the shipped packs in the form that is read fastest.

    python -m copydesk.cleaners.boilerplate.cue_build

The packs (`data/cues/any.toml`, `data/languages/*/cues.toml`) are the source; a test holds that
both say the same. Left out are the examples of the groups; added are the words by which each frame
is looked up.
"""

from __future__ import annotations

import json
from pathlib import Path

from copydesk._text import data
from copydesk.cleaners.boilerplate.cue_frames import openings
from copydesk.cleaners.boilerplate.cues import shipped


def built() -> str:
    """The content of the file."""
    groups = [group._replace(removes=(), keeps=()) for group in shipped()]
    found = [sorted(openings(frame)) for group in groups for frame in group.sources]
    table = {"groups": groups, "openings": found}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    path = Path(str(data.path("cues/built.json")))
    path.write_text(built(), encoding="utf-8")
