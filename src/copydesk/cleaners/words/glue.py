"""Where a run of letters may be two words that lost the space between them, and the evidence.

How frequent the parts are, alone and as a pair; how readily they begin or end longer words (`-man`
does, `-which` never), and how often the letters around the split stand inside words; whether the
text says the whole again, or the parts elsewhere; lengths, endings and capitals. A dictionary alone
would split Zelenskyy, patreon and gearbox.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate, pairwise
from math import log1p
from typing import NamedTuple

from copydesk._kernels.settled import STEM, free_words
from copydesk._models.vocabulary import Vocabulary
from copydesk._text.patterns import lazy
from copydesk.cleaners.words.joints import LONGEST, cased
from copydesk.cleaners.words.splits import FREQUENT, Splits
from copydesk.cleaners.words.text_words import TextWords, as_said, plain, unelided

EVIDENCE = {
    "letters": (
        "pair first second rarer counted length shortest repeated first_said second_said "
        "ends begins first_function second_function first_ended second_ended plural_first "
        "single ends_first begins_second seam "
        "first_capital second_capital capital parts hyphen_before hyphen_after"
    ).split(),
    "case": (
        "first second rarer first_unknown second_unknown whole pair capital upper upper_word "
        "first_length second_length single bends repeated first_said second_said first_function "
        "second_function head begins ends bent bent_share "
        "first_capital second_capital"
    ).split(),
}
"""What each kind of candidate is judged by, in order: the features of the models in the data."""

IDENTIFIERS = 3
"""A text with so many words like `getElementById` speaks of program code."""

LETTERS = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Candidate(NamedTuple):
    """A place in a chunk where two words may meet, what kind it is, and the evidence for it."""

    at: int
    kind: str
    parts: tuple[str, ...]
    evidence: Sequence[float]


class Evidence(Splits):
    """What a text, and what is known of its language, say about its words."""

    def __init__(self, text_words: TextWords, known: Vocabulary) -> None:
        super().__init__(text_words, known)
        self._endings = tuple(known.endings_of_words)

    def candidates(self, chunk: str) -> Iterator[Candidate]:
        """The places inside a chunk's words where a space may be lost."""
        for match in free_words().finditer(chunk):
            word, (start, end) = match[0], match.span()
            if self.known.elided and (rest := unelided(plain(word), self.known.elided)) != plain(
                word
            ):
                word, start = word[-len(rest) :], end - len(rest)
            if word[1:].islower() and len(word) <= LONGEST:
                hyphens = chunk[start - 1 : start] == "-", chunk[end : end + 1] == "-"
                yield from self._even(word, start, hyphens)
            elif bends := [bend.start() for bend in _bends().finditer(word)]:
                yield from self._bent(word, bends, start)

    def _even(self, word: str, start: int, hyphens: tuple[bool, bool]) -> Iterator[Candidate]:
        """`Ukrainewhich`: no capital tells where the second word begins."""
        whole, capital = plain(word), word[0].isupper()
        if whole in self.known.never_one:
            if word.islower() and (parts := self.best_split(whole)):
                yield Candidate(start + len(parts[0]), "surely", parts, ())
            return
        if self._is_word(whole, capital):
            return
        if self.known.glue is None:
            yield from self._small(whole, start, capital, hyphens)
            return
        parts, found = self.text_words.splits(whole, capital, hyphens, self.known.glue)
        for at, evidence in zip(accumulate(map(len, parts)), found, strict=False):
            yield Candidate(start + at, "letters", parts, evidence)

    def _is_word(self, whole: str, capital: bool) -> bool:
        """Is it known, a known name behind a capital, or a known word with an ending?"""
        known = self.known
        if known.zipf(whole) or (capital and whole in known.names):
            return True
        if not whole.endswith(self._endings):
            return False
        for ending in self._endings:
            stem = whole.removesuffix(ending)
            if len(stem) > (3 if ending == "s" else 4) and known.words.get(stem, 0.0) >= STEM:
                return True
        return False

    def _small(
        self, whole: str, start: int, capital: bool, hyphens: tuple[bool, bool]
    ) -> Iterator[Candidate]:
        """Without a model: the place beside a function word that is the likeliest."""
        if any(hyphens) or len(whole) > LONGEST:
            return
        words = self.known.words
        splits = ((whole[:at], whole[at:]) for at in range(2, len(whole) - 1))
        real = [(words[a] + words[b], a, b) for a, b in splits if a in words and b in words]
        _, *parts = max(real, default=(0.0,))
        if parts:
            yield Candidate(start + len(parts[0]), "small", tuple(parts), (capital,))

    def _repeated(self, whole: str) -> float:
        """What stands in a text again and again is a word of its own."""
        if len(whole) > LONGEST:  # asked at every place of a chunk
            return 0
        return log1p(max(self.text_words.times(whole) - 1, 0))

    def _bent(self, word: str, bends: list[int], start: int) -> Iterator[Candidate]:
        """`saidMusk`, `ShareTweetEmail`: capitals inside a word."""
        whole, cuts = plain(word), [0, *bends, len(word)]
        if self.known.zipf(whole) or self._identifier(word, bends):
            return
        begin, end = self._brand(word, bends)
        for at in self._beside(word, bends, begin, end):
            yield Candidate(start + at, "brand", (word[:at], word[at:]), ())
        listed = self._listed([word[a:b] for a, b in pairwise(cuts)])
        for first, at, last in zip(cuts, cuts[1:], cuts[2:], strict=False):
            parts = word[first:at], word[at:last]
            if listed:
                yield Candidate(start + at, "list", parts, ())
            elif not begin < at < end and not self._particle(*parts):
                yield Candidate(start + at, "case", parts, self.case(whole, *parts, len(bends)))

    def _particle(self, left: str, right: str) -> bool:
        """`DeBernardo`, `VanDyke`; not `thatVan`."""
        return plain(left) in self.known.name_heads and left.istitle() and right.istitle()

    def _identifier(self, word: str, bends: list[int]) -> bool:
        """`querySelector`, `innerHTML`: program code names things so; not `getUkraine`."""
        second = word[bends[0] : [*bends, len(word)][1]]
        name = second.istitle() and self.known.capital(plain(second)) >= 0.9
        return word[: bends[0]] in self.known.code_heads and not name

    @cached_property
    def code(self) -> bool:
        """Is there program code in the text, or are so many names of it in its prose?"""
        if self.text_words.code:
            return True
        words = (as_said(x) for x in self.text_words.unknown if _bends().search(x))
        bent = ((word, [bend.start() for bend in _bends().finditer(word)]) for word in words)
        return sum(self._identifier(word, bends) for word, bends in bent if bends) >= IDENTIFIERS

    def coded(self, chunk: str) -> bool:
        """Is it like `logAdminCommands`, or beside code `isActive`; not `inNewYork`, `viaGetty`?"""
        if len(chunk) > LONGEST:  # asked at every place of a chunk
            return False
        core, known = as_said(chunk), self.known
        cuts = [0, *(bend.start() for bend in _bends().finditer(core)), len(core)]
        head, *parts = [plain(core[a:b]) for a, b in pairwise(cuts)]
        if not core[: cuts[1]].islower() or any(known.capital(part) >= 0.5 for part in parts):
            return False
        if head in known.code_particles:
            return len(parts) > 1 or self.code
        return len(parts) > 1 and head not in known.function_words

    def _brand(self, word: str, bends: list[int]) -> tuple[int, int]:
        """Where a name with a capital inside stands in a longer word: `thatChatGPT`."""
        starts = sorted({0, *bends, *(bend - 1 for bend in bends)}) if len(word) <= LONGEST else []
        for begin in starts:
            if begin and not self.known.zipf(plain(word[:begin])):
                continue
            for end in range(len(word), begin + 3, -1):
                if word[begin:end] in self.known.camel_names:
                    return begin, end
        return 0, 0

    def _beside(self, word: str, bends: list[int], begin: int, end: int) -> Iterator[int]:
        """The sides of a name at which known words begin."""
        rest = word[end:]
        if begin and self.known.zipf(plain(word[:begin])) >= FREQUENT:
            yield begin
        last = max((bend for bend in bends if bend < end), default=0)
        if end and rest.islower() and len(rest) > 1 and not self.known.zipf(plain(word[last:])):
            small = rest in self.known.function_words or rest in self.known.after_names
            if small or self.known.zipf(rest) >= FREQUENT + 1 or self.best_split(rest):
                yield end

    def _listed(self, parts: list[str]) -> bool:
        """Names in a row, `AfghanistanAlbaniaAlgeria`, or words of a menu; not `BlaBlaCar`."""
        known, lower = self.known, [plain(part) for part in parts]
        if known.side_by_side.issuperset(lower):
            return True
        if len(parts) < 3 or min(map(len, parts)) < 4 or not all(map(str.istitle, parts)):
            return False
        if self.code or self.text_words.times("".join(lower)) > 1:
            return False  # StaticLiveServer
        names = all(known.capital(part) >= 0.9 and known.zipf(part) >= FREQUENT for part in lower)
        return names or (len(parts) > 3 and all(known.zipf(part) >= FREQUENT for part in lower))

    def case(self, whole: str, left: str, right: str, bends: int) -> Sequence[float]:
        first, second = plain(left), plain(right)
        known, both = self.known, first + second
        frequencies = known.zipf(first), known.zipf(second)
        others = max(self.text_words.bent - 1, 0)
        return (
            *frequencies, min(frequencies), frequencies[0] == 0, frequencies[1] == 0,
            known.zipf(both), known.pair(first, second) > 0,
            left[0].isupper(), right.isupper(), right.isupper() and len(right) > 1,
            min(len(left), 6), min(len(right), 6), len(left) == 1, min(bends, 4),
            self._repeated(whole), self.text_words.says(first), self.text_words.says(second),
            first in known.function_words, second in known.function_words,
            first in known.camel_heads, known.beginning(first), known.ending(second),
            log1p(others), others / self.text_words.distinct,
            known.capital(first), known.capital(second),
        )  # fmt: skip


@cache
def _bends() -> re.Pattern[str]:
    lower, upper = cased()
    return re.compile(rf"(?<=[{lower}])[{upper}]")
