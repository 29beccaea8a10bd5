"""Compile the kernels: `python -m copydesk._kernels.build` puts them beside their sources.

The build of a wheel does the same (`src/hatch_build.py`). It needs Cython, setuptools and a
compiler, and knows nothing of copydesk, which is not there yet when it is built.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

PACKAGE = "copydesk._kernels"
FOLDER = Path(__file__).parent
BINARIES = ("*.so", "*.pyd")
SMALL = [f"-fno-align-{what}" for what in ("functions", "loops", "jumps", "labels")]
"""No gaps between pieces of machine code: a fortieth less to pack."""
OPTIONS = (
    [] if sys.platform == "win32" else ["-O2", "-g0", "-fno-asynchronous-unwind-tables", *SMALL]
)
LINKED = ["-s"] if sys.platform == "linux" else []  # without the names of what is inside
DIRECTIVES = {
    "language_level": 3,
    "boundscheck": False,
    "wraparound": False,
    "cdivision": True,
    "initializedcheck": False,
    "binding": False,  # the wheel is a tenth of a megabyte smaller
}


def build(into: Path = FOLDER) -> list[Path]:
    """The compiled kernels, written into a folder; raises what stands in the way."""
    with TemporaryDirectory() as work:
        built = [Path(file) for file in _built(sorted(FOLDER.glob("_[a-z]*.pyx")), work)]
        remove(into)
        return [Path(copy(file, into)) for file in built]


def remove(folder: Path = FOLDER) -> None:
    """Delete what was compiled into a folder."""
    for pattern in BINARIES:
        for file in folder.glob(pattern):
            file.unlink()


def _built(sources: Iterable[Path], work: str) -> list[str]:
    from Cython import Build
    from setuptools import Distribution, Extension

    extensions = [
        Extension(
            f"{PACKAGE}.{source.stem}",
            [str(source)],
            extra_compile_args=OPTIONS,
            extra_link_args=LINKED,
        )
        for source in sources
    ]
    cythonize: Any = Build.cythonize
    modules = cythonize(extensions, build_dir=work, compiler_directives=DIRECTIVES, quiet=True)
    command = Distribution({"ext_modules": modules}).get_command_obj("build_ext")
    command.build_lib, command.build_temp = f"{work}/lib", f"{work}/temp"
    command.ensure_finalized()
    command.run()
    return [str(file) for file in command.get_outputs()]


if __name__ == "__main__":
    print(*build(), sep="\n")
