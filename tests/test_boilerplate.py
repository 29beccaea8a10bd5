from __future__ import annotations

import json
import pickle
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import Pipeline, clean
from copydesk._text import data
from copydesk._text.edits import splice
from copydesk.cleaners.boilerplate import RemoveBoilerplate, feed_footer, remove_boilerplate
from copydesk.cleaners.boilerplate.cue_format import parse_cue_file
from copydesk.cleaners.boilerplate.lines import blocks, split
from tests.awkward import STEP, needs_data
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


FOOTERS = data.toml(feed_footer.FILE)
BEFORE = ("It rained in the night", "It rained. […]", "He said: “The port is…", "It rained.\n\n")


@pytest.mark.parametrize("language", FOOTERS)
@pytest.mark.parametrize("before", BEFORE)
def test_a_feed_footer_goes_wherever_it_is_glued(language: str, before: str) -> None:
    for footer in FOOTERS[language].get("removes", ()):
        assert remove_boilerplate(before + footer + " " + footer) == before.rstrip()
        assert not clean(before + footer).endswith(footer[-8:])
    for said in FOOTERS[language].get("keeps", ()):
        assert feed_footer.feed_footer(before + said) is None
    for more in FOOTERS[language].get("more", ()):
        for button in (more, more.capitalize(), f"[{more}...]", f"({more})", f"{more} »"):
            assert remove_boilerplate("It rained." + button) == "It rained."
            assert feed_footer.feed_footer(f"He said: {more}.") is None
    for word in FOOTERS[language].get("bracketed", ()):
        assert remove_boilerplate(f"It rained. ... [ {word.upper()} ]") == "It rained."
        assert feed_footer.feed_footer(f"It rained. ({word})") is None


def test_a_feed_footer_stays_where_it_is_kept_or_all_there_is() -> None:
    footer = FOOTERS["en"]["removes"][0]
    assert RemoveBoilerplate(keep=("appeared first",))("It rained. " + footer).endswith(footer)
    assert clean(footer) == footer


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
    for page in corpus.pages("dev", None)[::STEP]:
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


MENU = """Skip to content|Home|Sport|Weather|Business|Culture|Opinion|Shop|Contact us|Log in
Subscribe|Follow us|Newsletters|Archive|Jobs|Search"""
STORY = (
    "The harbour of the old town was closed to all ships on Monday, after a storm had torn two "
    "cranes from their rails and thrown a barge against the lighthouse.",
    "Four boats are still at sea. Their crews were told by radio to make for the bay in the north.",
    "“It will last until the weekend,” said the harbour master, who had spent the night there.",
)
FOOT = """Share this:|Read more|Related|New pier opens in spring|Ferry line cuts its winter service
Most read|Ten recipes for leftover rice|Comments|Leave a reply|Advertisement|About us|Privacy policy
Terms of use|Cookie settings|Sitemap|© 2024 The Coast. All rights reserved."""


def _page_text(*lines: str) -> str:
    return "\n".join((lines[0], *re.split(r"[|\n]", MENU), *lines[1:], *re.split(r"[|\n]", FOOT)))


@pytest.mark.parametrize(
    ("title", "above", "headline"),
    [
        ("Storm closes the harbour - The Coast", "Storm closes the harbour", True),
        ("Storm closes the harbour - The Coast", "Storm closes the harbour\n3 March 2024", True),
        ("The Coast", "# Storm shuts port", True),
        ("The Coast", "Monday storm closes harbour", True),
        ("The Coast", "Harbours of the old town closed\nStorm tears two cranes down.", True),
        (
            "The Coast",
            "Storm closes harbour to ships\nThe quay after the storm. Photo: A. Lee",
            True,
        ),
        ("Storm closes the harbour in 2024 - The Coast", "Storm closes the harbour in 2024", True),
        ("Harbour shut - The Coast and Harbour News of Today", "Harbour shut by storm", True),
        ("The Coast", "Related\nStorm closes the old harbour", False),
        ("The Coast", "Ten recipes for leftover rice", False),
        ("The Coast", "* Storm closes the harbour", False),
    ],
)
def test_the_headline_of_a_page_text_goes_by_its_name_or_stays(
    title: str, above: str, headline: bool
) -> None:
    text = _page_text(title, above, "By Ann Example", "Print", "Listen", "Share", *STORY)
    named = [c for c in remove_boilerplate.changes(text) if c.reason == "headline"]
    assert remove_boilerplate(text) == "\n".join(STORY)
    keeping = RemoveBoilerplate(keep_headline=True)
    kept = keeping(text)
    top = above.split("\n")[:1] if headline else []
    assert [text[c.start : c.end].strip() for c in named] == top
    assert kept == "\n".join((*top, *STORY))
    assert keeping(kept) == kept


def test_a_headline_that_the_title_says_is_no_item_of_the_list_above_it() -> None:
    text = _page_text("Storm closes the harbour", "Trending", "Storm closes the harbour", *STORY)
    assert RemoveBoilerplate(keep_headline=True)(text).startswith("Storm closes the harbour\nThe")


def test_a_label_in_the_block_of_a_headline_goes() -> None:
    head = "Watch on", "Harbour shut by storm", "By Ann Example", "Print", "Listen"
    text = _page_text("Harbour shut - The Coast", *head, *STORY)
    assert RemoveBoilerplate(keep_headline=True)(text).startswith("Harbour shut by storm\nThe")


GLUED_STORY = (
    *STORY,
    "The mayor thanked the crews of both tugs, which held the ferry off the rocks for six hours.",
    "Nobody was hurt, but the road along the quay will stay closed until the crane has been moved.",
)


def _glued(*lines: str) -> str:
    """As `get_text()` gives the text of a page whose HTML has no line breaks."""
    return _page_text(*lines).replace("\n", "")


def test_a_page_that_lost_its_line_breaks_is_read_piece_by_piece() -> None:
    text = _glued("The Coast", "Storm shuts port", "By Ann Example", "Print", *GLUED_STORY)
    cleaned = remove_boilerplate(text)
    assert all(line in cleaned for line in GLUED_STORY)
    for junk in ("Skip to content", "Newsletters", "Ten recipes", "Privacy policy", "©"):
        assert junk not in cleaned
    assert remove_boilerplate(cleaned) == cleaned
    assert splice(text, remove_boilerplate.changes(text)) == cleaned


@pytest.mark.parametrize(
    "piece",
    [
        "The harbour was closed.Four boats are at sea, said the master of the port on Monday.",
        "MATCH (b:Boat)RETURN bThis finds the boats.CREATE (h:Harbour)Share nothing yet. ",
    ],
)
def test_an_article_that_lost_its_line_breaks_stays(piece: str) -> None:
    text = "".join(f"{piece[:-1]} {n}{piece[-1]}" for n in range(40))
    assert remove_boilerplate(text) == text


BODY = "Rain fell on the coast all night, the harbour master said on Monday."


@pytest.mark.parametrize(
    ("text", "keep"),
    [
        (f"{BODY}\n\nRELATED:\n\nImage Credit: Getty", "Image Credit"),
        (f"{BODY}\n\nRelated stories\n\nTen ships that sank\n\nThe old mill", "^Ten ships"),
    ],
    ids=["credit under a head", "list under a head"],
)
def test_a_line_that_is_to_be_kept_stays_whatever_stands_above_it(text: str, keep: str) -> None:
    [line] = [line for line in text.split("\n") if re.search(keep, line)]
    assert line not in clean(text)
    assert line in Pipeline.default(keep=[keep])(text).split("\n")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "Host\nwalks down\nMill Street\n, where the pool stood.\nIt rained.",
            ["Host walks down Mill Street , where the pool stood.", "It rained."],
        ),
        ("HALIFAX --\nThe pool is open.", ["HALIFAX -- The pool is open."]),
        ("Home --\nThe pool is open.", ["Home --", "The pool is open."]),
        ("Rain fell\nMill Street\nMore news", ["Rain fell", "Mill Street", "More news"]),
    ],
)
def test_what_links_have_torn_apart_is_read_as_one(text: str, read: list[str]) -> None:
    lines = split(text)
    assert [block.text for block in blocks(text, lines, [False] * len(lines))] == read


def test_marks_of_advertisement_between_paragraphs_part_no_article() -> None:
    said = (
        "A second missile struck the hall beside the market, where nobody was at the time.",
        "The witness asked not to be named.",
        "“We will also respond,” the minister said.",
        "The harbour was closed until noon.",
        "Officials say that one man was hurt.",
        "Schools stay shut on Friday, the mayor said.",
        "The ferry turned back at dawn.",
        "Power was out in three streets.",
        "They spoke on condition that they are not named.",
        "A doctor says the woman was found in the old town.",
        "Ships wait outside the bay.",
        "The statement came late in the evening.",
    )
    above = ["Home", "News", "Sport", "Weather", "Sign in", "Subscribe now", "Share this article"]
    below = ["Sign up for our newsletter", "Most read", "Ten lamps for the boat", "Privacy policy"]
    marked = [line for one in said for line in (one, "Advertisement", "Advertisement")]
    found = remove_boilerplate("\n".join([*above, *marked, *below])).split("\n")
    assert found == list(said)


def test_a_long_article_that_lost_its_line_breaks_outweighs_short_comments() -> None:
    article = " ".join(
        [
            "The harbour was closed to all ships on Monday, after a storm had torn two cranes from "
            "their rails. Four boats are still at sea, and their crews were told by radio to make "
            "for the bay in the north. The ferry will sail again on Thursday, when the wind is to "
            "drop. Those who have bought a ticket may use it on any day of the week. The old pier "
            "was built in 1911, and nobody can say how long its piles will hold. A diver looked at "
            "them in the spring and found that every third one had been eaten by worms."
        ]
        * 2
    )
    comments = (
        "I was there on Monday night and saw how the crane went down. It was far worse than the "
        "paper says, and the whole quay has gone.Reply"
        "My father worked on that pier for thirty years, and he said that it would fall. Nobody "
        "listened to him, and now the pier lies in the water.Reply"
        "The town should have mended the wall when it still had the money for it. Now we shall all "
        "pay for it with our taxes for the next ten years.Reply"
        "We were on the last boat that came in, and none of us will forget it. The water was so "
        "high that we could not see the light.Reply"
    )
    before = (
        "HomeNewsSportWeatherPoliticsBusinessCultureTravelMy accountLog inSubscribe nowNewsletter"
        "Storm closes the harbourBy Ann HillShare this:FacebookTwitterEmail"
    )
    between = (
        "Share this:FacebookTwitterEmailPrintTags: stormharbourRelatedTram lateBus lateTrain late"
        "Most readPort guideSea mapAdvertisementComments (12)Log in to commentReplyReportShare"
    )
    behind = "Privacy policyTerms of useContact us© 2024 The Daily Coast. All rights reserved."
    page = before + article + between * 3 + comments + behind + "Cookie settingsCareersSitemap"
    cleaned = remove_boilerplate(page)
    assert article in cleaned
    assert "My father worked" not in cleaned
