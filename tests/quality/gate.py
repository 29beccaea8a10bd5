"""The quality gate: measures every area on the dev split and holds it against pinned floors.

    python -m tests.quality.gate [AREA ...]

An area is a module `area_NAME.py` with `measure() -> dict[str, float]`; its floors stand in
`floors/NAME.toml` as `figure = { min = 0.93 }` or `{ max = 200 }`, with `goal = ...` beside it
where the goal is higher. Floors only rise. Exits with 1 where a figure misses its floor, with 2
without data.
"""

from __future__ import annotations

import importlib
import sys
import time
import tomllib
from pathlib import Path

from tests.quality import corpus

HERE = Path(__file__).parent


def main(areas: list[str]) -> int:
    if not corpus.present():
        print(f"no data at {corpus.folder()}: set COPYDESK_DATA", file=sys.stderr)
        return 2
    areas = areas or sorted(p.stem.removeprefix("area_") for p in HERE.glob("area_*.py"))
    misses = [miss for area in areas for miss in check(area)]
    for miss in misses:
        print(f"MISSED {miss}")
    print(f"{len(areas)} areas, {len(misses)} figures below their floor")
    return 1 if misses else 0


def check(area: str) -> list[str]:
    """Measure one area, print its figures, and return those that miss their floor."""
    floors = tomllib.loads((HERE / "floors" / f"{area}.toml").read_text("utf-8"))
    started = time.perf_counter()
    figures = importlib.import_module(f"tests.quality.area_{area}").measure()
    print(f"\n{area} ({time.perf_counter() - started:.0f} s)")
    misses = [f"{area}: {name} has no floor" for name in sorted(figures.keys() - floors.keys())]
    misses += [
        f"{area}: {name} was not measured" for name in sorted(floors.keys() - figures.keys())
    ]
    misses += [
        f"{area}: {n} has a floor without min or max"
        for n, f in floors.items()
        if not f.keys() & {"min", "max"}
    ]
    for name, value in figures.items():
        floor = floors.get(name, {})
        low, high = floor.get("min", float("-inf")), floor.get("max", float("inf"))
        ok = low <= value <= high
        print(f"  {name:<58} {value:>10.4f}  {_words(floor)}{'' if ok else '  MISSED'}", flush=True)
        if not ok:
            misses.append(f"{area}: {name} = {value:.4f}, floor {_words(floor)}")
    return misses


def _words(floor: dict[str, float]) -> str:
    return ", ".join(f"{key} {value:g}" for key, value in floor.items())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
