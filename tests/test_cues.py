"""Cues: every group's examples, the packs, users' own files and their errors, hostile lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk._models.open_ends import opened
from copydesk._text import data
from copydesk.cleaners.boilerplate import cue_build
from copydesk.cleaners.boilerplate import cues as packs
from copydesk.cleaners.boilerplate.cue_format import CueGroup, parse_cue_file
from copydesk.cleaners.boilerplate.cue_frames import openings
from copydesk.cleaners.boilerplate.cue_making import tables
from copydesk.cleaners.boilerplate.structure import OF_RUN
from copydesk.errors import BadCues
from tests.growth import MOST, growth, seconds

CASES = Path(__file__).parent / "cases"
DATA = Path(copydesk.__file__).parent / "data"
GROUPS = packs.shipped()
FRAMES = [(g, frame) for g in GROUPS for frame in (*g.frames, *g.heads, *g.tails)]


def edited(line: str) -> str:
    """A line without what cues are sure of, wherever the line stands."""
    cues = packs.load()
    cue = cues.match(line)
    if cue and cue.where != "edge":
        return ""
    for start, end, _ in reversed(cues.spans(line)):
        line = line[:start].rstrip() + (line[end:] if line[:start].strip() else line[end:].lstrip())
    return line


@pytest.mark.parametrize("name", ["cues", "cues_negative"])
def test_cases(name: str) -> None:
    entries = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    wrong = {e["why"]: edited(e["in"]) for e in entries if edited(e["in"]) != e["out"]}
    assert not wrong


@pytest.mark.parametrize("group", GROUPS, ids=lambda g: f"{g.reason}: {g.name}")
def test_examples_of_a_group(group: CueGroup) -> None:
    assert group.removes
    assert group.keeps
    cues = packs.load()
    assert [line for line in group.removes if not (cues.match(line) or cues.spans(line))] == []
    assert [line for line in group.keeps if edited(line) != line] == []
    own = packs.Cues(tables((group,)))
    assert [line for line in group.keeps if own.match(line)] == []


def test_every_pack_is_loaded_and_every_frame_compiles() -> None:
    found = {str(path.relative_to(DATA)) for path in DATA.glob("languages/*/cues.toml")}
    assert set(packs.packs()) == {"cues/any.toml", *found}
    for _, frame in FRAMES:
        re.compile(frame)
        assert openings(frame)


def test_an_open_end_is_that_of_its_frame() -> None:
    """Where a frame fits, so does the frame whose open end is told apart."""
    for group in packs.shipped():
        for source in filter(opened, group.sources):
            for line in (*group.removes, *group.keeps):
                fits = [re.fullmatch(one, line, re.I | re.S) for one in (source, opened(source))]
                assert bool(fits[0]) == bool(fits[1]), (group.name, source, line)


def test_built_cues_are_those_of_the_packs() -> None:
    """After a change of a pack: python -m copydesk.cleaners.boilerplate.cue_build"""
    assert data.parsed("cues/tables.marshal") == cue_build.look_ups()


def test_reasons_are_short_words() -> None:
    assert {g.reason for g in GROUPS if not re.fullmatch(r"[a-z]+(-[a-z]+)*", g.reason)} == set()


def test_every_reason_is_documented() -> None:
    page = Path(__file__).parents[1] / "docs" / "removed.md"
    rows = re.findall(r"(?m)^\| `([a-z-]+)` \|", page.read_text("utf-8"))
    assert rows == sorted({group.reason for group in GROUPS})


def test_cues_tell_where_they_count() -> None:
    cues = packs.load()
    assert cues.match("Advertisement") == ("advertisement", "anywhere", "advertisement")
    assert cues.match("Comments").where == "edge"
    assert cues.match("You may also like").where == "head_of_run"
    assert cues.match("Recommended").where == "head_of_headlines"
    assert cues.match("The ferry sank on Monday.") is None


@pytest.mark.parametrize(
    "line",
    ["share THIS", "» Share this »", "Share   this …", "**Share this**", "[Share this](/x)"],
)
def test_phrases_disregard_case_and_marks(line: str) -> None:
    assert packs.load().match(line).reason == "share-bar"


def test_no_promo_takes_a_phrase_that_heads_a_list() -> None:
    """A head such as "Read also" takes the headlines under it along."""
    heads = [(g, phrase) for g in GROUPS if g.where in OF_RUN for phrase in g.phrases]
    found = {phrase: packs.load().match(phrase) for _, phrase in heads}
    assert not [p for p, cue in found.items() if cue and cue.where == "anywhere"]


def test_numbers_in_phrases_are_alike() -> None:
    assert packs.load().match("1,204 Comments").reason == "comments"


OWN = """
language = "en"

[words]
town = ["Springfield", "Shelbyville"]

[[group]]
name = "our app"
reason = "app-promo"
phrases = ["Get the Gazette app"]
frames = ['brought to you by (?:the )?{town} .{0,20}']
tails = ["(?-i:Gazette) Plus"]
removes = ["Get the Gazette app"]
keeps = ["Get the app"]
"""


def test_own_cues_come_first() -> None:
    cues = packs.load(parse_cue_file(OWN))
    assert cues.match("Get the Gazette App!").group == "our app"
    assert cues.match("Brought to you by Shelbyville Motors").reason == "app-promo"
    assert cues.spans("It rained. Gazette Plus") == [(10, 23, "app-promo")]
    assert cues.match("Share this:").reason == "share-bar"
    assert packs.load().match("Brought to you by Shelbyville Motors") is None


def test_own_cues_come_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN, encoding="utf-8")
    assert parse_cue_file(path) == parse_cue_file(OWN) == parse_cue_file(str(path))


GROUP = '[[group]]\nname = "x"\n'
BAD = {
    "language = \n": "not valid TOML",
    'language = "en"\n': "no groups",
    '[[group]]\nreason = "r"\n': "has no name",
    GROUP: "group 'x': reason is missing",
    GROUP + 'reason = "r"\n': "has no cues",
    GROUP + 'reason = "r"\nphrase = ["y"]\n': "unknown key 'phrase'; known are name, reason",
    GROUP + 'reason = "r"\nphrases = "y"\n': "phrases: must be a list of texts",
    GROUP + 'reason = "r"\nphrases = ["y"]\nwhere = "top"\n': "where is 'top'; it is one of",
    GROUP + 'reason = "r"\nphrases = ["y"]\nlongest = 9000\n': "longest is 9000",
    GROUP + 'reason = "r"\nframes = ["read (more"]\n': "frames: 'read (more'",
    GROUP + 'reason = "r"\nframes = [".* more"]\n': "a frame begins with whole words",
    GROUP + 'reason = "r"\nframes = ["read {heading}"]\n': "no slot {heading}; known are {title}",
    GROUP + 'reason = "r"\nphrases = ["y"]\ntakes_line = "yes"\n': "takes_line is 'yes'",
    "words = 3\n" + GROUP: "words is a table",
}


@pytest.mark.parametrize(("text", "message"), BAD.items(), ids=BAD.values())
def test_errors_name_the_place_and_the_remedy(text: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadCues, match=re.escape(message)) as caught:
        parse_cue_file(path)
    assert str(path) in str(caught.value)


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(BadCues, match="cues /dev/zero: it holds more than 32 MB"):
        parse_cue_file("/dev/zero")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadCues, match=r"none\.toml: there is no such file"):
        parse_cue_file(tmp_path / "none.toml")


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 100_000 + "\n",
        "a = " + "{a=" * 5000 + "\n",
        GROUP + 'reason = "r"\nframes = ["' + "(?:" * 2000 + "foo" + ")" * 2000 + '"]\n',
        GROUP + 'reason = "r"\nframes = ["foo a{99999999999}"]\n',
    ],
    ids=["brackets", "tables", "groups", "repeats"],
)
def test_a_file_that_is_too_deep_is_refused(text: str) -> None:
    with pytest.raises(BadCues):
        parse_cue_file(text)


@pytest.mark.parametrize("piece", ["(?:a?|b?)", "(?:a |b )?", "(?:a|b) ?"])
def test_optional_groups_are_not_read_twice_each(piece: str) -> None:
    """Each reading of a group met each reading of the next: 26 of them took for ever."""

    def parse(count: int) -> float:
        file = GROUP + f'reason = "r"\nframes = ["{piece * count}foo"]\n'
        return seconds(parse_cue_file, file)

    assert parse(24) <= MOST * max(parse(12), 0.02)


@given(st.text())
def test_any_line_gets_an_answer(line: str) -> None:
    cues = packs.load()
    cues.match(line)
    at = 0
    for start, end, _ in cues.spans(line):
        assert at <= start < end <= len(line)
        at = end


SLOW = 0.05
"""Seconds of one frame on one line of at most 2000 characters that call for a closer look."""


def explodes(match: Callable[[str], object], line: str) -> bool:
    """Whether a line takes long, and far more than four times as long as a quarter of it."""
    if seconds(match, line + "§") <= SLOW:
        return False
    quarter, whole = line[: len(line) // 4] + "§", line + "§"
    return all(seconds(match, whole) > MOST * seconds(match, quarter) for _ in range(3))


@pytest.mark.parametrize("filler", ["a b ", "A/", "1.", "Aa, ", ": ", " ", "| ", "@a ", "x"])
def test_frames_do_not_backtrack(filler: str) -> None:
    """Lines that begin like a frame, go on for as long as they may, and do not fit at the end."""
    cues = packs.load()
    slow = []
    for index in (cues._frames, cues._heads, cues._tails):
        for opening in index._table.openings:
            for frame in index.frames(opening):
                line = (opening.replace("0", "12") + " " + filler * frame.longest)[
                    : frame.longest - 1
                ]
                frame.match(line, 0, len(line))  # compiled before the clock runs
                found = [lambda text, frame=frame: frame.match(text, 0, len(text))]
                if frame.open_end and frame.open_end.pattern:
                    found.append(frame.open_end.pattern.match)
                if any(explodes(match, line) for match in found):
                    slow.append((frame.cue.group, opening))
    assert slow == []


@pytest.mark.parametrize(
    "unit",
    [
        "#", "#a ", "x", "Read more. ", "Read more: a. ", "© ", "(", ". ", ": ", "Source ",
        "(Source link ", "[ad_1] ", "The post a. ", "”»", "? Share Facebook ",
    ],
)  # fmt: skip
def test_long_lines_cost_as_much_as_they_are_long(unit: str) -> None:
    cues = packs.load()

    def ask(line: str) -> None:
        cues.match(line)
        list(cues.spans(line))

    assert growth(ask, lambda size: unit * (size // len(unit))) <= MOST
