"""The judge of segments: stable, linear, explained, told what to keep."""

from __future__ import annotations

import gzip
import json
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk._text import data
from copydesk._text.segments import split
from copydesk.cleaners.clutter import (
    RemoveClutter,
    frame_build,
    frames,
    gate,
    remove_clutter,
    verdicts,
    whole,
)
from copydesk.cleaners.clutter.measures import Measures
from copydesk.cleaners.clutter.verdicts import STRENGTHS, Scores
from copydesk.errors import UnknownStrength
from copydesk.pipeline import Pipeline
from tests.awkward import needs_data
from tests.growth import MOST, growth
from tests.quality import corpus

BODY = (
    "Rain fell on the coast all night, and the ferry company cancelled every sailing. "
    "The harbour master said that two boats had broken loose, but nobody was hurt."
)
PLEA = "Sign up for our newsletter to get the latest news in your inbox."
PARTS = (
    BODY, PLEA, "Read more: Fog closes the airport", "Share this story on Facebook",
    "© 2024 Harbour News. All rights reserved.", "“We waited,” she said.", "5 May 2020", "|", "\n",
    "Ann Miller is a reporter for the Harbour News.", "Advertisement", "What do you think?",
)  # fmt: skip


def test_each_cut_has_its_reason() -> None:
    changes = remove_clutter.changes(f"{BODY} {PLEA} © 2024 Harbour News. All rights reserved.")
    assert [change.reason for change in changes] == ["newsletter", "copyright"]


@pytest.mark.parametrize("strength", STRENGTHS)
@settings(max_examples=150, deadline=None)
@given(parts=st.lists(st.sampled_from(PARTS), max_size=9), glue=st.sampled_from(["", " ", "\n"]))
def test_splices_are_stable(strength: str, parts: list[str], glue: str) -> None:
    cleaner = RemoveClutter(strength)  # type: ignore[arg-type]  # the keys are the literals
    once = cleaner(glue.join(parts))
    assert cleaner(once) == once


def test_a_byte_order_mark_alone_on_a_line_is_no_letter() -> None:
    assert remove_clutter("\ufeff\r\ufeffThe post Rain appeared first on Coast.\n\ufeff")


def test_what_stands_beside_junk_goes_at_a_lower_score() -> None:
    text = f"{BODY}\nThe week in pictures\nMore of it"
    measures, bars = Measures(text, split(text)), STRENGTHS["normal"]
    never, less, more = -5000, bars.beside, bars.segment

    def goes(*scores: int) -> list[bool]:
        own = [never] * (len(measures.pieces) - 2)
        return verdicts.verdicts(measures, Scores([*own, *scores], {}, {}), bars)[-2:]

    assert goes(less, more) == goes(more, less) == [True, True]
    assert goes(less, less) == goes(less, never) == [False, False]


def test_what_is_kept_is_kept() -> None:
    text = f"{BODY} {PLEA}"
    assert RemoveClutter(keep=("inbox",))(text) == text
    assert Pipeline.default(keep=["inbox"])(text) == text


def test_a_text_is_never_emptied() -> None:
    assert remove_clutter(PLEA) == PLEA


def test_an_unknown_strength_is_named() -> None:
    with pytest.raises(UnknownStrength, match="'careful', 'normal', 'bold'"):
        RemoveClutter("reckless")  # type: ignore[arg-type]  # that is the point


def test_a_catalan_word_is_no_border() -> None:
    assert len(split("El col·legi és obert.")) == 1
    assert len(split("News·Sports")) == 2


def test_segments_cover_all_but_blanks_and_joints() -> None:
    text = f"{BODY} Read more: Fog aheadShare\n• One | Two"
    found = split(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    kept = "".join(text[s.start : s.end] for s in found)
    assert [c for c in text if c.isalnum()] == [c for c in kept if c.isalnum()]


@pytest.mark.parametrize("unit", ["Read more: Fog (", "www.", "a@", "5 May 2020 ", "©", "Sign up "])
def test_time_grows_with_the_length(unit: str) -> None:
    assert growth(remove_clutter, lambda size: BODY + unit * (size // len(unit)), 10_000) <= MOST


def test_frames_are_of_known_groups() -> None:
    reasons = [group.reason for group in frames.groups()]
    assert len(reasons) == len(set(reasons))
    assert reasons[-2:] == list(frames.AGAINST)


ENTRIES = data.toml(frame_build.SOURCE)["frame"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: str(entry["reason"]))
def test_examples_of_a_group(entry: dict[str, Any]) -> None:
    at = [group.reason for group in frames.groups()].index(entry["reason"])
    assert entry["removes"]
    assert entry["keeps"]
    found = {
        kind: [levels[at] for levels in frames.levels(entry[kind])] for kind in ("removes", "keeps")
    }
    assert set(found["removes"]) == {2}
    assert 2 not in found["keeps"]


def test_built_frames_are_those_of_their_source() -> None:
    """After a change of frames.toml: python -m copydesk.cleaners.clutter.frame_build"""
    assert data.read_text(frames.FILE) == frame_build.built()


@cache
def _articles() -> list[str]:
    texts = []
    for path in sorted((corpus.folder() / "wild/articles").glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            texts += [json.loads(line)["text"] for i, line in enumerate(file) if i % 400 == 7]
    return texts


@needs_data
def test_scraped_articles_are_stable() -> None:
    for text in _articles():
        once = remove_clutter(text)
        assert remove_clutter(once) == once


def test_a_quotation_is_not_cut_in_two() -> None:
    text = 'Rain fell on the coast, the mayor said: "There is an election in May. Vote." Share'
    segments = split(text)
    said = [text[s.start : s.end] for s in segments]
    junk = [one in ('Vote."', "Share") for one in said]
    whole.mend(Measures(text, segments), junk)
    assert [one for one, goes in zip(said, junk, strict=True) if goes] == ["Share"]


def test_a_part_of_a_sentence_near_an_end_is_enough_for_a_look() -> None:
    told = "The harbour master said that two boats had broken loose, but nobody was hurt"
    assert gate.is_doubtful(f"{told}, and the ferry stayed […]")
    assert not gate.is_doubtful(f"{told}.")


def test_rows_of_a_table_are_not_cut() -> None:
    story = "The ferry to the islands will not sail before Thursday, the harbour master said."
    for rows in (
        "Boat | Leaves | Arrives\nMaren | 7.00 | 8.10\nGull | 12.00",
        "Team | Home | Away\nGull | 3 | 2\nTern | 1 | 0",
    ):
        text = f"{story}\n\n{story[4:].capitalize()}\n\n{rows}\n\nThe tug comes on Monday."
        assert remove_clutter(text) == text
