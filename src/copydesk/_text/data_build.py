"""Write the TOML files that nearly every start reads as one of JSON, which is read without a parser
of TOML: `data/start.json`.

    python -m copydesk._text.data_build

The TOML files are the source; a test holds that both say the same.
"""

from __future__ import annotations

import json
from pathlib import Path

from copydesk._text import data

FILES = ("legal.toml", "notices.toml", "reporting.toml", "words.toml")
"""Of each language that has them."""
OTHERS = (
    "credits.toml",
    "feeds.toml",
    "guides.toml",
    "markup/shortcodes.toml",
    "segments.toml",
    "shown.toml",
)
"""Of no language."""


def built() -> str:
    """The content of `start.json`."""
    names = [*OTHERS]
    names += [f"languages/{name}/{file}" for file in FILES for name in data.languages(file)]
    tables = {name: data.read_toml(name) for name in names}
    return json.dumps(tables, ensure_ascii=False, indent=0) + "\n"


if __name__ == "__main__":
    Path(str(data.path(data.START))).write_text(built(), encoding="utf-8")
