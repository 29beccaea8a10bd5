"""Notices that a story tells of stay: a sign's "Follow us on Facebook", a book's small print.

Asked only of what is a cue by its wording, in a line or as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from copydesk._models.quoting import (
    AFTER,
    PARAGRAPH,
    PARAGRAPHS,
    is_prose,
    is_quoted,
    looks_back,
    takes_up,
    tells_before,
)
from copydesk._text import reporting
from copydesk._text.edits import Span as Cut
from copydesk._text.letter import letter_body
from copydesk._text.listing import answers
from copydesk._text.patterns import has_capitals, lazy
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.boilerplate.cue_index import Cue
from copydesk.cleaners.boilerplate.cue_spans import Span, sentences
from copydesk.cleaners.boilerplate.labels import is_advice

# Somebody speaks: "— Follow us!", in a novel or a report. A near-miss is "— Newsletter".
_SPEECH = lazy(r"[—–]\s(?=\S).*[.!?]\Z")

NOTICES = frozenset(
    {
        "advertisement", "app-promo", "comments", "cookie-notice", "copyright", "disclaimer",
        "donation", "embed-consent", "feedback", "follow-us", "javascript-notice", "legal-links",
        "login", "media-player", "newsletter", "share-bar", "source-link", "wire-foot",
        "wordpress-tail",
    }
)  # fmt: skip
"""Reasons whose wording is all their own. That of the others holds a headline, a caption, a name:
"Read also: It will rain, says Ann"."""
PLEAS = frozenset({"comments", "feedback"})
"""Reasons with which an author may speak of himself, and go on."""
BESIDE = 600
"""Characters beside a notice in which sentences are looked for."""
VERSE = 6
"""Sentences of a refrain have so many words at most."""
INTRO = 3
"""What leads to a notice has so many words: "The caption had read:"."""


def is_told(line: str, cue: Cue) -> bool:
    """Whether a line that is a cue tells of a notice: somebody says so, or tells what it is.

    >>> share = Cue("share-bar", "anywhere", "share")
    >>> is_told("Share this article, the button begs. She never has.", share)
    True
    >>> is_told("Share this article with your friends. Thank you!", share)
    False
    """
    said = sentences(line)
    return _is_quoted(said, "", said[1:], cue.reason)


def less_told(line: str, spans: Sequence[Span]) -> list[Span]:
    """The junk in a line without what is quoted; pieces that stand side by side are one."""
    return [span for run in _runs(line, spans) if not _is_run_quoted(line, run) for span in run]


def within(lines: Sequence[str], cuts: Sequence[Sequence[Cut]]) -> list[Sequence[Cut]]:
    """What is cut from each line, but for the notices between the sentences of a paragraph.

    Where a text has kept its paragraphs, what its site says stands between them or ends one.

    >>> rain = "Rain fell on the coast all night, and the boats stayed in the harbour. It was cold."
    >>> line = "Rain fell all night. Sign up for our newsletter. The boats stayed in the harbour."
    >>> cut = [(20, 48, "newsletter")]
    >>> within([rain, rain, line, rain], [(), (), cut, ()])[2]
    []
    >>> within([rain, line], [(), cut])[1] == cut
    True
    """
    paragraphs = sum(len(line) >= PARAGRAPH and ends_sentence(line) for line in lines)
    if paragraphs < PARAGRAPHS:
        return list(cuts)
    return [
        [one for one in cut if not _stands_within(line, one)]
        for line, cut in zip(lines, cuts, strict=True)
    ]


def _stands_within(line: str, cut: Cut) -> bool:
    """Whether a notice is a sentence, and one of prose follows it."""
    start, end, reason = cut
    if reason not in NOTICES or not ends_sentence(line[start:end].strip()):
        return False
    after = sentences(line[end : end + BESIDE])[:1]
    return any(ends_sentence(one) and is_prose(one) for one in after)


def told_lines(
    lines: Sequence[str], reasons: Sequence[str | None], whole: Sequence[bool]
) -> frozenset[int]:
    """Lines of which the lines beside them tell that the notices in them are the story's.

    They stand in a letter, answer a question, or a line before or behind says that they are quoted.
    `reasons` are those of the first junk in each line, `whole` tells whether a line begins with it.
    """
    notices = [reason in NOTICES for reason in reasons]
    if not any(notices):
        return frozenset()
    marks = [reason == "advertisement" for reason in reasons]  # they stand anywhere
    answering = (i for i in answers(lines, notices) if whole[i])
    speeches = (i for i in range(len(lines)) if notices[i] and _SPEECH.match(lines[i]))
    found = {*letter_body(lines), *answering, *speeches, *_shown(lines, notices, marks)}
    return frozenset(i for i in found if notices[i])


def _shown(lines: Sequence[str], notices: Sequence[bool], marks: Sequence[bool]) -> Iterator[int]:
    """Runs of notices between "The caption had read:" and "So runs the advert in the window."."""
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and notices[j]:
            j += 1
        if j > i and (_leads(lines[i - 1 : i]) or _looks_back(lines[j : j + 1])):
            yield from range(i, j)
        elif j > i and not marks[j - 1] and _is_taken_up(lines[j - 1], lines[j : j + 1]):
            yield j - 1
        i = j + 1


def _is_taken_up(notice: str, after: Sequence[str]) -> bool:
    """Whether the line behind a notice takes it up: "I am not a robot." / "I say it aloud."."""
    first = [one for line in after for one in sentences(line[:BESIDE])[:1]]
    return any(takes_up(notice, one) for one in first)


def _runs(line: str, spans: Sequence[Span]) -> Iterator[list[Span]]:
    run: list[Span] = []
    for span in spans:
        if run and line[run[-1].end : span.start].strip():
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def _is_run_quoted(line: str, run: Sequence[Span]) -> bool:
    start, end = run[0].start, run[-1].end
    said = [one for a, b, _ in run for one in sentences(line[a:b])]
    before = sentences(line[max(0, start - BESIDE) : start])[-1:]
    after = sentences(line[end : end + BESIDE])
    if run[-1].reason in NOTICES and _is_refrain((*before, said[0]), (said[-1], *after[:1])):
        return True
    if before and before[0][-1] == "?" and is_advice(line[start:end].strip(), run[0].reason):
        return True  # "What to do? Read more."
    if run[-1].reason in NOTICES and said[-1][-1] == "?" and after:
        return True  # the article answers: "Not a member? Then bring two pounds."
    begins = start == 0 and len(line) < BESIDE and run[-1].reason in NOTICES
    if begins and _goes_on(said[-1], after):
        return True
    return _is_quoted(said, "".join(before), after[:AFTER], run[-1].reason)


def _is_refrain(*pairs: Sequence[str]) -> bool:
    """Whether two short sentences begin with the same word: "Share it. Share it with enemies."."""
    return any(
        len(pair) > 1
        and pair[0].split(None, 1)[0] == pair[1].split(None, 1)[0]
        and all(one.count(" ") < VERSE and ends_sentence(one) for one in pair)
        for pair in pairs
    )


def _goes_on(notice: str, after: Sequence[str]) -> bool:
    """Whether a paragraph that begins with a notice, a sentence, ends as prose."""
    whole = all(map(ends_sentence, (notice, *after)))
    return whole and bool(after) and is_prose(after[-1])


def _is_quoted(said: Sequence[str], before: str, after: Sequence[str], reason: str) -> bool:
    if reason not in NOTICES:
        return any(map(reporting.shows, said))
    return is_quoted(said, before, after, plea=reason in PLEAS)


def _leads(before: Sequence[str]) -> bool:
    """Whether a line leads to what a sign says: "The caption had read:"."""
    return any(
        (
            (
                line.endswith((":", "："))
                and (line.count(" ") >= INTRO - 1 or not has_capitals(line))
            )
            and (reporting.tells(line) or reporting.leads(line))
        )
        or tells_before(line)
        for line in before
    )


def _looks_back(after: Sequence[str]) -> bool:
    """Whether a line says of a sign what it says: "So runs the advert in the window."."""
    first = [one for line in after for one in sentences(line[:BESIDE])[:1]]
    return any(map(looks_back, first))
