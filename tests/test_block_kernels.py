"""The kernels of blocks: compiled and pure measure the same, on made-up and on real texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk.cleaners.boilerplate import line_context, line_features, line_model
from copydesk.cleaners.boilerplate.lines import function_words
from tests.awkward import needs_data
from tests.quality import corpus
from tests.test_kernels import TEXTS, both, needs_kernels

WEIGHTS = {"share": -1.75, "rain": 2.5, "é": 0.1, "fell": 0.2, "a": -9, "日本": 0.3, "ff": 1.0}

BLOCKS = st.lists(
    st.lists(
        st.sampled_from(
            ["Share", "this:", "RAIN", "fell", "the", "on", "[a [b](c)", '![x](y "z")', "• ",
             "> *", "|", "©", "→ ", "1999", "12", "٣²", "ǅ", "ǅa", "aǅ", "Ⅷ", "ⅷ", "ª", "É",
             "ß", "İ", "Σ", ".", "”", "…", "؟", "।", "_", "'", "«", ",", "、", "，", ":", "\x1c",
             "\xa0", "\u2028", "日本", "ความ", "한글", "\ud800", "😀", "fi", "x" * 41,
             "a " * 30, "лес", "Ёж", ""]
        ),
        max_size=8,
    ).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda glue: glue.join(parts)))
    | TEXTS,
    max_size=12,
)  # fmt: skip

Beside: TypeAlias = tuple[float, int, float, int]
BESIDE = st.tuples(
    st.floats(-9, 9), st.integers(0, 60), st.floats(-60, 60) | st.just(-0.0), st.integers(0, 7)
)
"""Of a block its score, words, gain and wording."""
BESIDE_WIDTH = len(line_context.NAMES) - len(line_features.NAMES)


def measured(form: Callable[..., Any], texts: list[str], weights: dict[str, float]) -> list[object]:
    """All that one form measures of blocks."""
    made = form(texts, [len(text) % 3 == 0 for text in texts], weights, function_words())
    rows = [made.row(i) for i in reversed(range(len(texts)))]
    assert all(type(value) is float for row in rows for value in row)
    numbers = range(0, len(texts), 2)
    assert list(made.table(numbers)) == [value for i in numbers for value in made.row(i)]
    of_text = made.total, made.copied, made.short, made.in_sentences, made.unknown_script
    return [rows, made.words, made.sentences, made.whole, of_text]


@needs_kernels
@given(texts=BLOCKS)
def test_blocks_are_measured_alike(texts: list[str]) -> None:
    one, other = both("blocks", "Measures")
    assert measured(one, texts, WEIGHTS) == measured(other, texts, WEIGHTS)


@needs_kernels
@needs_data
def test_blocks_are_measured_alike_in_real_texts() -> None:
    one, other = both("blocks", "Measures")
    weights = dict(line_model.load().words)
    for page in corpus.pages("dev", None)[::2]:
        texts = page["text"].split("\n")
        assert measured(one, texts, weights) == measured(other, texts, weights)


@needs_kernels
def test_each_character_is_measured_alike() -> None:
    """By itself, behind a word, and in front of one."""
    one, other = both("blocks", "Measures")
    for code in (*range(0x2200), *range(0x2200, 0x110000, 97)):
        texts = [chr(code), f"It fell{chr(code)}", f"{chr(code)}fell A1{chr(code)}b"]
        assert measured(one, texts, WEIGHTS) == measured(other, texts, WEIGHTS), hex(code)


@needs_kernels
@pytest.mark.parametrize("function", ["ends_sentence", "is_foreign", "word_count"])
@given(texts=BLOCKS)
def test_ends_and_words_are_told_alike(function: str, texts: list[str]) -> None:
    one, other = both("blocks", function)
    for text in (*texts, " ".join(texts)):
        assert one(text) == other(text)
        assert type(one(text)) is type(other(text))


def looks(texts: list[str]) -> None:
    """Both forms see the same in texts, or nothing in those that say nothing."""
    one, other = both("looks", "look")
    for text in filter(str.strip, texts):
        for more in (0, 3000):
            said = text, len(text) + more, len(text) // 2, function_words()
            assert one(*said) == other(*said)


@needs_kernels
@given(texts=BLOCKS)
def test_blocks_of_a_page_look_alike(texts: list[str]) -> None:
    looks([*texts, " ".join(texts), "http".join(texts), ". ".join(texts), ", ? ".join(texts)])


@needs_kernels
@needs_data
def test_blocks_of_real_pages_look_alike() -> None:
    for page in corpus.pages("dev", None)[::2]:
        looks(page["text"].split("\n"))


@needs_kernels
def test_each_character_looks_alike() -> None:
    codes = (*range(0x3100), *range(0x3100, 0x110000, 97))
    looks([f"{chr(code)} a{chr(code)}" for code in codes])
    with pytest.raises(ZeroDivisionError):
        both("looks", "look")[1](" ", 0, 0, function_words())


@needs_kernels
def test_there_is_no_row_of_a_block_that_is_not_there() -> None:
    for form in both("blocks", "Measures"):
        with pytest.raises(IndexError):
            form(["Rain"], [False], WEIGHTS, function_words()).row(1)


@needs_kernels
@given(blocks=st.lists(BESIDE, max_size=60), data=st.data())
def test_blocks_are_seen_beside_others_alike(blocks: list[Beside], data: st.DataObject) -> None:
    one, other = both("context", "context")
    n = len(blocks)
    start = data.draw(st.integers(0, n))
    run = start, data.draw(st.integers(start, n))
    asked = [i for i in range(n) if data.draw(st.booleans())]
    own = [float(i * k) for i in asked for k in (1, 3)]
    columns = [list(column) for column in zip(*blocks, strict=True)] or [[], [], [], []]
    found = [form(own, asked, *columns, run, n > 9) for form in (one, other)]
    assert list(found[0]) == list(found[1])
    assert len(found[0]) == len(asked) * (2 + BESIDE_WIDTH)
