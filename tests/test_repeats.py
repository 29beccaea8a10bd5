"""Repeats of lines: whatever the text, a second look finds nothing more, and no two cuts meet."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from copydesk._text.edits import removals, splice
from copydesk.cleaners.repeats import remove_repeats

RAIN = (
    "Rain fell on the coast all night, and the ferry company has cancelled every sailing till noon."
)
LINES = [
    *("", " ", " " * 120, "Title", "A headline of more than twenty characters", "He left."),
    *(RAIN, RAIN + RAIN, f"{RAIN} {RAIN}", f"{RAIN} {RAIN} {RAIN}", RAIN[:70] + "…"),
    *(
        f"{RAIN} The fog came in.",
        f"{RAIN} The fog came…",
        "x" * 130,
        "Two sentences. And both short.",
    ),
]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=14).map("\n".join))
@example("\n".join([" " * 100] * 3))
@example("\n".join(["x", " " * 100, "word " * 24, " " * 100, "word " * 24]))
def test_a_second_look_finds_nothing_more(text: str) -> None:
    changes = remove_repeats.changes(text)
    once = splice(text, changes)
    assert remove_repeats(once) == once
    assert all(a.end <= b.start for a, b in pairwise(changes))
    assert set(once.split()) == set(text.split()) - {x for x in text.split() if x.endswith("…")} | {
        x for x in once.split() if x.endswith("…")
    }


SPANS = st.tuples(st.integers(0, 60), st.integers(0, 12), st.sampled_from("abc"))


@given(st.lists(SPANS))
def test_removals_never_overlap_and_remove_just_what_they_are_given(found: list) -> None:
    spans = [(start, start + size, reason) for start, size, reason in found]
    changes = removals(spans)
    assert all(a.end <= b.start for a, b in pairwise(changes))
    gone = {at for change in changes for at in range(change.start, change.end)}
    assert gone == {at for start, end, _ in spans for at in range(start, end)}
