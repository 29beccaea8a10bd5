"""Write `data/clutter/frames.json`: the frames in the form that is read fastest.

    python -m copydesk.cleaners.clutter.frame_build

`frames.toml` is the source; a test holds that both say the same. Left out are the examples, slots
are filled; added are the pieces of which each frame needs one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from copydesk._text import data
from copydesk.cleaners.clutter import frames
from copydesk.cleaners.clutter.literals import needed

SOURCE = "clutter/frames.toml"
LEVELS = {"sure": 2, "likely": 1}


def built() -> str:
    """The content of the file."""
    found = data.toml(SOURCE)
    entries = found["frame"]
    table = {
        "groups": [(e["reason"], e.get("called", e["reason"])) for e in entries],
        "frames": [f for i, entry in enumerate(entries) for f in _frames(i, entry, found["words"])],
    }
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


def _frames(group: int, entry: dict[str, Any], words: dict[str, str]) -> Iterator[list[object]]:
    """The frames of a group: its number, how sure each is, the expression, what it needs."""
    for kind, level in LEVELS.items():
        for frame in entry.get(kind, ()):
            source, needs = _filled(frame, words), dict[str, list[str]]()
            for text, where in sorted(needed(source) or ()):
                needs.setdefault(where, []).append(text)
            yield [group, level, source, needs]


def _filled(frame: str, words: dict[str, str]) -> str:
    for _ in range(2):  # a word may stand for others
        for name, pattern in words.items():
            frame = frame.replace("{" + name + "}", pattern)
    return frame


if __name__ == "__main__":
    path = Path(str(data.path(frames.FILE)))
    path.write_text(built(), encoding="utf-8")
