"""How sure it is that a run of letters is two words that lost the space between them.

Log-odds from evidence: how frequent the parts are, alone and as a pair; how readily they begin or
end longer words (`-man` does, `-which` never), and how often the letters around the split stand
inside words; whether the text says the whole again, or the parts elsewhere; lengths, endings and
capitals. A dictionary alone would split Zelenskyy, patreon and gearbox.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import log1p
from typing import NamedTuple

from copydesk._models.vocabulary import RARE, Vocabulary
from copydesk._text.patterns import lazy
from copydesk.cleaners.words.joints import LIKELY, SURE, cased
from copydesk.cleaners.words.text_words import TextWords, plain, unelided

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

SMALL_BEFORE_CAPITAL = 1.0
"""What `viaGetty` gains over the model, which has seen few such in otherwise clean texts."""

NAME_IN_CODE = -2.0
"""What `nodeLabels` loses in a text that has program code in it."""

STEM = 2.0
"""Zipf value from which a word with one more ending is one as well: upbringings."""

SAID = 3.5
"""Zipf value from which a word beside a function word is taken for a word of its own."""

MANY, OF_MANY = 5, 1.5
"""From so many known words in one word each place gains so much: no word is made like that."""

NAME_SAYS = 1.5
"""What `Trumpis` gains: a well-known name before a word that stands behind names all the time."""

NAMED, AGAIN, DIFFERENT = -6.0, 3, 2
"""What `remoteStorage` loses that is said so often, behind so many different function words."""

IN_NAME, POSSIBLE = -4.0, -1.0
"""What the Theriot of `Ann Theriot` loses, if it could be split at all."""

FREQUENT = 3.0
"""Zipf value from which a word beside a known name is taken for a word of its own."""

SETTLED = 2.5
"""Log-odds so far from 0 that the rest of a model is not asked."""

IMPOSSIBLE = -20.0
FREQUENT_PAIR = 3.8
LEAST_LIKELY = -0.9
"""Powers of ten a letter that a chain of four words or more has: not `cos me to log ist`."""

CHAINED, LONG = 2.5, 7  # what stands in a chain of three or more is no rare short word
LONGEST = 60
SHORT_FORMS = "it's he's she's that's what's there's who's here's where's how's let's".split()
_ENDED = lazy(r"(?:ed|ing|ly)\Z")
LETTERS = lazy(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Candidate(NamedTuple):
    """A place in a chunk where two words may meet, what kind it is, and the evidence for it."""

    at: int
    kind: str
    parts: tuple[str, ...]
    evidence: Sequence[float]


class Evidence:
    """What a text, and what is known of its language, say about its words."""

    def __init__(self, text_words: TextWords, known: Vocabulary) -> None:
        self.text_words, self.known = text_words, known
        self._endings = tuple(known.endings_of_words)

    def candidates(self, chunk: str) -> Iterator[Candidate]:
        """The places inside a chunk's words where a space may be lost."""
        for match in _words().finditer(chunk):
            word, (start, end) = match[0], match.span()
            if self.known.elided and (rest := unelided(plain(word), self.known)) != plain(word):
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
        if "letters" not in self.known.models:
            yield from self._small(whole, start, capital, hyphens)
            return
        parts, at = self.best_split(whole, capital), 0
        for first, second in pairwise(parts):
            at += len(first)
            evidence = self.letters(whole, first, second)
            evidence = (*evidence, capital, min(len(parts), 5), *hyphens)
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
        if parts and (value := self._side_by_side(*parts)) > IMPOSSIBLE:
            value = min(value, LIKELY) if capital else value
            yield Candidate(start + len(parts[0]), "small", tuple(parts), (value,))

    def best_split(self, word: str, capital: bool = False) -> tuple[str, ...]:
        """The likeliest split of a lower-case word into parts that are known or said elsewhere.

        Into two, or where that cannot be into more: a link of one word that lost both its spaces.
        """
        if word.endswith("'s") and not any(word.endswith(short) for short in SHORT_FORMS):
            word = word[:-2]
        words, coined = self.known.words, self.text_words.coined
        places = range(1, len(word))
        heads = [at for at in places if word[:at] in words or word[:at] in coined]
        tails = [at for at in heads if word[at:] in words or word[at:] in coined]
        splits = [(word[:at], word[at:]) for at in tails if _real(word, at, capital)]
        best = max(splits, key=self._likeliness, default=())
        if best and min(self._frequency(part) for part in best) >= CHAINED:
            return best
        chain = self._chain(word) if heads else ()
        plainly = best and chain and min(map(self._frequency, chain)) >= SAID
        return chain if not best or (plainly and self._fits(chain) > self._fits(best)) else best

    def _fits(self, parts: tuple[str, ...]) -> float:
        """How likely the words are to stand side by side by chance, on the Zipf scale."""
        return sum(self._frequency(part) for part in parts) - 9 * (len(parts) - 1)

    def _chain(self, word: str) -> tuple[str, ...]:
        """The likeliest chain of known words that makes up the whole word."""
        words = self.known.words
        best: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        for start in range(len(word)):
            if start not in best:
                continue
            value, chain = best[start]
            for end in range(start + 1, len(word) + 1):
                part = word[start:end]
                frequency = words.get(part, 0.0)
                real = part != "i" and frequency > (CHAINED if len(part) < LONG else 0)
                if real and value + frequency - 9 > best.get(end, (-1e9,))[0]:
                    best[end] = value + frequency - 9, (*chain, part)
        value, parts = best.get(len(word), (0.0, ()))
        return parts if len(parts) < 4 or value > LEAST_LIKELY * len(word) else ()

    def _likeliness(self, parts: tuple[str, ...]) -> float:
        return sum(self._pair(first, second) for first, second in pairwise(parts))

    def _pair(self, first: str, second: str) -> float:
        chance = self._frequency(first) + self._frequency(second) - 9
        return self.known.pair(first, second) or min(chance, FREQUENT_PAIR)

    def _frequency(self, part: str) -> float:
        return self.known.words.get(part, RARE)

    def letters(self, whole: str, first: str, second: str) -> Sequence[float]:
        known, says = self.known, self.text_words.says
        frequencies = self._frequency(first), self._frequency(second)
        return (
            self._pair(first, second), *frequencies, min(frequencies),
            known.pair(first, second) > 0, min(len(whole), 20), min(len(first), len(second), 6),
            self._repeated(whole), says(first), says(second),
            known.ending(second), known.beginning(first),
            first in known.function_words, second in known.function_words,
            _ENDED.search(first) is not None, _ENDED.search(second) is not None,
            first.endswith("s"),
            (len(first) == 1) - (len(second) == 1), known.ending(first), known.beginning(second),
            known.seam(first, second), known.capital(first), known.capital(second),
        )  # fmt: skip

    def odds(self, candidate: Candidate, chunk: str) -> float:
        """The log-odds that a space was lost: by the language's model, or by its function words.

        Where compounds are normal only what no compound has is safe: two function words side by
        side (`dassdie`), or one before a capital (`derUkraine`).
        """
        known, (first, *rest) = self.known, candidate.parts
        if candidate.kind in ("brand", "list", "surely"):
            return SURE
        if model := known.models.get(candidate.kind):
            value = model.score(candidate.evidence, SETTLED) + self._bias(candidate)
            if value > POSSIBLE and candidate.kind == "letters" and self._in_name(first, chunk):
                value += IN_NAME
            return value + (NAMED if value > POSSIBLE and self._named(candidate, chunk) else 0.0)
        if candidate.kind == "small":
            return candidate.evidence[0]
        return self._before_capital(first, *rest)

    def _in_name(self, first: str, chunk: str) -> bool:
        """`Mark Theriot`; not `Elon Muskwho`, `The Hadnot` or `the Good Wifeactor`."""
        if not chunk[0].isupper() or first not in self.known.function_words:
            return False
        before = self.text_words.before(chunk)
        closed = plain(before) in self.known.function_words
        return before.istitle() and before.isalpha() and not closed

    def _named(self, candidate: Candidate, chunk: str) -> bool:
        """`a remoteStorage` and `the remoteStorage`, or `‘remoteStorage’`; not `of theMozilla`."""
        said, small = self.text_words, self.known.function_words
        word = said.unknown[chunk]
        times = said.times(word)
        if times < 2 or not small.isdisjoint(map(plain, candidate.parts)):
            return False
        if said.quoted(word):
            return True
        return times >= AGAIN and len(small.intersection(said.heads(word))) >= DIFFERENT

    def _before_capital(self, first: str, second: str) -> float:
        """`derUkraine` and, where other spaces were lost, `sagteMerkel`; not `LinkedIn`."""
        known, small = self.known, first in self.known.function_words
        if (
            not second.istitle()
            or len(second) < 4
            or self.text_words.times(plain(first + second)) > 1
        ):
            return IMPOSSIBLE
        if small:
            return SURE
        frequent = len(first) > 2 and known.zipf(plain(first)) >= SAID
        return LIKELY if frequent and known.zipf(plain(second)) >= FREQUENT else IMPOSSIBLE

    def _side_by_side(self, first: str, second: str) -> float:
        """`dassdie` and, where other spaces were lost, `maisonqui` and `dansville`."""
        small = self.known.function_words
        if first in small and second in small:
            return SURE if len(first + second) > 4 else IMPOSSIBLE
        beside = self.known.beside_words
        other = first if second in beside else second if first in beside else ""
        repeated = self.text_words.times(first + second) > 1
        long = len(other) > 3 and len(first + second) > 7 and not repeated
        if second in beside and first[-1] in self.known.never_before_small:
            return IMPOSSIBLE
        return LIKELY if long and self.known.zipf(other) >= SAID else IMPOSSIBLE

    def _bias(self, candidate: Candidate) -> float:
        """What the models have seen too seldom, or too often."""
        first, second = candidate.parts[:2]
        small = self.known.function_words
        if candidate.kind == "case":
            if first in small and len(second) > 3:
                return SMALL_BEFORE_CAPITAL
            if first[:2].isupper() and not first.isupper() and len(first) > 2:
                return NAME_IN_CODE  # XMLHttp|Request
            return NAME_IN_CODE if self.text_words.code else 0.0
        if len(candidate.parts) >= MANY and min(map(self._frequency, candidate.parts)) >= FREQUENT:
            return OF_MANY
        *_, capital, _, _, _ = candidate.evidence
        name = capital and len(candidate.parts) == 2 and self.known.capital(first) >= 0.9
        if name and len(first) > 3 and self.known.zipf(first) >= SAID:
            return NAME_SAYS if second in self.known.after_names else 0.0
        return 0.0

    def _repeated(self, whole: str) -> float:
        """What stands in a text again and again is a word of its own."""
        return log1p(max(self.text_words.times(whole) - 1, 0))

    def _bent(self, word: str, bends: list[int], start: int) -> Iterator[Candidate]:
        """`saidMusk`, `ShareTweetEmail`: capitals inside a word."""
        whole, cuts = plain(word), [0, *bends, len(word)]
        if self.known.zipf(whole) or self._identifier(word, bends):
            return
        begin, end = self._brand(word, bends)
        for at in self._beside(word, begin, end):
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
        """`querySelector`, `getElementById`: program code names things so; not `getUkraine`."""
        name = self.known.capital(plain(word[bends[0] : [*bends, len(word)][1]])) >= 0.9
        return word[: bends[0]] in self.known.code_heads and not name

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

    def _beside(self, word: str, begin: int, end: int) -> Iterator[int]:
        """The sides of a name at which known words begin."""
        rest = word[end:]
        if begin and self.known.zipf(plain(word[:begin])) >= FREQUENT:
            yield begin
        if end and rest.islower() and len(rest) > 1:
            small = rest in self.known.function_words or rest in self.known.after_names
            if small or self.known.zipf(rest) >= FREQUENT + 1 or self.best_split(rest):
                yield end

    def _listed(self, parts: list[str]) -> bool:
        """Names in a row, `AfghanistanAlbaniaAlgeria`, or words of a menu; not `BlaBlaCar`."""
        known, lower = self.known, [plain(part) for part in parts]
        if len(parts) < 3 or min(map(len, parts)) < 4 or not all(map(str.istitle, parts)):
            return False
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


def _real(word: str, at: int, capital: bool) -> bool:
    """A lone i is a word only as a capital."""
    return word[at:] != "i" and (capital or word[:at] != "i")


@cache
def _words() -> re.Pattern[str]:
    """Words that stand free: no digit, slash or inner full stop beside them."""
    return re.compile(r"(?<![\w.’'&/+])[^\W\d_]+(?:['’][^\W\d_]+)*(?![\w’'&/+(]|\.\w)")


@cache
def _bends() -> re.Pattern[str]:
    lower, upper = cased()
    return re.compile(rf"(?<=[{lower}])[{upper}]")
