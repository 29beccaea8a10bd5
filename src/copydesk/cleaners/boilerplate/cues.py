"""Exact cues: lines, and pieces of lines, that are boilerplate by their very wording.

The cues themselves are data: a pack a language (`data/languages/*/cues.toml`), and one for all.
An ordinary line costs one look-up of its first words; only a line that begins like a cue is
compared with those cues.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from math import inf
from typing import Any

from copydesk._kernels.keys import AFTER, folded
from copydesk._models.quoting import is_prose
from copydesk._text import data, reporting
from copydesk._text.patterns import lazy
from copydesk._text.sentences import ends_sentence
from copydesk.cleaners.boilerplate.cue_format import CueGroup, parse_cue_file, parse_groups
from copydesk.cleaners.boilerplate.cue_index import Cue, Index, forbids
from copydesk.cleaners.boilerplate.cue_screen import Screen
from copydesk.cleaners.boilerplate.cue_spans import Span, Spans, sentences
from copydesk.cleaners.boilerplate.cue_tables import Tables, of_json
from copydesk.cleaners.boilerplate.cue_words import first_words, phrase_key

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

# What may stand around a cue without changing it: bullets, arrows, brackets, dots, emoji.
_BEFORE = lazy(r"[^\w#©@\"“”„‟«‘‚'’$€£¥¿¡+&<]*")
_AFTER = r"[\s.:!…,;|»›>→*_\])。：！।۔؟、】」）]*\Z"
_LINK = lazy(r"!?\[([^\[\]]*)\]\([^()]*\)")


class Cues:
    """All cues of some groups, ready to be matched."""

    def __init__(self, tables: Tables) -> None:
        self._tables, terms, needs = tables, tables.terms, tables.needs
        self._frames = Index(tables.frames, terms, needs, _AFTER)
        self._heads = Index(tables.heads, terms, needs, "")
        self._tails = Index(tables.tails, terms, needs, _AFTER)
        self.screen = Screen(tables)
        """Tells the lines that are worth a look."""
        self._spans = Spans(
            self._heads, self._tails, tables.kinds, self.piece, self.screen.may_hold
        )

    def match(self, line: str) -> Cue | None:
        """The cue that a whole line is, or None. The line has no white space around it.

        >>> load().match("Share this:").reason
        'share-bar'
        >>> load().match("Share this recipe with whoever is coming to dinner.")
        """
        if not line or len(line) > self._tables.longest:
            return None
        return self._look_up(line)

    def piece(self, piece: str) -> Cue | None:
        """The cue that a piece of a line is, wherever it stands; one word or two say too little.

        >>> load().piece("Sign up for our newsletter.").reason
        'newsletter'
        >>> load().piece("Got it!")
        """
        few = piece.count(" ") < 2
        cue = self._named(piece) if 0 < len(piece) <= self._tables.longest and not few else None
        return cue if cue and cue.where == "anywhere" else None

    def _look_up(self, line: str) -> Cue | None:
        """What a line is, by its first words and by its last."""
        return self._named(line) or (
            self._ended(line) if len(line) <= self._tables.longest_ending else None
        )

    def _named(self, line: str) -> Cue | None:
        """The phrase or frame that a line is."""
        if not line[0].isalnum() and "](" in line:
            line = _LINK.sub(r"\1", line).strip()
        first, second = first_words(line)
        size = len(line)
        if size <= self._tables.longest_phrase.get(first, 0):
            number = self._tables.phrases.get(phrase_key(line))
            if number is not None:
                return Cue(*self._tables.terms[number][:3])
        if first in self._frames.longest:
            before = None if line[0].isalnum() else _BEFORE.match(line)
            at = before.end() if before else 0
            if found := self._frames.find(line, at, size, first, second):
                return found[0].cue
        return None

    def _ended(self, line: str) -> Cue | None:
        """The cue by whose words a line ends: "... contributed to this report"."""
        last = line[-40:].rstrip(AFTER).rsplit(None, 1)[-1:]
        for ending, number in self._tables.endings.get(folded(last[0]) if last else "", ()):
            terms = self._tables.terms[number]
            if len(line) <= terms.longest and phrase_key(line).endswith(ending):
                forbidden = bool(terms.unless) and forbids(tuple(terms.unless)).search(line)
                prose = terms.weighed and _tells(line)
                return None if forbidden or prose else Cue(*terms[:3])
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
        return self._spans.find(line)


def _tells(line: str) -> bool:
    """Whether prose stands before a line's last sentence, or leads to it: "It may say: ..."."""
    *before, last = sentences(line)
    lead, colon, _ = last.rpartition(": ")
    return reporting.leads(lead + colon.rstrip()) or any(
        ends_sentence(one) and is_prose(one) for one in before
    )


@cache
def load(extra: tuple[CueGroup, ...] = ()) -> Cues:
    """The cues of the shipped packs, after a user's own. Read once a process."""
    if not extra:
        return Cues(of_json(data.parsed("cues/tables.json")))  # see cue_build
    from copydesk.cleaners.boilerplate.cue_making import tables

    built = data.parsed("cues/built.json")
    groups = [_group(fields) for fields in built["groups"]]
    sources = [source for group in groups for source in group.sources]
    openings = dict(zip(sources, built["openings"], strict=True))
    return Cues(tables((*extra, *groups), openings, data.parsed("cues/needed.json")))


def _group(fields: Iterable[Any]) -> CueGroup:
    """A group as JSON holds it."""
    values: list[Any] = [tuple(field) if isinstance(field, list) else field for field in fields]
    return CueGroup(*values)


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
            yield group._replace(weighed=said.get("weighed", group.reason in WEIGHED))
