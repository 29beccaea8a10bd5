"""Edits: found, spliced, composed and undone without losing a character."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import Pipeline
from copydesk._text.diffs import changes_between
from copydesk._text.edits import Change, Edit, compose, restore, splice
from copydesk.errors import BadChanges

words = st.text(alphabet="ab \n", max_size=30)


def disjoint(changes: list[tuple[int, int]]) -> bool:
    return all(a[1] <= b[0] for a, b in pairwise(changes))


@given(words, words)
def test_a_diff_leads_from_one_text_to_the_other(before: str, after: str) -> None:
    changes = changes_between(before, after, "why")
    assert splice(before, changes) == after
    assert disjoint([(c.start, c.end) for c in changes])


def test_a_diff_of_equal_texts_is_empty() -> None:
    assert changes_between("same\ntext", "same\ntext", "why") == []


def test_a_mended_word_is_an_edit_of_that_word() -> None:
    before = "One line.\nIt didn?t rain.\nAnother line.\n"
    after = "One line.\nIt didn’t rain.\nAnother line.\n"
    assert changes_between(before, after, "mend") == [Change(17, 18, "’", "mend")]


def test_changes_of_white_space_are_exact_also_where_words_repeat() -> None:
    assert changes_between(" a a  a a\n\n\na", "a a a a\n\na", "tidy") == [
        Change(0, 1, "", "tidy"),
        Change(4, 6, " ", "tidy"),
        Change(9, 12, "\n\n", "tidy"),
    ]


def test_two_removed_lines_far_apart_are_two_changes() -> None:
    lines = [f"Sentence number {n} stands here.\n" for n in range(50)]
    before, after = "".join(lines), "".join(lines[:7] + lines[8:40] + lines[41:])
    removed = [before[c.start : c.end] for c in changes_between(before, after, "cut")]
    assert len(removed) == 2
    assert sum(map(len, removed)) == len(lines[7]) + len(lines[40])


@given(st.lists(words, min_size=2, max_size=6))
def test_composed_edits_lead_from_the_first_text_to_the_last_and_back(texts: list[str]) -> None:
    edits: list[Edit] = []
    for number, (before, after) in enumerate(pairwise(texts)):
        changes = changes_between(before, after, f"step {number}")
        edits = compose(texts[0], before, edits, changes, "cleaner")
    assert splice(texts[0], edits) == texts[-1]
    assert restore(texts[-1], edits) == texts[0]
    assert disjoint([(e.start, e.end) for e in edits])
    assert all(texts[0][e.start : e.end] == e.before != e.after for e in edits)


@pytest.mark.parametrize("changes", [[(4, 6), (2, 3)], [(0, 3), (2, 5)], [(3, 2)], [(0, 99)]])
def test_changes_that_overlap_or_overrun_are_an_error(changes: list[tuple[int, int]]) -> None:
    with pytest.raises(BadChanges, match="does not follow the change before it"):
        splice("some text", [Change(start, end, "", "why") for start, end in changes])


def test_a_small_edit_inside_a_removed_line_is_part_of_the_removal() -> None:
    def mend(text: str) -> str:
        return text.replace("&amp;", "&")

    def drop(text: str) -> str:
        return text.replace("Sign up & save\n", "")

    [edit] = Pipeline(mend, drop).explain("News.\nSign up &amp; save\nMore news.").edits
    assert (edit.cleaner, edit.before) == ("drop", "Sign up &amp; save\n")


def test_removals_that_touch_keep_their_own_reasons() -> None:
    def drop_a(text: str) -> str:
        return text.replace("AAA\n", "")

    def drop_b(text: str) -> str:
        return text.replace("BBB\n", "")

    edits = Pipeline(drop_a, drop_b).explain("News.\nAAA\nBBB\nMore news.").edits
    assert [(e.cleaner, e.before) for e in edits] == [("drop_a", "AAA\n"), ("drop_b", "BBB\n")]


def test_what_a_later_step_restores_is_no_edit() -> None:
    pipeline = Pipeline(lambda t: t.replace("a", "b", 1), lambda t: t.replace("b", "a", 1))
    steps = pipeline.steps("ax")
    assert [step.after for step, _ in zip(steps, range(2), strict=False)] == ["bx", "ax"]
    first = compose("ax", "ax", [], changes_between("ax", "bx", "there"), "there")
    assert compose("ax", "bx", first, changes_between("bx", "ax", "back"), "back") == []
