"""Exact cues: lines, and pieces of lines, that are boilerplate by their very wording.

The cues themselves are data: a pack a language (`data/languages/*/cues.toml`), and one for all.
An ordinary line costs one look-up of its first words; only a line that begins like a cue is
compared with those cues.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from math import inf

from copydesk._kernels.keys import AFTER, folded, phrase_key
from copydesk._kernels.openings import NONE, Found, Piece, Screen
from copydesk._models.quoting import is_prose, score
from copydesk._models.run_ons import PLEAS
from copydesk._text import data, reporting, tongues
from copydesk._text.patterns import lazy
from copydesk._text.sentences import MARKS, WORDS, ends_sentence
from copydesk.cleaners.boilerplate.cue_format import CueGroup, parse_cue_file, parse_groups
from copydesk.cleaners.boilerplate.cue_index import ANYWHERE, Cue, Frame, Index, forbids
from copydesk.cleaners.boilerplate.cue_screen import looked_for
from copydesk.cleaners.boilerplate.cue_spans import ASKS, Span, Spans, sentence_ends, sentences
from copydesk.cleaners.boilerplate.cue_tables import Tables, needs_of, of_plain

__all__ = ["Cue", "CueGroup", "Cues", "Span", "load", "parse_cue_file", "shipped"]

WEIGHED = frozenset(
    {
        "advertisement", "app-promo", "comments", "cookie-notice", "copyright", "disclaimer",
        "donation", "embed-consent", "feedback", "follow-us", "javascript-notice", "legal-links",
        "login", "media-player", "newsletter", "share-bar",
    }
)  # fmt: skip
"""Reasons whose frames are sentences. Those of the shipped packs take nothing whose words speak for
prose: "Any use of hoses without the consent of the water board is forbidden". Of the other reasons
headlines and names are a part, and would be weighed, too."""

CLOSED = frozenset({"cookie-notice", "disclaimer", "promo", "wire-foot"})
"""Reasons of what ends with a headline, or in the words of the law: an end of theirs tells nothing
where it is open."""

ASKING = PLEAS | {"comments", "feedback"}
"""Reasons of what asks the reader for something."""
FULL, OWN = 4, -100
"""A sentence of the article before a plea has so many words, and is under such a score, in
hundredths of log-odds, by itself."""

# What may stand behind a cue without changing it: arrows, brackets, dots.
_AFTER = r"[\s.:!…,;|»›>→*_\])。：！।۔؟、】」）]*\Z"
FEW = 6
"""Characters that say as much as three words where a script does not part them."""
PARAGRAPH = 2
"""From so many sentences on what stands before a credit is no caption."""
_NOTHING: Found = (NONE, 0, [], False, [])
_LINK = lazy(r"!?\[([^\[\]]*)\]\([^()]*\)")


class Cues:
    """All cues of some groups, ready to be matched."""

    def __init__(self, tables: Tables) -> None:
        self._tables, terms = tables, tables.terms
        self._frames = Index(tables.frames, terms, _AFTER)
        self._heads = Index(tables.heads, terms, "")
        self._tails = Index(tables.tails, terms, _AFTER)
        self._screen = Screen(looked_for(tables))
        self._spans = Spans(self._heads, self._tails, self.piece)

    def doubtful(self, text: str) -> dict[int, Found]:
        """Where the lines of a text start that are worth a look, and what they may be."""
        found = self._screen.lines(text)
        for start in _linked(text):
            end = text.find("\n", start)
            if may_be := self.look(text[start : end if end >= 0 else len(text)].strip()):
                found[start] = may_be
        return found

    def look(self, line: str) -> Found | None:
        """What a line may be; None if nothing. The address of a link is no part of what it says."""
        found = self._screen.line(line)
        if line[:1].isalnum() or "](" not in line:
            return found
        whole, (*_, ends, pieces) = self._whole(line), found or _NOTHING
        return (*whole, ends, pieces)

    def match(self, line: str, may_be: Found | None = None) -> Cue | None:
        """The cue that a whole line is, or None. The line has no white space around it.

        >>> load().match("Share this:").reason
        'share-bar'
        >>> load().match("Share this recipe with whoever is coming to dinner.")
        """
        phrase, at, frames, ends, _ = may_be or self.look(line) or _NOTHING
        return self._named(line, phrase, at, frames) or (self._ended(line) if ends else None)

    def piece(self, piece: str) -> Cue | None:
        """The cue that a piece of a line is, wherever it stands; one word or two say too little.

        >>> load().piece("Sign up for our newsletter.").reason
        'newsletter'
        >>> load().piece("Got it!")
        """
        few = piece.count(" ") < 2 and not (len(piece) >= FEW and tongues.is_unspaced(piece))
        cue = None if few else self._named(piece, *self._whole(piece))
        return cue if cue and cue.where in ANYWHERE else None

    def _whole(self, line: str) -> tuple[int, int, list[int]]:
        """The phrase or the frames that a line may be, without the address of a link."""
        return self._screen.whole(_unlinked(line))

    def _named(self, line: str, phrase: int, at: int, frames: Sequence[int]) -> Cue | None:
        """The phrase or frame that a line is."""
        if phrase != NONE:
            return Cue(*self._tables.terms[phrase][:3])
        if not frames:
            return None
        line = _unlinked(line)
        found = self._frames.find(line, at, len(line), frames)
        return found[0].cue if found and not _reaches_over(found[0], line[at:]) else None

    def _ended(self, line: str) -> Cue | None:
        """The cue by whose words a line ends: "... contributed to this report"."""
        last = line[-40:].rstrip(AFTER).rsplit(None, 1)[-1:]
        for ending, number in self._tables.endings.get(folded(last[0]) if last else "", ()):
            terms = self._tables.terms[number]
            if len(line) <= terms.longest and phrase_key(line).endswith(ending):
                forbidden = bool(terms.unless) and forbids(tuple(terms.unless)).search(line)
                told = terms.weighed and _tells(line)
                told = told or (terms.reason == "caption" and _is_paragraph(line))
                told = told or (terms.where == "between" and not _is_headed(line, len(ending)))
                return None if forbidden or told else Cue(*terms[:3])
        return None

    def spans(self, line: str) -> list[Span]:
        """The junk inside a line that stays, in order: each piece with its reason.

        Some, like a photo credit, make the whole line what it is, a caption.

        >>> load().spans("They meet again in March. Source link")
        [Span(start=25, end=37, reason='source-link')]
        >>> load().spans("The boats left. Read more: Ten ships. The mayor said no.")
        [Span(start=15, end=37, reason='promo')]
        >>> load().spans("The boats left. Read more than one paper, the mayor said.")
        []
        """
        found = self.look(line)
        return self.junk(line, found[4]) if found else []

    def junk(self, line: str, pieces: Sequence[Piece]) -> list[Span]:
        """The same, by the pieces that may be junk."""
        return self._spans.find(line, pieces)


def _unlinked(line: str) -> str:
    if line[:1].isalnum() or "](" not in line:
        return line
    return _LINK.sub(r"\1", line).strip()


def _linked(text: str) -> Iterator[int]:
    """Where lines start that hold a link."""
    at = text.find("](")
    while at >= 0:
        yield text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        at = text.find("](", end) if end >= 0 else -1


def _reaches_over(frame: Frame, said: str) -> bool:
    """Whether a plea's frame takes a sentence of the article for its beginning, with its open
    middle, and its end from the plea behind it: "Stay tuned to the old station. Follow us".

    Such a sentence has its own full stop, is nothing that the frame names by itself, and its words,
    weighed alone, speak rather for prose.
    """
    if frame.cue.reason not in ASKING:
        return False
    for end in sentence_ends(said):
        begins = said[:end]
        stops = ends_sentence(begins) and begins[-1] not in ASKS and said[end].isspace()
        is_own = stops and begins.count(" ") >= FULL - 1 and score(begins) < OWN
        if is_own and not frame.pattern.match(begins):
            other = f"{begins[:-2]}_{said[end - 1 :]}"
            if frame.pattern.match(other):  # any words may stand there
                return True
    return False


def _is_paragraph(line: str) -> bool:
    """Whether sentences stand before what ends a line, a caption's credit: a caption has one."""
    *before, _ = sentences(line)
    return sum(map(ends_sentence, before)) >= PARAGRAPH


def _is_headed(line: str, button: int) -> bool:
    """Whether a headline stands before a button so long: "Ten ships sink Read more", not "It sank.
    Read more", "Make Your Children Read More" or "He never could read more"."""
    line = line.rstrip(AFTER)
    said, button_says = line[:-button].rstrip(), line[-button:]
    if said.count(" ") < WORDS - 1 or said[-1:] in MARKS or not button_says[:1].isupper():
        return False
    return button_says[1:].islower() or said.rpartition(" ")[2].islower()


def _tells(line: str) -> bool:
    """Whether prose stands before a line's last sentence, or leads to it: "It may say: ...". Before
    a © any sentence is none of the notice's: "Pioveva. © Riproduzione riservata"."""
    if "©" in line and ends_sentence(line.partition("©")[0].strip()):
        return True
    *before, last = sentences(line)
    lead, colon, _ = last.rpartition(": ")
    return reporting.leads(lead + colon.rstrip()) or any(
        ends_sentence(one) and is_prose(one) for one in before
    )


@cache
def load(extra: tuple[CueGroup, ...] = ()) -> Cues:
    """The cues of the shipped packs, after a user's own. Read once a process."""
    found = of_plain(data.parsed("cues/tables.marshal"))  # see cue_build
    if not extra:
        return Cues(found)
    from copydesk.cleaners.boilerplate.cue_making import tables

    return Cues(tables((*extra, *shipped()), needed=needs_of(found)))


@cache
def shipped() -> tuple[CueGroup, ...]:
    """The groups of all shipped packs, with their examples."""
    return tuple(_packs())


def packs() -> tuple[str, ...]:
    """The shipped packs: that of all languages, then by the `order` each says, then by name.

    Where two packs claim a phrase, the earlier one names it.
    """
    found = [f"languages/{name}/cues.toml" for name in data.languages("cues.toml")]
    return ("cues/any.toml", *sorted(found, key=_order))


def _order(pack: str) -> tuple[float, str]:
    return data.toml(pack).get("order", inf), pack


def _packs() -> Iterator[CueGroup]:
    for pack in packs():
        table = data.toml(pack)
        groups = parse_groups({key: table[key] for key in table if key != "order"}, pack)
        for group, said in zip(groups, table["group"], strict=True):
            weighed = said.get("weighed", group.reason in WEIGHED)
            ends = said.get("ends", group.reason not in CLOSED)
            yield group._replace(weighed=weighed, ends=ends)
