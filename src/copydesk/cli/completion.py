"""What a shell completes behind `copydesk`, by argcomplete."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from copydesk._extras import need
from copydesk.cli.options import parser
from copydesk.cli.outputs import COMMANDS
from copydesk.pipeline.default import DEFAULT

ASKED = "_ARGCOMPLETE"
"""Set by the shell that asks: which word of its line the command's name is, counted from 1."""


def complete() -> None:
    """Answer a shell that asks what may follow, and end; do nothing where none asks."""
    if ASKED not in os.environ:
        return
    argcomplete = need("argcomplete", "cli")
    line = os.environ.get("COMP_LINE", "")
    words = line.split()
    command = COMMANDS.get("".join(words[1:2]))
    if command and (len(words) > 2 or line.endswith(" ")):
        os.environ[ASKED] = "2"
        argcomplete.autocomplete(command.parser())
    files = argcomplete.completers.FilesCompleter()

    def words_for(prefix: str, action: Any, **_: Any) -> Iterable[str]:
        if action.dest == "without":
            return DEFAULT.names
        return [*(COMMANDS if words[2:] == [] else ()), *files(prefix)]

    argcomplete.autocomplete(parser(), default_completer=words_for)
