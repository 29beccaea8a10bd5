"""Remove boilerplate: decide line by line what is article, and name what is not.

Three witnesses: cues (a line that is boilerplate by its very wording), a line model (how sure a
line is article, by its words and its neighbours) and structure (an article is one run of lines).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from copydesk._kernels.blocks import is_foreign
from copydesk._text.edits import Change, Edit, Span, compose, removals, splice
from copydesk._text.kind import is_data
from copydesk._text.legal import is_legal
from copydesk._text.listing import is_verse, list_entries, spoken
from copydesk._text.options import patterns, protected
from copydesk._text.shown import shown_lines
from copydesk._text.tabular import figure_rows, is_rows
from copydesk.cleaners.boilerplate import cues as packs
from copydesk.cleaners.boilerplate import line_context, line_model, page_run, structure, subject
from copydesk.cleaners.boilerplate import lines as layout
from copydesk.cleaners.boilerplate.cue_format import CueGroup, groups_of
from copydesk.cleaners.boilerplate.cues import Cue
from copydesk.cleaners.boilerplate.everyday import less_own_lists
from copydesk.cleaners.boilerplate.feed_footer import feed_footer
from copydesk.cleaners.boilerplate.headline import headline, led_by
from copydesk.cleaners.boilerplate.line_features import measured
from copydesk.cleaners.boilerplate.lines import Block, Line
from copydesk.cleaners.boilerplate.peeling import Peeled, Peeler
from copydesk.cleaners.boilerplate.structure import Reasons
from copydesk.cleaners.boilerplate.told import told_lines, within

ROUNDS = 20
"""How often a result is looked at again; it takes two or three rounds until nothing changes."""
LOOSE = 12
"""A text with fewer blocks that do not end as a sentence is never taken for that of a page."""
IN_SENTENCES = 0.9
"""A text with a larger share of its words in sentences is an article already."""
FEW, SHORT = 5, 0.4
"""A page shows itself by so many different cues; with fewer, so many of its blocks are short."""
LEAST = 3
"""With fewer cues a list of short lines is a table, or products with their features. Where no pack
of cues knows the script, they are no witness."""
CUT, CUT_SHARE = 8, 0.05
"""Where line breaks were lost, a page shows itself by so many, and so many of its pieces: program
code in an article is in pieces, too."""
SURE_PAGE, VERY_SURE_PAGE = 0.5, 2.0
"""Log-odds above which a text is taken for that of a page: with cues, and with few of them."""
PICTURES = 3
"""So many captions at least, and half of a text's lines, are what it shows."""


class _Read:
    """What has been read of a text: lines, peeled, and the shape in which nothing was to remove."""

    def __init__(self, peel: Peeler) -> None:
        self.peel = peel
        self.settled: Sequence[object] | None = None


@dataclass(frozen=True)
class RemoveBoilerplate:
    """Remove the lines of a text that are not article.

    `extra_cues` are cue groups of your own (see `copydesk.cues.read`); `keep` are
    regular expressions: a line in which one of them is found is never removed; `model` is the path
    of a model file of your own (see `copydesk.training.lines`); with `keep_headline` a page's
    headline stays above its article.

    >>> remove_boilerplate("Rain fell on the coast all night.\\n\\nShare this:")
    'Rain fell on the coast all night.'

    A sentence stays, whatever it speaks of:

    >>> remove_boilerplate("Share this with your neighbours, the mayor said on Monday.")
    'Share this with your neighbours, the mayor said on Monday.'
    """

    extra_cues: tuple[CueGroup, ...] = ()
    keep: tuple[str, ...] = ()
    model: str | None = None
    keep_headline: bool = False
    __name__: ClassVar[str] = "remove_boilerplate"
    settles: ClassVar[bool] = True

    def __post_init__(self) -> None:
        """Raises BadCues for what is no cue group or no pattern, NotText for no list of texts."""
        object.__setattr__(self, "extra_cues", groups_of("extra_cues", self.extra_cues))
        object.__setattr__(self, "keep", patterns("keep", self.keep))

    def __call__(self, text: str) -> str:
        return splice(text, self.changes(text))

    def changes(self, text: str) -> list[Change]:
        """What is removed, and why: the rule applied until it finds nothing more."""
        return self._changes(text, _Read(Peeler(packs.load(self.extra_cues), self.keep)))

    def rereading(self) -> Callable[[str], list[Change]]:
        """`changes` for one text, each line of which is looked at once."""
        return partial(self._changes, read=_Read(Peeler(packs.load(self.extra_cues), self.keep)))

    def _changes(self, text: str, read: _Read) -> list[Change]:
        current, edits = text, list[Edit]()
        for _ in range(ROUNDS):
            found = self._once(current, read)
            if not edits and (not found or is_data(text)):
                return []
            if not found:
                return [Change(e.start, e.end, e.after, e.reason) for e in edits]
            edits = compose(text, current, edits, found, self.__name__)
            current = splice(current, found)
        return []  # it does not settle: then it is no article with something around it

    def _once(self, text: str, read: _Read) -> list[Change]:
        footer = feed_footer(text)
        left = len(text[: footer.start].rstrip()) if footer else 0
        if footer and left and not protected(text[left:], self.keep):
            return removals([(left, len(text), footer.reason)])
        peel = read.peel
        doubtful = peel.doubtful(text)
        plain = not structure.breaks_off(text) and not is_foreign(text)
        if plain and not layout.may_be_glued(text) and not peel.finds(text, doubtful):
            return []  # so it is with most articles
        lines = layout.split(text)
        shape = layout.shape(text, lines)
        if shape == read.settled:
            return []
        cut = layout.pieces(text, lines)
        if len(cut) > len(lines) and (found := self._of(text, cut, peel.all(cut), is_cut=True)):
            return found
        peeled = [
            peel(line.text, doubtful[line.start]) if line.start in doubtful else Peeled(line.text)
            for line in lines
        ]
        found = self._of(text, lines, peeled)
        if not found:
            read.settled = shape
        return found

    def _of(
        self, text: str, lines: Sequence[Line], peeled: Sequence[Peeled], *, is_cut: bool = False
    ) -> list[Change]:
        """What goes by line; of lines that were cut nothing unless they are a page's."""
        peeled = _less_told(lines, peeled if is_cut else _less_within(lines, peeled))
        reasons = self._reasons(text, lines, peeled, is_cut)
        pictures = _pictures(peeled, reasons)
        reasons = [None if i in pictures else reason for i, reason in enumerate(reasons)]
        if None not in reasons:  # nothing would be left: then nothing is boilerplate
            return []
        found = any(reasons) or any(p.cut for p in peeled)
        if found and is_legal([line.text for line in lines]):
            return []
        texts = [line.text for line in lines] if found else []
        said = spoken(texts) | shown_lines(texts) | list_entries(texts) | pictures
        cuts = [
            () if i in said else subject.less_subject(line.text, p.cut)
            for i, (line, p) in enumerate(zip(lines, peeled, strict=True))
        ]
        return removals([*_whole(text, lines, reasons), *_hanging(lines, cuts, reasons)])

    def _reasons(
        self, text: str, lines: Sequence[Line], peeled: Sequence[Peeled], is_cut: bool
    ) -> Reasons:
        """Why each line goes; None where it stays."""
        found = structure.less_at_edges(lines, [p.cue for p in peeled])
        code = shown_lines([line.text for line in lines])
        kept = [p.kept or i in code for i, p in enumerate(peeled)]
        left = [p.text for p in peeled]
        may_be_page = _may_be_page(text, lines, found)
        asked = may_be_page or structure.heads_run(found)
        blocks = layout.blocks(text, lines, found) if asked else []
        whole = layout.paragraphs(left, blocks)
        reasons = structure.by_cue(left, found, whole)
        if may_be_page and self._read_as_page(left, blocks, found, kept, reasons, is_cut):
            structure.peel_ends(left, found, reasons)
        elif is_cut:
            return []
        else:
            if (less := less_own_lists(whole, found)) is not found:
                found, reasons = less, structure.by_cue(left, less, whole)
            subject.keep_subject(left, reasons)
            structure.peel_ends(left, found, reasons)
            subject.keep_entries(left, reasons)
        structure.cut_short(left, reasons)
        return [None if stays else reason for stays, reason in zip(kept, reasons, strict=True)]

    def _read_as_page(
        self,
        left: Sequence[str],
        blocks: Sequence[Block],
        found: Sequence[Cue | None],
        kept: Sequence[bool],
        reasons: Reasons,
        is_cut: bool,
    ) -> bool:
        """Add why blocks go by model and structure; an extracted article is left alone: False."""
        model = line_model.load(self.model)
        cues = len({block.text for block in blocks if found[block.first]})
        blocks = page_run.without_marks(blocks, found)
        measures = measured(blocks, model.words)
        if measures.in_sentences >= IN_SENTENCES or (cues < FEW and measures.short < SHORT):
            return False
        if cues < LEAST and not measures.unknown_script:
            return False
        if is_cut and cues < max(CUT, CUT_SHARE * len(blocks)):
            return False
        scores = line_model.scores(measures, model.page)
        if model.kind_score(measures, scores) <= (SURE_PAGE if cues >= FEW else VERY_SURE_PAGE):
            return False
        page = page_run.wording(blocks, measures.words, found, reasons, is_cut)
        scores = line_context.scores(measures, scores, page, model.context)
        run = page_run.best_run(page_run.gains(scores, page), page.cued)
        verdicts = page_run.of_page(measures, scores, page.named, run)
        for block, reason in zip(blocks, verdicts, strict=True):
            for i in range(block.first, block.last):
                reasons[i] = reasons[i] or (None if kept[i] else reason)
        top = headline(blocks, page.cued, measures.words, *run)
        if top is not None:  # a list's head above it may have taken it for an item
            first, last = blocks[top].first, blocks[top].last
            first += led_by(left[first:last], blocks[0].text)
            reasons[first:last] = [None if self.keep_headline else "headline"] * (last - first)
        return True


def _less_within(lines: Sequence[Line], peeled: Sequence[Peeled]) -> Sequence[Peeled]:
    """The lines with the notices that stand between the sentences of a paragraph."""
    if not any(p.cut for p in peeled):
        return peeled
    cuts = within([line.text for line in lines], [p.cut for p in peeled])
    return [
        p if len(cut) == len(p.cut) else Peeled(splice(line.text, removals(cut)), cut)
        for line, p, cut in zip(lines, peeled, cuts, strict=True)
    ]


def _pictures(peeled: Sequence[Peeled], reasons: Reasons) -> frozenset[int]:
    """The captions of a text that is made of them, a line each: pictures of the week."""
    found = frozenset(
        i
        for i, p in enumerate(peeled)
        if reasons[i : i + 1] == ["caption"] or (p.cut and p.cut[-1][2] == "caption")
    )
    return found if len(found) >= max(PICTURES, len(peeled) / 2) else frozenset()


def _less_told(lines: Sequence[Line], peeled: Sequence[Peeled]) -> Sequence[Peeled]:
    """The lines without a poem's title, rows of figures, and notices that are told to be quoted."""
    first = [p.cut[0] if p.cut else (0, 0, p.cue and p.cue.reason) for p in peeled]
    reasons, whole = [reason for *_, reason in first], [start == 0 for start, *_ in first]
    texts = [line.text for line in lines]
    told = set(told_lines(texts, reasons, whole))
    if peeled and peeled[0].cue and is_verse(texts):
        told.add(0)
    if any(p.cue or p.cut for p in peeled):
        told.update(figure_rows(texts))
        told.update(i for i, p in enumerate(peeled) if p.cue and is_rows(texts[i]))
    if not told:
        return peeled
    return [Peeled(lines[i].text) if i in told else p for i, p in enumerate(peeled)]


def _may_be_page(text: str, lines: Sequence[Line], found: Sequence[Cue | None]) -> bool:
    """Whether it has loose lines, and cues or letters that no pack of cues knows."""
    cues = sum(cue is not None for cue in found)
    if cues < LEAST and not is_foreign(text):
        return False
    return sum(not line.ends_sentence for line in lines) >= LOOSE


def _hanging(
    lines: Sequence[Line], cuts: Sequence[Sequence[Span]], reasons: Reasons
) -> Iterator[Span]:
    """Junk that hangs on lines that stay."""
    for line, cut, reason in zip(lines, cuts, reasons, strict=True):
        if reason is None:
            yield from ((line.at + start, line.at + end, why) for start, end, why in cut)


def _whole(text: str, lines: Sequence[Line], reasons: Reasons) -> Iterator[Span]:
    """Each run of lines that go for one reason, with the line breaks beside it."""
    i = 0
    while i < len(lines):
        j = i
        while j < len(lines) and reasons[j]:
            j += 1
        if j > i:
            yield from _spans(text, lines, reasons, i, j)
        i = j + 1


def _spans(text: str, lines: Sequence[Line], reasons: Reasons, i: int, j: int) -> Iterator[Span]:
    """The spans of lines i to j, all of which go: the wider gap beside them is what stays."""
    before = lines[i - 1].end if i else 0
    after = lines[j].start if j < len(lines) else len(text)
    wide = text.count("\n", before, lines[i].start) > text.count("\n", lines[j - 1].end, after)
    gap_first = i > 0 and (j == len(lines) or not wide)
    at = before if gap_first or i == 0 else lines[i].start
    end = lines[j - 1].end if gap_first and j < len(lines) else after
    for k in range(i, j):
        if k + 1 == j or reasons[k + 1] != reasons[k]:
            stop = end if k + 1 == j else (lines[k].end if gap_first else lines[k + 1].start)
            yield at, stop, str(reasons[k])
            at = stop


remove_boilerplate = RemoveBoilerplate()
