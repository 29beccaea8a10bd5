"""Labels whose words are words like any other: what tells that an article says them."""

from __future__ import annotations

from collections.abc import Collection

from copydesk._models.quoting import score
from copydesk._models.vocabulary import function_words
from copydesk._text.credits import has_label, says_more
from copydesk._text.legal import is_numbered
from copydesk._text.patterns import has_capitals
from copydesk._text.tongues import is_unspaced
from copydesk._text.voices import gives_address
from copydesk.cleaners.boilerplate.cue_index import Cue
from copydesk.cleaners.boilerplate.feed_footer import names_day

LABELS = frozenset({"navigation", "legal-links", "comments", "newsletter", "share-bar", "login"})
"""Reasons whose cues are words like any other: `Home`, `Help`, `Comments`."""
BARS = frozenset({"navigation", "share-bar"})
"""Those of them that have no full stop anywhere: `Share with friends`."""
SAID = 4
"""A label with more words than this is a plea, full stop or not."""
ADVICE = 2
"""A promo of so few words that ends with a full stop is advice: "Read more." """
SHOWING = frozenset({"credit", "media-player"})
"""Reasons of what belongs to a picture or a film."""
NAMING, NAME = SHOWING | {"appeared-first", "byline", "source-link"}, 12
"""Reasons of what names somebody, and how many characters that has with its label where no blank
parts words: "来源：新华社。"."""
SENTENCE = 0.6
"""Of a sentence of prose a larger share of the words is written small."""
HEADING, PROSE, SMALL = frozenset({"source-link", "tags"}), -300, 0.4
"""Reasons of a word that heads names; under which score what it heads is no name, and which share
of its words is written small."""
WORDS = 4
"""A credit in a script without capitals has so many words at most."""
ENDS = (".", "!", "?", "。", "！", "？", "।", "؟", "۔")
"""What ends a sentence; a credit has no mark at its end as a rule."""


def is_label(sentence: str, cue: Cue) -> bool:
    """Whether a sentence inside a line is a label of few words: "Skip to content."."""
    return cue.reason == "navigation" and sentence[-1] == "." and sentence.count(" ") < SAID


def names_nobody(line: str, cue: Cue) -> bool:
    """Whether a credit is a sentence in which nobody is named: "Photo: a man in a hat.". Or what a
    promo announces is no headline."""
    if cue.reason == "promo":
        return _announces_none(line.partition(":")[2].strip())
    if cue.reason == "appeared-first" and names_day(line):
        return True
    if cue.reason not in NAMING or not line.endswith(ENDS) or gives_address(line):
        return False
    if is_unspaced(line):
        return line[-1] != "。" or len(line) > NAME or " " in line
    if cue.reason not in SHOWING or not has_label(line):
        return False
    return says_more(line) if has_capitals(line) else line.count(" ") > WORDS


def _announces_none(said: str) -> bool:
    """Whether no headline stands behind "Read also:" but a clause of a law or its number: "(1)"."""
    return said != "" and (is_numbered(said) or not any(map(str.isalpha, said)))


def is_advice(said: str, reason: str) -> bool:
    """Whether a promo is a sentence of a few words: "Read more."."""
    is_sentence = said.endswith(".") and not said.endswith("..")
    return reason == "promo" and is_sentence and said.count(" ") < ADVICE


def _is_sentence(line: str, cue: Cue) -> bool:
    """Whether a word that heads sources or tags heads a sentence: "Source: a spring, dry since"."""
    if cue.reason not in HEADING or line[-1] != "." or gives_address(line) or not has_label(line):
        return False
    _, _, said = line.partition(":")
    if not has_capitals(line):
        return line.count(" ") >= WORDS and score(said) < PROSE
    words = [word for word in said.split() if word[0].islower()]
    plain = not any(map(str.isdigit, said)) and len(words) / len(said.split()) >= SMALL
    tells = says_more(" ".join(word for word in words if word not in function_words("lines")))
    return plain and tells and score(said) < PROSE


def _announces_prose(line: str, cue: Cue) -> bool:
    """Whether a sentence of prose stands behind "Read also:", in small letters, with a full stop:
    where line breaks are kept, a headline has none."""
    _, _, said = line.partition(":")
    words = said.split()
    if cue.reason != "promo" or said[-1:] != "." or said[-2:] == ".." or len(words) <= WORDS:
        return False
    small = sum(word[0].islower() for word in words)
    return small > SENTENCE * len(words) and score(said) < PROSE


def _is_count(line: str) -> bool:
    """Whether a story counts: "3 comments.". A label has no full stop: "3 comments"."""
    return line[0].isdecimal() and line[-1] == "." and line.count(" ") < SAID


def is_said(line: str, cue: Cue, labels: Collection[str]) -> bool:
    """Whether a label is a sentence of few words: “Where are you going?” Home. Or of one: Stand.

    Or of prose: I agree. Or a count: 3 comments. In brackets, it says what is heard: [Music].
    """
    if cue.reason == "navigation" and line[0] + line[-1] == "[]":
        return True
    if names_nobody(line, cue) or _is_sentence(line, cue) or _is_count(line):
        return True
    if _announces_prose(line, cue):
        return True
    spaces = line.count(" ")
    ends = line.endswith((".", "!", "?")) and not line.endswith("..")
    word = spaces == 0 and line[:-1].isalpha()
    advice = is_advice(line, cue.reason) or (word and line[-1] == ".")
    if cue.reason == "cookie-notice" and line[-1] == "." and spaces < SAID and score(line) < 0:
        return True
    return ends and ((spaces < SAID and cue.reason in labels) or advice)
