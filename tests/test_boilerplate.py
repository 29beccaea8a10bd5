from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk._text.edits import splice
from copydesk.cleaners.boilerplate import RemoveBoilerplate, remove_boilerplate
from copydesk.cleaners.boilerplate.cue_format import parse_cue_file
from tests.awkward import needs_data
from tests.growth import MOST, growth
from tests.quality import corpus

HERE = Path(__file__).parent
SEED = next((HERE.parent / "seeds").glob("*.txt"))
CASES = [
    case
    for path in sorted((HERE / "cases").glob("boilerplate*.json"))
    for case in json.loads(path.read_text("utf-8"))
]
PIECES = (
    "Rain fell on the coast all night, and the ferries stayed in port.",
    "Share this:", "Read more", "Related", "Advertisement", "Home", "Sport", "Weather",
    "© 2024 Example News. All rights reserved.",
    "#rain #coast #ferries", "Published: 3 March 2024", "By Ann Example",
    "Ten things to do with leftover rice", "Source link", "Comments", "Log in to comment",
    "the harbour master", ", he said.", "雨下了一整夜，渡轮停在港口。", "* item",
    "[ad_1]", "", " ", "\ud800",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).flatmap(
    lambda pieces: st.sampled_from(("\n", "\n\n", " ")).map(lambda gap: gap.join(pieces))
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(case: dict[str, str]) -> None:
    assert remove_boilerplate(case["in"]) == case["out"]


@given(TEXTS | st.text())
def test_idempotent(text: str) -> None:
    once = remove_boilerplate(text)
    assert remove_boilerplate(once) == once


@given(TEXTS)
def test_only_deletes_and_names_every_deletion(text: str) -> None:
    changes = remove_boilerplate.changes(text)
    assert splice(text, changes) == remove_boilerplate(text)
    assert all(change.after == "" and change.reason for change in changes)


@given(TEXTS)
def test_never_empties_a_text(text: str) -> None:
    assert bool(remove_boilerplate(text).strip()) == bool(text.strip())


def test_seed_loses_five_lines_and_nothing_else() -> None:
    text = SEED.read_text("utf-8")
    reasons = [change.reason for change in remove_boilerplate.changes(text)]
    assert reasons == ["promo", "source-link", "disclaimer", "hashtags", "translate-widget"]
    before, after = text.split("\n\n"), remove_boilerplate(text).split("\n\n")
    gone = [paragraph for paragraph in before if paragraph not in after]
    assert [paragraph.split()[0] for paragraph in gone] == [
        "READ", "Source", "DISCLAIMER:", "#visit", "Translate",
    ]  # fmt: skip
    assert after == [paragraph for paragraph in before if paragraph not in gone]


def test_keep_protects_lines() -> None:
    text = "Rain fell all night.\n\nShare this:\n\nSource link"
    assert remove_boilerplate(text) == "Rain fell all night."
    assert RemoveBoilerplate(keep=("^Source",))(text) == "Rain fell all night.\n\nSource link"


def test_keep_patterns_are_searched_one_by_one() -> None:
    text = "Rain fell.\n\nTags: Tags"
    assert remove_boilerplate(text) == "Rain fell."
    assert RemoveBoilerplate(keep=("(zebra)", r"(\w+): \1"))(text) == text
    assert RemoveBoilerplate(keep=(r"(?P<a>x)", r"(?P<a>\w+): (?P=a)"))(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell. " + "(AP Photo/" * 5000,
        "Rain fell. " + "Photo: Getty. " * 5000,
        "Source link " * 5000 + "Rain fell.",
        "[ad_1] " * 5000,
        "\n".join(["Rain fell. Source link (AP Photo/X)", "Related", "A title"] * 2000),
    ],
    ids=lambda text: text[:30],
)
def test_what_hangs_on_a_line_is_peeled_to_the_end(text: str) -> None:
    once = remove_boilerplate(text)
    assert remove_boilerplate(once) == once


def test_is_a_value() -> None:
    again = pickle.loads(pickle.dumps(RemoveBoilerplate(keep=("a",))))
    assert again == RemoveBoilerplate(keep=("a",)) != remove_boilerplate


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "\n",
        "Related\n",
        "Share this:\nRain fell.\n",
        "#a ",
        "word\n",
        "(",
        "a,\nb ",
        "[x](y)\n",
    ],
)
def test_linear(piece: str) -> None:
    assert growth(remove_boilerplate, lambda n: piece * (n // len(piece))) <= MOST


@needs_data
def test_stable_on_every_page() -> None:
    for page in corpus.pages("dev", None):
        for text in (page["text"], page["text_glued"], page["gold"]):
            once = remove_boilerplate(text)
            assert remove_boilerplate(once) == once, page["id"]


def test_what_hangs_on_the_beginning_of_a_line_goes() -> None:
    assert remove_boilerplate("[ad_1] The ferry sank on Monday.") == "The ferry sank on Monday."
    own = parse_cue_file(
        '[[group]]\nname = "kicker"\nreason = "kicker"\nheads = ["gazette exclusive:"]\n'
    )
    text = "Gazette exclusive: The ferry sank on Monday."
    assert RemoveBoilerplate(extra_cues=own)(text) == "The ferry sank on Monday."
    assert remove_boilerplate(text) == text


def test_keep_protects_a_short_line_and_of_a_long_one_what_it_matches() -> None:
    cleaner = RemoveBoilerplate(keep=("more about",))
    story = "They meet again in March, the mayor said. "
    short = story + "Read more about it: Ten ships. Source link"
    assert cleaner(short) == short
    long = story * 12 + "Source link"
    assert cleaner("READ NEXT: more about ships\n\n" + long).endswith("the mayor said.")
    assert RemoveBoilerplate(keep=("Source",))(long) == long
    assert RemoveBoilerplate(keep=("mayor",))(long) == long.removesuffix(" Source link")
