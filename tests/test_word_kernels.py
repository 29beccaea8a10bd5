"""The kernels of words: compiled and pure agree, whatever the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from copydesk._kernels import form
from copydesk._models.vocabulary import vocabulary
from copydesk._text import data
from copydesk.cleaners.words.cleaner import findings_of
from copydesk.cleaners.words.glue import Evidence
from copydesk.cleaners.words.mending import ORDINARY
from copydesk.cleaners.words.text_words import TextWords
from tests.awkward import needs_data
from tests.quality import corpus
from tests.test_kernels import TEXTS, both, needs_kernels

LINES = data.path("languages/en/words.txt").read_bytes()
WITHOUT = ["the", "ukraine"]
LISTS = vocabulary("en").settling._replace(never=frozenset(["ofthe"]), names=frozenset(["fogguk"]))
GLUE = vocabulary("en").glue
WITHOUT_MODEL = LISTS._replace(glue=lambda: None, beside=frozenset(["of", "th"]))
"""A language that has no model of glued words."""
CHUNKS = st.lists(
    st.sampled_from(
        (
            "the The “Rain”, U.S. don’t UNin 20268:29 $9)47 $9$47 here– —The — – ... 1,000 5% café "
            "CAFÉ İstanbul ΣΟΦΟΣ ß ﬁne x\u0301 harbour’s 'tis (2019) 日本語 ukraine "
            "UKRAINE \u2003 \x1c a\x85b ’’ “ ¼ ① Fogg. rainfell ofthe intothe fogguk fogguks NATOs "
            "theTheriot Theriot, ofTheriot oftheriot ªfog ǅfog ŉfog Kelvinn zzyx"
        ).split(" ")
    ),
    max_size=12,
)


BLANKS = st.text(
    st.sampled_from(" .,;:!?'’\"”“‘(%_\t\n\u2003AITshfflistrend0123é²½ªǅ\ud800"), max_size=14
)


@pytest.fixture(scope="module", autouse=True)
def read_word_lists() -> None:
    """Once, before anything is timed."""
    if form() == "compiled":
        word_lists()


def seen(chunks: Any, asked: list[str]) -> tuple[Any, ...]:
    """All that the chunks of a text tell."""
    said = [(chunks.says(word), chunks.times(word)) for word in asked]
    first = [chunks.before(word) for word in asked if chunks.times(word)]
    first += [chunks.after(word) for word in asked]
    first += [chunks.said(word) for word in asked]
    first += [chunks.recurs(word) for word in [*chunks.unknown, *asked[:4]]]
    first += [chunks.splits(word.lower(), True, False, True, GLUE) for word in asked[:9]]
    return chunks.count, chunks.distinct, chunks.unknown, chunks.unsettled(LISTS), said, first


def asked_of(text: str) -> list[str]:
    chunks = text.split()[:40]
    return [*chunks, *(chunk.lower().strip(".,“”’—") for chunk in chunks), "rain", ""]


PIECES = st.sampled_from(
    (
        "The the of fog Fogg rain said ofthe U S a m n NASA VP PS RAV Mc é É İ \u212a 日 ² st th "
        "km in cup March May s t re ll 1 19 2019 1.3 30 , . ; : ! ? … ’ ' ’s 's “ ” \" ( ) [ ] $ "
        "£ % @ # • / // - – — -- * + ^ & _ foo() .com T-3 zzyx zzyx9"
    ).split(" ")
)
SHAPED = st.lists(st.lists(PIECES, min_size=1, max_size=6).map("".join), max_size=8)
"""Chunks of all shapes: joints, initials, units, labels, possessives, names of code."""


@needs_kernels
@given(chunks=SHAPED)
def test_settled_chunks_are_told_alike(chunks: list[str]) -> None:
    (slow, fast), known, text = both("tokens", "Chunks"), word_lists(), " ".join(chunks)
    for lists in (LISTS, WITHOUT_MODEL):
        assert fast(text, known[0]).unsettled(lists) == slow(text, known[1]).unsettled(lists)


@given(chunks=SHAPED)
def test_what_is_settled_has_no_space_to_find(chunks: list[str]) -> None:
    for language in ("en", "fr", "de"):
        has_none_to_find(" ".join(chunks), language)


@needs_data
def test_what_is_settled_has_no_space_to_find_in_real_texts() -> None:
    for text in islice(gold(), 40):
        has_none_to_find(text, "en")


def has_none_to_find(text: str, language: str) -> None:
    """No rule and no model finds a lost space in a chunk that is settled."""
    known = vocabulary(language)
    words = TextWords(text, known)
    evidence = Evidence(words, known)
    for chunk in words.unknown.keys() - set(words.unsettled()):
        assert not findings_of(chunk, evidence)


PARTS = "the rain fell on in a i isa ofthe fogg zzyx ukraine which it's he's 's harbour cos me éa"


@needs_kernels
@given(
    parts=st.lists(st.sampled_from(PARTS.split()), max_size=6),
    cut=st.integers(0, 3),
    capital=st.booleans(),
    pairs=st.dictionaries(st.sampled_from(["rain_fell", "fogg_zzyx", "on_the"]), st.just(4.2)),
)
@example(parts=["fogg"] * 20, cut=0, capital=False, pairs={})
@example(parts=["rain", "'s", "'s"], cut=0, capital=False, pairs={})
def test_words_fall_into_the_same_parts(
    parts: list[str], cut: int, capital: bool, pairs: dict[str, float]
) -> None:
    (slow, fast), known, coined = both("tokens", "best_split"), word_lists(), {"fogg", "zzyxon"}
    word = "".join(parts)[cut:]
    for lists in ((known[0], known[1]), (known[1], known[1])):
        split = fast(word, capital, lists[0], coined, pairs)
        assert split == slow(word, capital, lists[1], coined, pairs)


@needs_kernels
@given(text=TEXTS, chunks=CHUNKS, gap=st.sampled_from([" ", "\n", ""]))
@example(text="", chunks=[" "], gap="")
def test_chunks_are_read_alike(text: str, chunks: list[str], gap: str) -> None:
    text += gap.join(chunks)
    (slow, fast), known = both("tokens", "Chunks"), word_lists()
    assert seen(fast(text, known[0]), asked_of(text)) == seen(slow(text, known[1]), asked_of(text))
    assert seen(fast(text, known[1]), asked_of(text)) == seen(slow(text, known[1]), asked_of(text))
    slow, fast = both("tokens", "tally")
    assert fast(text.split(), known[0]) == slow(text.split(), known[1])
    assert list(fast(text.split(), known[1])) == list(slow(text.split(), known[1]))
    for most in (1, 3, 160):
        assert_alike("sample", text, most)


@needs_kernels
@needs_data
def test_chunks_are_read_alike_in_real_texts() -> None:
    (slow, fast), known = both("tokens", "Chunks"), word_lists()
    for text in gold():
        one, other = fast(text, known[0]), slow(text, known[1])
        assert seen(one, asked_of(text)) == seen(other, asked_of(text))
        assert_alike("sample", text, 160)


@needs_kernels
@given(parts=st.lists(BLANKS | st.sampled_from(["the off ", " n't ", ".2In", "\nT he", " , "])))
@example(parts=["(  .", "a   ."])
def test_stray_blanks_are_found_alike(parts: list[str]) -> None:
    slow, fast = both("blanks", "stray_blanks")
    assert fast("".join(parts), ("off", "aff")) == slow("".join(parts), ("off", "aff"))


@needs_kernels
@needs_data
def test_stray_blanks_are_found_alike_in_real_texts() -> None:
    slow, fast = both("blanks", "stray_blanks")
    for page in corpus.pages("dev", None):
        assert fast(page["text"], ORDINARY) == slow(page["text"], ORDINARY)


@needs_kernels
def test_word_lists_are_alike() -> None:
    fast, slow = word_lists()
    assert len(fast) == len(slow)
    assert dict(fast.items()) == slow
    assert set(fast) == set(slow)
    for word in ("rain", "café", "the", "", "x" * 500, "zzqx"):
        assert (word in fast, fast.get(word), fast.get(word, 1.5)) == (
            word in slow, slow.get(word), slow.get(word, 1.5),
        )  # fmt: skip


@needs_kernels
@given(st.characters())
def test_small_letters_are_alike(letter: str) -> None:
    """Every character, alone and beside others, as a word of its own."""
    text = f"{letter} {letter}a A{letter} “A{letter}b”, {letter * 3}"
    (slow, fast), known = both("tokens", "Chunks"), word_lists()
    assert seen(fast(text, known[0]), asked_of(text)) == seen(slow(text, known[1]), asked_of(text))


@cache
def word_lists() -> tuple[Any, Any]:
    """The list as the kernel has it, and as the reference has it."""
    slow, fast = both("tokens", "words")
    return fast(LINES, WITHOUT), slow(LINES, WITHOUT)


def assert_alike(name: str, *arguments: Any) -> None:
    slow, fast = both("tokens", name)
    assert fast(*arguments) == slow(*arguments)


def gold() -> Iterator[str]:
    for number, page in enumerate(corpus.pages("dev", "full")):
        if number % 3 == 0:
            yield page["gold"]
