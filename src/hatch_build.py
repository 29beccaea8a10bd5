"""The build of a wheel: the kernels compiled where a compiler is, else the pure library.

COPYDESK_BUILD=compiled insists on the first, COPYDESK_BUILD=pure on the second.
"""

from __future__ import annotations

import os
from pathlib import Path
from runpy import run_path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNELS = "src/copydesk/_kernels"


class KernelsHook(BuildHookInterface[Any]):
    """Adds the compiled kernels to a wheel, and its platform to the wheel's name."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; an editable install runs from the sources, so theirs are put beside them."""
        self._work = TemporaryDirectory()
        folder = Path(self.root, KERNELS)
        into = folder if version == "editable" else Path(self._work.name)
        if not (built := self._built(into)):
            return
        build_data.update(pure_python=False, infer_tag=True)
        if version != "editable":
            names = {str(file): f"copydesk/_kernels/{file.name}" for file in built}
            build_data["force_include"].update(names)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        self._work.cleanup()

    def _built(self, into: Path) -> list[Path]:
        builder = run_path(str(Path(self.root, KERNELS, "build.py")))
        builder["remove"](into)
        wish = os.environ.get("COPYDESK_BUILD", "")
        if wish == "pure":
            return []
        try:
            built: list[Path] = builder["build"](into)
        except BaseException as reason:  # no Cython, no compiler, no headers: SystemExit too
            if wish == "compiled" or isinstance(reason, KeyboardInterrupt):
                raise
            self.app.display_info(f"copydesk stays pure Python: {reason}")
            return []
        return built
