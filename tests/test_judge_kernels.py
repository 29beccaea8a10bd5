"""The judge's kernels: compiled and pure agree; what is looked up leaves nothing out."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk._kernels.ends import Read
from copydesk._models import lexical
from copydesk._text import data
from copydesk._text import segments as segment_parts
from copydesk._text.patterns import may_be_eastern
from copydesk._text.segments import split
from copydesk.cleaners.clutter import frames, measures
from copydesk.cleaners.clutter.measures import WORDS
from tests.awkward import needs_data
from tests.quality import corpus
from tests.test_kernels import TEXTS, both, needs_kernels

NEEDS = [frame[3] for frame in data.parsed(frames.FILE)["frames"]]
WEIGHTS = data.parsed(WORDS)["weights"]
PIECES = sorted({piece for some in NEEDS for pieces in some.values() for piece in pieces})
SAID = st.lists(st.sampled_from([*PIECES, "x", "é", "०", "_", "\0"]), max_size=6)


@cache
def articles() -> list[str]:
    """Articles of many sites."""
    found: list[str] = []
    for path in sorted((corpus.folder() / "wild/articles").glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            found += [json.loads(line)["text"] for i, line in enumerate(file) if i % 400 == 7]
    return found


@cache
def segments() -> list[str]:
    """Segments of articles, in small letters."""
    return [text[s.start : s.end].lower() for text in articles() for s in split(text)]


@needs_kernels
@given(texts=st.lists(TEXTS, max_size=2), parts=SAID, glue=st.sampled_from(["", " ", ".", "ä"]))
def test_pieces_are_found_alike(texts: list[str], parts: list[str], glue: str) -> None:
    one, other = (form(NEEDS) for form in both("pieces", "Pieces"))
    texts.append(glue.join(parts))
    assert one.called(texts) == other.called(texts)


@needs_kernels
@needs_data
def test_pieces_are_found_alike_in_real_texts() -> None:
    one, other = (form(NEEDS) for form in both("pieces", "Pieces"))
    assert one.called(segments()) == other.called(segments())


@needs_data
def test_each_frame_that_is_found_is_called() -> None:
    shipped, pieces = frames.shipped()
    texts = segments()[::20]
    for text, numbers in zip(texts, pieces.called(texts), strict=True):
        assert {i for i, frame in enumerate(shipped) if frame.is_found(text, text)} <= set(numbers)


LEAVES = st.integers(-3000, 3000) | st.floats(-9, 9)
SPLITS = st.tuples(st.integers(0, 4), st.integers(-9, 9) | st.floats(-9, 9))
FOREST = st.lists(
    st.recursive(LEAVES, lambda t: st.tuples(SPLITS, t, t).map(lambda x: [*x[0], *x[1:]])),
    max_size=45,
)
ROW = st.lists(st.integers(-9, 9) | st.floats(-9, 9), min_size=5, max_size=5)


@needs_kernels
@given(bias=LEAVES, trees=FOREST, row=ROW, settled=st.sampled_from([1.0, 2000.0, float("inf")]))
def test_trees_are_summed_alike(
    bias: float, trees: list[Any], row: list[float], settled: float
) -> None:
    one, other = (form(bias, trees) for form in both("trees", "Trees"))
    assert one.score(row, settled) == other.score(row, settled)
    assert one.scores(row * 3, len(row), settled) == [one.score(row, settled)] * 3
    assert other.scores(row * 3, len(row), settled) == [one.score(row, settled)] * 3


TOKENS = st.lists(
    st.sampled_from(
        ["http://", "https://a", "www.", "www.x", "pic.twitter", "a@b.c", "a+b-c@d.fg", "@", "#x1",
         ".", "...", "!", "?:", "…", " ", "\n", "\t", "\xa0", "©", "|", "»", "·", "é", "Éa", "ABC",
         "日本", "。", "1999", "2024", "12k", "²", "٣", "x" * 70 + "@y.z", "’", "_", "-", "ß", "İ",
         "ǅ", "ª", "\ud800", "😀", "subscribe", "newsletter", "Rights", "to", "our"]
    ),
    max_size=9,
)  # fmt: skip


@needs_kernels
@given(parts=TOKENS, glue=st.sampled_from(["", " "]))
def test_words_are_read_alike(parts: list[str], glue: str) -> None:
    text = glue.join(parts)
    read, again = both("lexical", "read")
    assert read(text) == again(text)
    one, other = (form(WEIGHTS) for form in both("lexical", "Weights"))
    assert one.found(*read(text)) == other.found(*read(text))
    assert one.read(text) == other.read(text)
    assert one.score(text) == other.score(text)


@needs_kernels
@needs_data
def test_words_are_read_alike_in_real_texts() -> None:
    (read, again), weights = both("lexical", "read"), both("lexical", "Weights")
    one, other = (form(WEIGHTS) for form in weights)
    for segment in [*segments(), *articles()]:
        assert again(segment) == read(segment)
        assert one.read(segment) == other.read(segment)
        assert one.score(segment) == other.score(segment)


BORDERS = ("!.", "*-", "#", ["Al", "Rea"], "ART", "abc.A")


@needs_kernels
@given(
    text=st.text(st.sampled_from("!.*-# \t\xa0\nAlReaTabcz0٣hhttp)日\ud800😀"), max_size=30),
    start=st.integers(0, 9),
    end=st.integers(0, 30),
)
def test_places_of_borders_are_found_alike(text: str, start: int, end: int) -> None:
    one, other = (form(*BORDERS) for form in both("borders", "Borders"))
    start, end = min(start, len(text)), min(end, len(text))
    assert one.places(text, start, end) == other.places(text, start, end)


GLUED = st.text(st.sampled_from('AÉЖaéж09%).!?…"”’»(“‘«[,|\t--— \n日\ud800😀BCdefg'), max_size=30)


@needs_kernels
@given(text=GLUED, most=st.integers(0, 9))
def test_words_that_ran_together_are_counted_alike(text: str, most: int) -> None:
    one, other = run_together()
    assert one.times(text, most) == other.times(text, most)


@cache
def run_together() -> tuple[Any, Any]:
    """Both forms, of which the making takes longer than the counting."""
    classes = segment_parts._UP, segment_parts._LOW, segment_parts._SYMBOLS, segment_parts._RUNS
    one, other = (form(*classes) for form in both("borders", "RunTogether"))
    return one, other


@needs_kernels
@needs_data
@pytest.mark.parametrize("eastern", [False, True])
def test_no_border_is_passed_over(eastern: bool) -> None:
    """The places that are looked at are all where the expression finds something; that for texts
    without letters of Asia finds in them what the other does."""
    for path in sorted((corpus.folder() / "wild/articles").glob("*.gz"))[:9]:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            texts = [json.loads(line)["text"] for line in islice(file, 9)]
        text = " ".join(text for text in texts if eastern or not may_be_eastern(text))
        forms = [form(segment_parts._rules(eastern)) for form in both("segments", "Splitter")]
        for dated in (False, True):
            pattern = segment_parts._borders(dated, eastern=True)
            found = [m.span() for m in pattern.finditer(text)]
            for form in forms:
                borders = form.borders(text, 0, len(text), dated)
                assert [(start, end) for _, start, end in borders] == found


CUTS = st.lists(
    st.sampled_from(
        ["Rain fell", "he said", ". ", "! ", "?” ", "…", "...", "।", "。", " ", "  ", "\xa0", "\t",
         "\n", "\r", "Mr", "p.m", "U.S", "iPhone", "Mc", "Donald", "NATOThe", "Share Facebook",
         "5 May 2020", "on ", "May 5, 2020 at 10:30 AM", "2020-05-03", "٢٠٢٠", "http://a.b", "#a",
         "pic.twitter", "www.x.y", "(", ")", "[", "]", "“", "”", "|", "•", "col·legi", "L·L",
         "----", "Read also", "Read more:", "Updated", "By", "©", "ऀ", "É", "日", "5", "\ud800",
         "Related Articles", "😀", "»", "«", " » "]
    ),
    max_size=9,
)  # fmt: skip


@needs_kernels
@given(parts=CUTS, glue=st.sampled_from(["", " ", ". "]))
def test_texts_are_split_alike(parts: list[str], glue: str) -> None:
    one, other = (form(segment_parts._rules(eastern=True)) for form in both("segments", "Splitter"))
    text = glue.join(parts)
    assert one.split(text) == other.split(text)
    for dated in (False, True):
        found = one.borders(text, 0, len(text), dated)
        assert found == other.borders(text, 0, len(text), dated)


@needs_kernels
@needs_data
def test_texts_are_split_alike_in_real_texts() -> None:
    one, other = (form(segment_parts._rules(eastern=True)) for form in both("segments", "Splitter"))
    for text in articles():
        assert one.split(text) == other.split(text)


TOLD = (["share", "via:", "é", "#"], ["@", " | ", "[…]", "http"])


@needs_kernels
@given(
    parts=st.lists(
        st.sampled_from(
            [*TOLD[0], *TOLD[1], "SHARE", "É", " ", "\n", "\u2028", "İ", "Σ", "ǅ", "|", "HTTP", "s"]
        ),
        max_size=9,
    )
)
def test_telling_words_are_found_alike(parts: list[str]) -> None:
    one, other = (form(*TOLD) for form in both("telling", "Telling"))
    text = "".join(parts)
    assert one.places(text) == other.places(text)
    for around in (1, 5, 250):
        assert one.sentences(text, around) == other.sentences(text, around)


@needs_kernels
@needs_data
def test_telling_words_are_found_alike_in_real_texts() -> None:
    words = [word for word in data.lines("clutter/gate.txt") if word != "#"]
    one, other = (form(words, TOLD[1]) for form in both("telling", "Telling"))
    text = " ".join(segments())
    assert one.places(text) == other.places(text)


def rows(form: Callable[..., Any], text: str) -> tuple[object, ...]:
    """All that one form measures of a text."""
    bounds, lexicon = split(text), lexical.load(WORDS)
    pieces = measures.pieces([text[b.start : b.end] for b in bounds], lexicon)
    made = form(pieces, bounds, measures.groups(), lexicon.bias, len(frames.AGAINST), 5)
    marks = [made.row(i) for i in range(len(pieces))]
    return marks, made.long_words, dict(made.said_in)


SENTENCES = (
    "Rain fell on the coast all night - said Ann Miller, 41, of “Harbour News”.", "Follow us!",
    "He signed up for a newsletter on tides, and read the newsletter on the bridge all night.",
    "Newsletters: subscribe here", "https://a.example/b @ann #tide", "Subscribers subscribe again.",
    "READ MORE", "“", "—|–", "ǅ", "1999", "日本。",
    "We follow the newsletter, as subscribers do now.",
)  # fmt: skip


@needs_kernels
@given(parts=st.lists(st.sampled_from(SENTENCES), max_size=9), glue=st.sampled_from(["\n", " "]))
def test_rows_are_measured_alike(parts: list[str], glue: str) -> None:
    one, other = both("rows", "Rows")
    assert rows(one, glue.join(parts)) == rows(other, glue.join(parts))


@needs_kernels
@needs_data
def test_rows_are_measured_alike_in_real_texts() -> None:
    one, other = both("rows", "Rows")
    for text in articles()[::4]:
        assert rows(one, text) == rows(other, text)


@needs_kernels
@given(text=TEXTS | st.lists(st.sampled_from(SENTENCES), max_size=2).map("".join))
def test_ends_are_marked_alike(text: str) -> None:
    one, other = both("rows", "end_mark")
    assert one(text) == other(text)


def beyond(form: Callable[..., Any], text: str) -> list[Any]:
    """All that one form measures of what stands beyond the places of a text."""
    bounds, kinds = split(text), [i % 6 - 1 for i in range(len(frames.groups()))]
    read = measures.Measures(text, bounds)
    table, lex = read.rows(), [19 * piece.lex for piece in read.pieces]
    some = Read(
        read.pieces, bounds, read.long_words, dict(read.said_in), read.lines, kinds,
        len(frames.AGAINST),
    )  # fmt: skip
    return [form(some, table, lex, tail) for tail in (True, False)]


@needs_kernels
@given(parts=st.lists(st.sampled_from(SENTENCES), max_size=9), glue=st.sampled_from(["\n", " "]))
def test_ends_are_measured_alike(parts: list[str], glue: str) -> None:
    one, other = both("ends", "beyond")
    assert beyond(one, glue.join(parts)) == beyond(other, glue.join(parts))


@needs_kernels
@needs_data
def test_ends_are_measured_alike_in_real_texts() -> None:
    one, other = both("ends", "beyond")
    for text in articles()[::4]:
        assert beyond(one, text) == beyond(other, text)
