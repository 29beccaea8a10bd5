"""Glued words are split where it is sure; everything else stays as it is."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copydesk._text.edits import splice
from copydesk.cleaners.words import SplitGluedWords, mend_words, split_glued_words
from tests.awkward import needs_data
from tests.growth import MOST, growth
from tests.quality.area_words import SENTENCE, hard_tokens
from tests.quality.glue import Glued, glue, score

CASES = Path(__file__).parent / "cases"
SEED = Path(__file__).parents[1] / "seeds" / "000_bea3a5beceb944b2.txt"
HARD = hard_tokens()
PROSE = "It was the first time that the people of the town had been told of it by the mayor. "


def cases(name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads((CASES / name).read_text("utf-8"))
    return found


@pytest.mark.parametrize(
    "case", cases("words.json") + cases("words_negative.json"), ids=lambda case: case["why"]
)
def test_case(case: dict[str, str]) -> None:
    assert split_glued_words(case["in"]) == case["out"]


@pytest.mark.parametrize(
    "case", cases("mending.json") + cases("mending_negative.json"), ids=lambda case: case["why"]
)
def test_mending_case(case: dict[str, str]) -> None:
    assert mend_words(case["in"]) == case["out"]


def test_seed() -> None:
    text = SEED.read_text("utf-8")
    repairs = {"Russiait’s": "Russia it’s", "Ukrainede": "Ukraine de", "Ukrainewh": "Ukraine wh"}
    wanted = text
    for glued, words in repairs.items():
        wanted = wanted.replace(glued, words)
    assert wanted != text
    assert split_glued_words(text) == wanted


@pytest.mark.parametrize("kind", HARD)
def test_hard_tokens_stay(kind: str) -> None:
    """All tokens of a kind, so that a failure lists those that are split, and how."""
    texts = {t: SENTENCE.format(t) for t in HARD[kind]}
    cleaned = {token: split_glued_words(text) for token, text in texts.items()}
    assert {token: text for token, text in cleaned.items() if token not in text} == {}


def test_changes_only_insert_spaces_and_name_reasons() -> None:
    text = PROSE + "They were not done with the talks.Then they saw Ukrainewhich had been at war."
    changes = split_glued_words.changes(text)
    assert [(c.start == c.end, c.after, c.reason) for c in changes] == [
        (True, " ", "glued-sentences"),
        (True, " ", "glued-words"),
    ]
    assert splice(text, changes) == split_glued_words(text)


def test_extra_words_are_never_split() -> None:
    text = PROSE + "They had all been to Ukrainewhich before the war."
    assert split_glued_words(text) != text
    assert SplitGluedWords(frozenset({"UkraineWhich"}))(text) == text


def test_a_badly_scraped_text_lowers_the_bar() -> None:
    alone = PROSE + "There was a oldplans it."
    among = alone + " They saw Ukrainewhich had been at war, and saidthat it was not over."
    assert "old plans" in split_glued_words(among)


def test_evidence_outlives_the_round_that_split_it() -> None:
    text = (
        PROSE
        + "They saw Ukrainewhich had been at war, and saidthat it was over.ADVERTISEMENTAnd so on."
    )
    assert "over. ADVERTISEMENT And so" in split_glued_words(text)


def test_a_name_beside_a_name_is_no_two_words() -> None:
    lost = "They saw Ukrainewhich had been at war, and saidthat it was over. "
    assert "Adjoa Theriot," in split_glued_words(PROSE + lost + "So did Adjoa Theriot, they said.")


@pytest.mark.parametrize("value", ["", " \n ", "\x00", "\ud800", "a", "…", "\u2028", "İstanbul ß"])
def test_any_text(value: str) -> None:
    assert split_glued_words(value) == value
    assert isinstance(split_glued_words(PROSE + value), str)


def test_each_stretch_speaks_its_language() -> None:
    german = (
        "Er sagte, dassdie Lage nicht besser sei, und das war auch allen klar, die dort waren. "
    )
    finnish = (
        "Hän sanoi ettätilanne ei ole parempi.Kaikki tiesivät sen hyvin, koska olivat siellä. "
    )
    text = "\n".join([PROSE + "It was not over.Then", german * 3, finnish * 3])
    wanted = text.replace("over.Then", "over. Then").replace("dassdie", "dass die")
    assert split_glued_words(text) == wanted


@pytest.mark.parametrize("lost", ["東京の KeePass は the OpenKey を", "ภาษาไทย saidMusk และ the"])
def test_scripts_without_blanks_stay(lost: str) -> None:
    assert split_glued_words(lost * 3) == lost * 3
    assert split_glued_words(PROSE + "saidMusk。東京").endswith("saidMusk。東京")


def test_value() -> None:
    assert SplitGluedWords(frozenset({"a"})) == SplitGluedWords(frozenset({"a"}))
    assert pickle.loads(pickle.dumps(split_glued_words)) == split_glued_words
    assert split_glued_words.__name__ == "split_glued_words"


PIECES = st.sampled_from(
    'the of Ukraine which said Musk March 20 2023 By ( ) . , : ; “ ” " ’s ! talks Then he '
    "(2019) A I theof wasnot tobe Share Tweet VPN industry - / @ # \n".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.just(" ") | st.text(max_size=3), max_size=60))
def test_idempotent_and_only_spaces_are_added(pieces: list[str]) -> None:
    text = PROSE + "".join(pieces)
    once = split_glued_words(text)
    assert split_glued_words(once) == once
    assert "".join(once.split()) == "".join(text.split())


BLANKS = st.sampled_from(
    "T he fi ff rst offi ce , . ( ) “ ” : ; 2 In 1990. A n I \n war.".split(" ")
)


@settings(max_examples=200, deadline=None)
@given(st.lists(BLANKS | st.just(" ") | st.text(max_size=3), max_size=60))
def test_mending_is_idempotent_and_takes_out_blanks_and_numbers(pieces: list[str]) -> None:
    text = PROSE + " ".join(pieces)
    once = mend_words(text)
    assert mend_words(once) == once
    kept = str.maketrans("", "", "0123456789")
    assert "".join(once.split()).translate(kept) == "".join(text.split()).translate(kept)


BLANK_RUNS = {
    "blanks": "a" + " " * 3000 + "b",
    "commas": "a ," * 3000,
    "open": "( a" * 2000,
    "quotes": "“ a" * 2000,
    "ligatures": "a fi " * 2000,
    "drop caps": "T\nhe\n" * 2000,
    "notes": "war.2In" * 1500,
}


@pytest.mark.parametrize("name", BLANK_RUNS)
def test_time_of_mending_grows_with_length(name: str) -> None:
    unit = PROSE + BLANK_RUNS[name] + " "
    assert growth(mend_words, lambda n: unit * (1 + n // len(unit)), 10_000) <= MOST


HOSTILE = {
    "one long word": "of" * 2000,
    "camel": "aB" * 2000,
    "glued": "ofthewhich " * 400,
    "chained": "tobeto " * 600,
    "stops": "a.B" * 1500,
    "brackets": "word(word" * 500,
    "quotes": '."' * 2000,
    "digits": "in2019" * 700,
    "distinct": " ".join(f"wordof{chr(97 + i % 26)}{i}the" for i in range(400)),
    "upper": "ABc" * 1500,
    "apostrophes": "it's" * 1000,
    "opening brackets": "word(2019" * 1500,
    "references": "[40]in" * 1500,
    "commas": "the,of" * 1500,
    "possessives": "user's" * 1500,
    "brands": "OpenAIsaid" * 800,
    "full stops": "u.s.The" * 1500,
    "things": "foo()the x.pyfor foo() x.py " * 300,
    "things that begin alike": " ".join(f"ab{i}c" for i in range(1500)),
    "straight quotes": 'a."The' * 1500,
    "another language": "sanottiin ettei kukaan tullut sinne yöllä " * 300,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_length(name: str) -> None:
    unit = PROSE * 4 + HOSTILE[name] + " "
    assert growth(split_glued_words, lambda n: unit * (1 + n // len(unit)), 10_000) <= MOST


@pytest.mark.parametrize("head", ["", "7/7", "7,7", "u00ca", "A0:0", "word(", "word.", "50%", "£9"])
def test_time_grows_with_the_length_of_a_word(head: str) -> None:
    assert growth(split_glued_words, lambda n: PROSE + head + "x" * n, 25_000) <= MOST


@needs_data
def test_idempotent_on_glued_pages() -> None:
    for pair in [*glue().linked()[::3], *glue().whole()[::6], *glue().random()[::4]]:
        once = split_glued_words(pair.text)
        assert split_glued_words(once) == once


def test_boundaries_are_counted_in_characters() -> None:
    pairs = [Glued("the cat satdown.", "the cat sat down.")]
    assert score(pairs, str).recall == 0
    assert score(pairs, lambda text: "the cat sat\n down.").f1 == pytest.approx(100)
    assert score(pairs, lambda text: "t he cat sat down.").precision == 50
