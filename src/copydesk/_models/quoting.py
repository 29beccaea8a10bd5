"""Whether a story quotes a notice: a sign's "Follow us on Facebook", a book's small print.

Three things tell: who says so ("…, the church sign says"), what it answers ("Yes."), and what the
next sentence says of it ("The commands are everywhere"). So does the number of a law's clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from copydesk._models import lexical
from copydesk._text import reporting, tongues, voices
from copydesk._text.legal import is_numbered
from copydesk._text.patterns import has_capitals
from copydesk._text.sentences import ends_sentence

WORDS = "clutter/words.json"
PROSE, SIGN = -220, -100
"""Hundredths of log-odds under which a sentence's words speak so clearly against junk; where it
names a sign, less is enough."""
PLEA = 100
"""The same of a sentence that asks for something, as guides do and sites."""
AFTER = 4
"""So many sentences behind a notice may tell that it was quoted."""
PARAGRAPHS, PARAGRAPH = 4, 80
"""A text has kept its paragraphs where so many of its lines are sentences of so many characters."""
LONG = 150
"""Characters of a sentence that goes on with a notice: "No copies, it warns."."""
AGAIN = 2
"""A notice is taken up where so many of its first words are said again."""
QUOTES = '"“„«‘‚'


def is_quoted(notice: Sequence[str], before: str, after: Sequence[str], *, plea: bool) -> bool:
    """Whether the sentences of a notice are quoted, by those before and after it in its paragraph.

    Behind a plea somebody may go on who speaks for himself:

    >>> asked, told = "Let me know what you think.", "I would have bought her a dog, a big one."
    >>> is_quoted([asked], "", [told], plea=True), is_quoted([asked], "", [told], plea=False)
    (True, False)
    """
    if any(map(reporting.reports, notice)) or is_numbered(" ".join(notice)):
        return True
    if any(reporting.tells(one) and not has_capitals(one) for one in notice):
        return True  # the clause stands behind no mark there
    if before and _introduces(before):
        return True
    told = after and _goes_on(notice[-1], after[0], plea)
    return told or any(map(looks_back, after[:AFTER]))


def looks_back(sentence: str) -> bool:
    """Whether a sentence says of a sign what it says: "So runs the advert in the window."."""
    return reporting.tells(sentence) and may_be_prose(sentence)


def _goes_on(notice: str, after: str, plea: bool) -> bool:
    """Whether the next sentence says of a notice what it is, or more of it, and who says so."""
    if reporting.names_sign(after):
        return score(after) < SIGN
    if takes_up(notice, after):
        return True
    if plea and (voices.speaks(after) or _names_self(notice)):
        return is_prose(after)
    is_short = len(after) <= LONG
    return is_short and reporting.reports(after) and score(reporting.quoted(after)) > 0


def takes_up(notice: str, after: str) -> bool:
    """Whether the sentence behind a notice points back to it, or says its words again: then it is
    the story's, as prose is that goes on in the first person.

    >>> takes_up("I am not a robot.", "I say it aloud in the empty kitchen.")
    True
    >>> takes_up("Log in to continue.", "I log in every day, as all of us do.")
    True
    >>> takes_up("Log in to continue.", "The boats stayed in the harbour.")
    False
    """
    if after[0] in QUOTES or not may_be_prose(after):
        return False
    if reporting.points_back(after):
        return True
    speaks = voices.speaks(notice) and voices.speaks(after)
    return ends_sentence(notice) and (speaks or says_again(notice, after))


def says_again(notice: str, after: str) -> bool:
    """Whether the words that begin a notice stand in a sentence: "Log in to go on. I log in."."""
    first = notice.casefold().split()[:AGAIN]
    return len(first) == AGAIN and f" {' '.join(first)} " in " " + _plain(after) + " "


def _plain(said: str) -> str:
    return " ".join(word.strip(".,;:!?") for word in said.casefold().split())


def _introduces(before: str) -> bool:
    """Whether a sentence leads to a notice: "Yes.", or “Copyright Ann” stood under the picture."""
    if reporting.answers(before) or reporting.shows(before):
        return True
    if before.endswith((":", "：")):
        return reporting.leads(before) or is_prose(before)
    if tells_before(before):
        return True
    return before[0] in QUOTES and reporting.reports(before) and not is_prose(before)


def _names_self(notice: str) -> bool:
    """Whether somebody asks for himself, and gives no address: "Let me know."."""
    return voices.names_self(notice) and not voices.gives_address(notice)


def is_prose(sentence: str) -> bool:
    """Whether a sentence's words speak clearly against junk.

    >>> is_prose("The judge was unmoved."), is_prose("All rights reserved.")
    (True, False)
    """
    return score(sentence) < PROSE


def may_be_prose(sentence: str) -> bool:
    """The same, or nobody knows: of what is written without blanks no words are weighed."""
    return is_prose(sentence) or tongues.is_unspaced(sentence)


def tells_before(sentence: str) -> bool:
    """Whether a sentence says of a sign what it says, where that is told before: "간판에는 이렇게
    적혀 있다."."""
    return not has_capitals(sentence) and sentence[-1] in ".。" and reporting.tells(sentence)


def is_plain(plea: str) -> bool:
    """Whether a plea is an article's: its words speak for prose, or hardly for junk, and no site
    speaks of itself.

    >>> is_plain("Log in to see what you paid last year.")
    True
    >>> is_plain("Log in to see all our articles."), is_plain("Log in to read more")
    (False, False)
    """
    found = score(plea)
    if found < PROSE:
        return True
    return found < PLEA and plea.endswith(".") and voices.names_no_site(plea)


def score(said: str) -> int:
    """Hundredths of log-odds that words are junk."""
    return lexical.load(WORDS).score_of(said)
