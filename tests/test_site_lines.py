"""Site lines: what repeats across a site goes, what only looks like it stays."""

from __future__ import annotations

import json
import math
import pickle
import tracemalloc
import zlib
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk import DEFAULT, Pipeline, SiteLines
from copydesk._text.edits import splice
from copydesk.cleaners.site_lines import (
    LineCounts,
    RemoveLines,
    line_keys,
    prose_keys,
    site_keys,
)
from copydesk.errors import BadCues, BadFile, NotText
from copydesk.pipeline.fingerprint import fingerprint
from tests.growth import MOST, growth
from tests.test_folder import BOX, WEATHER, article

ABOUT = "The Daily Beacon was first printed in a stable by the river"


def texts(line: str, n: int = 5, at: int = 3) -> list[str]:
    """Articles that share a line, at the place of a line number."""
    articles = [article(k, f"A last word on the bridge, {k}.").split("\n") for k in range(n)]
    return ["\n".join([*lines[:at], line, *lines[at:]]) for lines in articles]


@pytest.mark.parametrize("at", [0, 1, 3, 4])
@pytest.mark.parametrize(
    "line", [BOX, ABOUT, "Die Zeitung für alle Tage", "私たちの新聞を毎朝読んでください"]
)
def test_templates_go(line: str, at: int) -> None:
    pages = texts(line, at=at)
    site = SiteLines.learn(pages)
    for k, page in enumerate(pages):
        assert site(page) == texts(line, at=at)[k].replace(f"{line}\n", "").replace(f"\n{line}", "")
        assert [change.reason for change in site.changes(page)] == ["site-line"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("More news", "two words are not enough"),
        ("“We shall see,” she said", "a quote"),
        ('"We shall see," she said', "a quote"),
        ("– We shall see what comes", "a line of dialogue"),
        ("BERLIN (Reuters) —", "a dateline"),
        ("NEW YORK, March 20 —", "a dateline"),
        ("LONDON (Press Wire)", "a dateline"),
        ("2024 2025 2026 2027", "no words"),
    ],
)
def test_what_could_be_content_stays(line: str, why: str) -> None:
    pages = texts(line, at=1)
    site = SiteLines.learn(pages)
    assert [site(page) for page in pages] == pages, why


def test_a_subhead_inside_prose_stays() -> None:
    pages = texts("Why it matters to us all", at=2)
    site = SiteLines.learn(pages)
    assert [site(page) for page in pages] == pages


def test_a_refrain_stays() -> None:
    verses = [f"{article(k)}\nRow the boat ashore\nVerse {k} goes on and on\nRow the boat ashore"
              for k in range(6)]  # fmt: skip
    site = SiteLines.learn(verses)
    assert [site(text) for text in verses] == verses


def test_copies_of_one_article_stay_whole() -> None:
    copies = [f"{article(1)}\nCorrection number {k} of many" for k in range(6)] + texts(BOX)
    site = SiteLines.learn(copies)
    assert [site(text) for text in copies[:6]] == copies[:6]
    assert BOX not in site(copies[-1])


def test_few_texts_teach_nothing() -> None:
    pages = texts(BOX, n=3)
    site = SiteLines.learn(pages)
    assert [site(page) for page in pages] == pages
    assert BOX not in SiteLines.learn(pages, minimum=3)(pages[0])


def test_a_share_of_many_texts_is_asked_for() -> None:
    pages = texts(ABOUT, n=5) + [article(k) for k in range(300)]
    assert ABOUT in SiteLines.learn(pages)(pages[0])
    assert ABOUT not in SiteLines.learn(pages, share=0.01)(pages[0])


@pytest.mark.parametrize(("line", "least"), [(BOX, 2), (ABOUT, 4)])
def test_a_line_that_looks_like_junk_goes_at_half_the_count(line: str, least: int) -> None:
    for n in (1, 2, 4):
        pages = texts(line, n=n) + [article(k) for k in range(50, 60)]
        assert (line in SiteLines.learn(pages)(pages[0])) == (n < least), n


def test_what_is_to_be_kept_stays() -> None:
    pages = texts(BOX)
    assert SiteLines.learn(pages, keep=["Daily Beacon"])(pages[0]) == pages[0]


def test_what_the_pipeline_keeps_stays() -> None:
    """A pipeline tells its cleaners what any of them was told to keep, wherever it stands."""
    pages = texts(BOX)
    keeping, site = Pipeline.default(keep=["Daily Beacon"]), SiteLines.learn(pages, keep=["x"])
    assert BOX not in Pipeline(*DEFAULT, site)(pages[0])
    for pipeline in (Pipeline(*keeping, site), Pipeline(site, *keeping)):
        assert BOX in pipeline(pages[0])
        assert pipeline.explain(pages[0]).text == pipeline(pages[0])
        assert pickle.loads(pickle.dumps(pipeline)) == pipeline
    assert site.keeping(("y",)).keep == ("x", "y")
    assert RemoveLines(b"", ("x",)).keeping(("x", "y")).keep == ("x", "y")


def test_what_is_to_be_kept_is_checked_where_a_cleaner_is_made() -> None:
    with pytest.raises(BadCues, match="no regular expression"):
        SiteLines.learn([], keep=["("])
    with pytest.raises(NotText, match="give a list"):
        RemoveLines(b"", keep="Beacon")  # type: ignore[arg-type]  # what is tested


def test_counts_add_up_in_any_order() -> None:
    pages = texts(BOX, n=9)
    whole = SiteLines.learn(pages)
    parts = [SiteLines.learn(pages[k::3]) for k in range(3)]
    assert parts[0] + parts[1] + parts[2] == parts[2] + (parts[0] + parts[1]) == whole
    assert SiteLines.learn(reversed(pages)) == whole
    assert whole.count(BOX) == 9
    assert whole.count("never seen before") == 0


def test_saving_loading_pickling(tmp_path: Path) -> None:
    site = SiteLines.learn(texts(BOX), minimum=3, share=0.1, keep=["x"])
    site.save(tmp_path / "site.json")
    loaded = SiteLines.load(tmp_path / "site.json")
    assert loaded == site == pickle.loads(pickle.dumps(site))
    assert fingerprint([loaded]) == fingerprint([site]) != fingerprint([SiteLines()])
    assert len(pickle.dumps(site)) < 20_000


SAVED: dict[str, Any] = {"texts": 5, "minimum": 4, "share": 0.02, "keep": [], "counts": ""}


def packed(data: bytes) -> str:
    return b64encode(zlib.compress(data)).decode()


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", "{}", '{"counts": "?"}', '{"counts": "YQ==", "keep": []}', "[" * 100_000),
        *(json.dumps(SAVED | {"counts": text}) for text in ("?", "YQ==", "é", packed(bytes(8)))),
        *(json.dumps(SAVED | {"share": share}) for share in (None, "1", True, -1, math.nan)),
        *(json.dumps(SAVED | {"minimum": least}) for least in (None, 4.5, -1, 10**400)),
        *(json.dumps(SAVED | {"texts": texts}) for texts in (None, "5", False, -1, 10**400)),
        *(json.dumps(SAVED | {"keep": keep}) for keep in (None, "x", {}, [1], ["("])),
        *(json.dumps(SAVED | {"counts": counts}) for counts in (None, 5, [], {})),
        json.dumps({name: value for name, value in SAVED.items() if name != "texts"}),
        json.dumps(SAVED | {"more": 1}),
    ],
    ids=lambda content: content[:60],
)
def test_what_is_no_site_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.json").write_text(content)
    with pytest.raises(BadFile, match=r"bad\.json"):
        SiteLines.load(tmp_path / "bad.json")


def test_what_is_no_text_is_no_site(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_bytes(b"\xff\x00")
    with pytest.raises(BadFile, match=r"bad\.json"):
        SiteLines.load(tmp_path / "bad.json")


def test_a_site_that_was_never_taught_can_be_saved(tmp_path: Path) -> None:
    SiteLines().save(tmp_path / "site.json")
    assert SiteLines.load(tmp_path / "site.json") == SiteLines()


def test_a_file_without_end_is_no_site_lines() -> None:
    with pytest.raises(BadFile, match="more than 32 MB"):
        SiteLines.load("/dev/zero")


def test_counts_that_unpack_to_too_much_are_not_unpacked(tmp_path: Path) -> None:
    bomb = zlib.compressobj()
    data = b"".join(bomb.compress(bytes(1 << 20)) for _ in range(200)) + bomb.flush()
    (tmp_path / "bomb.json").write_text(json.dumps(SAVED | {"counts": b64encode(data).decode()}))
    tracemalloc.start()
    with pytest.raises(BadFile, match=r"bomb\.json"):
        SiteLines.load(tmp_path / "bomb.json")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 10 << 20


def test_in_a_pipeline_the_result_is_stable() -> None:
    pages = texts(BOX, at=4)
    pipeline = Pipeline(*DEFAULT, SiteLines.learn(map(DEFAULT, pages)))
    for page in pages:
        once = pipeline(page)
        assert BOX not in once
        assert pipeline(once) == once
        assert pipeline.explain(page).text == once


LINES = st.lists(
    st.sampled_from(
        ["", " ", BOX, ABOUT, *WEATHER, "Why it matters to us all", "Two words",
         "\ud800 lone one here",
         "One two three", "Four five six", "\x00 nul in here"]
    ),
    max_size=12,
)  # fmt: skip


@given(st.lists(LINES, max_size=12), LINES)
def test_idempotent_and_explained(learned: list[list[str]], lines: list[str]) -> None:
    site = SiteLines.learn(["\n".join(text) for text in learned], minimum=2)
    text = "\n".join(lines)
    once = site(text)
    assert site(once) == once
    assert splice(text, site.changes(text)) == once
    assert not site.changes(once)


@given(LINES, LINES)
def test_known_lines_are_removed_for_good(known: list[str], lines: list[str]) -> None:
    cleaner = RemoveLines(line_keys("\n".join(known)))
    once = cleaner("\n".join(lines))
    assert cleaner(once) == once


def test_keys_do_what_the_cleaner_does() -> None:
    """A job decides from keys alone; it must decide as the cleaner that has the text."""
    pages = texts(BOX) + texts("Why it matters to us all", at=2)
    counts = LineCounts()
    for page in pages:
        counts.add(line_keys(page))
    site = SiteLines.learn(pages)
    for page in pages:
        lines, prose = line_keys(page), prose_keys(page)
        keys = site_keys(lines, prose, counts.repeated(lines + prose, site.threshold))
        assert RemoveLines(keys)(page) == site(page)


@pytest.mark.parametrize(
    "unit",
    [f"{BOX}\n", "\n", "\r", " ", "a" * 50, "one two three\n", "A" * 41 + "\n", "(((\n"],
)
def test_hostile_texts_take_linear_time(unit: str) -> None:
    assert growth(SiteLines.learn(texts(BOX)), lambda n: unit * (n // len(unit))) <= MOST


def test_a_saved_site_is_json(tmp_path: Path) -> None:
    SiteLines.learn(texts(BOX)).save(tmp_path / "site.json")
    assert json.loads((tmp_path / "site.json").read_text())["texts"] == 5


BEACON = "Get the Daily Beacon newsletter in your inbox every morning."


def flat(k: int, *more: str, before: str = "") -> str:
    """An article that has lost its line breaks, with more at its end."""
    said = [
        f"In town {k} the council met on the {k}th day and spoke at length about bridge {k}.",
        f"Nobody of the {k + 20} who came had read plan {k} for the square, they said.",
        f"A decision on all {k + 3} roads is due after summer {k}, the mayor of the town told.",
    ]
    return " ".join([*filter(None, [before]), *said, *more])


def test_pieces_of_long_lines_go_at_the_end_and_at_the_beginning() -> None:
    for pages in (
        [flat(k, BEACON) for k in range(5)],
        [flat(k, before="Get the Daily Beacon newsletter in your inbox |") for k in range(5)],
    ):
        site = SiteLines.learn(pages)
        assert [site(page) for page in pages] == [flat(k) for k in range(5)]
        assert {change.reason for change in site.changes(pages[0])} == {"site-line"}


def test_a_piece_counts_as_the_line_that_it_is_elsewhere() -> None:
    site = SiteLines.learn([flat(k, BEACON) for k in range(2)] + texts(BEACON, n=3))
    assert site.count(BEACON) == 5
    assert site(flat(1, BEACON)) == flat(1)
    assert BEACON not in site(texts(BEACON, n=3)[0])


def test_what_looks_like_junk_goes_at_half_the_count() -> None:
    pages = [flat(k) for k in range(20)]
    for n, junk_stays, plain_stays in ((1, True, True), (2, False, True), (4, False, False)):
        for piece, stays in ((BEACON, junk_stays), (ABOUT, plain_stays)):
            learned = [flat(k, piece) for k in range(n)]
            found = SiteLines.learn([*learned, *pages[n:]])(flat(50, piece))
            assert (piece in found) == stays, (n, piece)


@pytest.mark.parametrize(
    "piece",
    [
        "“We shall see what comes of it,” she said.",
        "Read more.",
        "The council of the old town had met there on each of the days before the great storm.",
    ],
    ids=["a quote", "two words", "prose"],
)
def test_in_the_middle_of_a_line_prose_and_quotes_stay(piece: str) -> None:
    pages = [f"{flat(k)} {piece} {flat(k + 100)}" for k in range(6)]
    site = SiteLines.learn(pages)
    assert [site(page) for page in pages] == pages


def test_an_article_s_last_sentence_stays_where_it_reads_like_prose() -> None:
    told = "The harbour master has kept the lighthouse since his father left the island."
    pages = [flat(k, told) for k in range(6)]
    site = SiteLines.learn(pages)
    assert [site(page) for page in pages] == pages


def test_inside_a_quotation_a_piece_stays() -> None:
    pages = [f"{flat(k)} She read out: “Dear friend {k}. {BEACON} Yours.” {flat(k + 100)}"
             for k in range(6)]  # fmt: skip
    site = SiteLines.learn(pages)
    assert [site(page) for page in pages] == pages


def test_a_quotation_that_has_ended_protects_nothing() -> None:
    for said in ('"Nobody came," she said.', "»Niemand kam«, sagte sie.", "„Niemand kam“, hieß es.",
                 "« Personne », dit-elle.", "Read it in «The Beacon»."):  # fmt: skip
        pages = [flat(k, said, BEACON) for k in range(5)]
        assert BEACON not in SiteLines.learn(pages)(pages[0])


def test_the_beginning_of_an_article_stays() -> None:
    pages = [flat(k, before="The bridge over the old river was closed again.") for k in range(9)]
    site = SiteLines.learn(pages)
    assert [site(page) for page in pages] == pages


def test_copies_without_line_breaks_stay_whole() -> None:
    copies = [flat(1, f"Correction number {k} of many.") for k in range(6)]
    site = SiteLines.learn(copies)
    assert [site(text) for text in copies] == copies


def test_what_is_to_be_kept_stays_inside_lines() -> None:
    pages = [flat(k, BEACON) for k in range(5)]
    assert SiteLines.learn(pages, keep=["Daily Beacon"])(pages[0]) == pages[0]


PIECES = st.lists(
    st.sampled_from(
        [BEACON, ABOUT, "Share", "“Quoted,” he said.", "One two three.", "Read more here now |",
         "Rain fell on the coast all night, and nobody came to the harbour until noon that day.",
         "\n", "\t|", "[Photo by Jo Miller]"]
    ),
    max_size=10,
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(PIECES, max_size=8), PIECES)
def test_pieces_idempotent_and_explained(learned: list[list[str]], pieces: list[str]) -> None:
    site = SiteLines.learn([" ".join(text) for text in learned], minimum=2)
    text = " ".join(pieces)
    once = site(text)
    assert site(once) == once
    assert splice(text, site.changes(text)) == once
    known = RemoveLines(b"".join(line_keys(" ".join(text)) for text in learned))
    assert known(known(text)) == known(text)
    assert SiteLines.learn([text] * 2) == SiteLines.learn([text]) + SiteLines.learn([text])


def test_keys_do_what_the_cleaner_does_inside_lines() -> None:
    pages = [flat(k, BEACON) for k in range(2)] + [flat(k) for k in range(2, 9)]
    counts = LineCounts()
    for page in pages:
        counts.add(line_keys(page))
    site = SiteLines.learn(pages)
    for page in pages:
        lines, prose = line_keys(page), prose_keys(page)
        keys = site_keys(lines, prose, counts.repeated(lines + prose, site.threshold))
        assert RemoveLines(keys)(page) == site(page)
    assert site(pages[0]) == flat(0)


@pytest.mark.parametrize(
    "unit", [f"{BEACON} ", "Rain fell. ", f"“{BEACON} ", "| Share | ", "end ofTop Stories "]
)
def test_hostile_long_lines_take_linear_time(unit: str) -> None:
    site = SiteLines.learn([flat(k, BEACON) for k in range(5)])
    assert growth(site, lambda n: flat(1) + unit * (n // len(unit)) + BEACON) <= MOST
