"""Each regular expression of a folder has its hostile text, and none makes time grow faster.

Growth is tested in processor time: a longer text may cost at most twice as much a character.
"""

from __future__ import annotations

import ast
import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from copydesk import clean, decode, explain
from copydesk._text.kind import is_data
from copydesk._text.shown import shown
from copydesk.cleaners.boilerplate import remove_boilerplate
from copydesk.cleaners.characters import fix_characters
from copydesk.cleaners.markup import strip_markup
from copydesk.cleaners.words import mend_words, split_glued_words
from tests import hostile_inputs

SRC = Path(__file__).parents[1] / "src" / "copydesk"
GROWTH = 2.0
CLEARLY = 1.15
"""Where a quarter of a megabyte grows by no more, a whole one stays below GROWTH even by a
square term."""
HELD = {
    "cleaners/characters/*.py": (hostile_inputs.CHARACTERS, fix_characters),
    "cleaners/markup/*.py": (hostile_inputs.MARKUP, strip_markup),
    "cleaners/words/*.py": (
        hostile_inputs.WORDS,
        lambda text: split_glued_words(mend_words(text)),
    ),
    "_kernels/settled.py": (hostile_inputs.SETTLED, split_glued_words),
    "_text/*.py": (
        hostile_inputs.DECODING,
        lambda text: decode(text.encode("utf-8", "surrogateescape")),
    ),
    "_text/kind.py": (hostile_inputs.KIND, lambda text: str(is_data(text))),
    "_text/shown.py": (hostile_inputs.SHOWN, lambda text: str(shown(text))),
    "_text/legal.py": (hostile_inputs.LEGAL, remove_boilerplate),
    "_text/tabular.py": (hostile_inputs.TABULAR, remove_boilerplate),
    "_text/reporting.py": (hostile_inputs.REPORTING, remove_boilerplate),
    "_text/tongues.py": (hostile_inputs.TONGUES, remove_boilerplate),
    "_models/open_ends.py": (hostile_inputs.OPEN_ENDS, remove_boilerplate),
    "_models/run_ons.py": (hostile_inputs.RUN_ONS, remove_boilerplate),
    "cleaners/boilerplate/feed_footer.py": (hostile_inputs.FEEDS, remove_boilerplate),
    "cleaners/boilerplate/everyday.py": (hostile_inputs.EVERYDAY, remove_boilerplate),
    "cleaners/boilerplate/structure.py": (hostile_inputs.STRUCTURE, remove_boilerplate),
}
INPUTS = [
    pytest.param(deed, maker, id=name)
    for makers, deed in HELD.values()
    for name, maker in makers.items()
]


@pytest.mark.parametrize("place", HELD)
def test_no_pattern_lacks_its_hostile_text(place: str) -> None:
    found = {f"{path.stem}.{name}" for path in SRC.glob(place) for name in _patterns(path)}
    if place == "_text/*.py":
        found = {name for name in found if name.startswith(("decoding.", "guess."))}
    assert found == HELD[place][0].keys()


@pytest.mark.parametrize(("deed", "maker"), INPUTS)
def test_a_pattern_is_linear(deed: Callable[[str], str], maker: Callable[[int], str]) -> None:
    assert not _grows_faster(deed, maker, 12_500, 50_000)


@pytest.mark.slow
@pytest.mark.parametrize(("deed", "maker"), INPUTS)
def test_a_pattern_is_linear_up_to_a_megabyte(
    deed: Callable[[str], str], maker: Callable[[int], str]
) -> None:
    """A megabyte itself is cleaned where a quarter of it leaves a doubt."""
    clearly = not _grows_faster(deed, maker, 62_500, 250_000, CLEARLY)
    assert clearly or not _grows_faster(deed, maker, 62_500, 1_000_000)


def _patterns(path: Path) -> Iterator[str]:
    """The constants of a module, and its functions, in which a pattern stands."""
    for node in ast.parse(path.read_text("utf-8")).body:
        names = [x.id for x in getattr(node, "targets", ()) if isinstance(x, ast.Name)]
        name = names[0] if names else getattr(node, "name", "")
        if any(_is_pattern(x) for x in ast.walk(node)):
            yield name


def _is_pattern(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        return called.value.id == "re" and called.attr != "escape"
    return isinstance(called, ast.Name) and called.id in ("lazy", "eastern")


def _grows_faster(
    deed: Callable[[str], str],
    maker: Callable[[int], str],
    short: int,
    long: int,
    growth: float = GROWTH,
) -> bool:
    """Whether time grows faster than the length: a quadratic one grows by their ratio once more.

    Two short texts are measured: in one, the last part may end so that a step is spared.
    """
    deed(maker(1000))  # loads what is needed
    shorts = short, short * 10 // 9

    def is_steady() -> bool:
        costs = [max(_seconds(deed, maker(size)), 0.004) / size for size in shorts]
        return _seconds(deed, maker(long)) / long <= growth * max(costs)

    return not any(is_steady() for _ in range(4))


def _seconds(deed: Callable[[str], str], text: str) -> float:
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        deed(text)
        return time.process_time() - started
    finally:
        gc.enable()


TRAPS = {
    "an entity kept apart by comments": ("&l", "<!---->", "t;!---->"),
    "an entity kept apart by tags": ("&#6", "<b>", "0;b>"),
    "spaces of entities": ("&", "&nbsp;", "nbsp;"),
    "ampersands of entities": ("&", "", "#38"),
    "escapes without backslash": ("it", "", "u2019s"),
    "escapes and a backslash": ("it\\", "", "u2019s"),
    "apostrophes of hats": ("âs", "中", ""),
    "short codes": ("\\u005", "[b]", "b[b]"),
    "comments within comments": ("<!-", "<!---->", "-x-->"),
}


@pytest.mark.parametrize("kind", TRAPS)
def test_what_is_peeled_is_peeled_to_the_end(kind: str) -> None:
    opening, middle, closing = TRAPS[kind]
    text = f"Rain fell. {opening * 300}{middle}{closing * 300} The sun rose."
    once = clean(text)
    assert clean(once) == once
    explanation = explain(text)
    assert explanation.text == once
    assert explanation.original() == text
