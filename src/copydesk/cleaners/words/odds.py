"""The log-odds that a space was lost at a candidate: what the model says, and what it lacks."""

from __future__ import annotations

from copydesk.cleaners.words.glue import Candidate, Evidence
from copydesk.cleaners.words.joints import LIKELY, SURE
from copydesk.cleaners.words.splits import FREQUENT, SAID
from copydesk.cleaners.words.text_words import plain

SMALL_BEFORE_CAPITAL = 1.0
"""What `viaGetty` gains over the model, which has seen few such in otherwise clean texts."""

NAME_IN_CODE, FAR_IN_CODE = -2.0, -4.0
"""What `nodeLabels` loses in a text that has program code in it, and `logAdminCommands` in any."""

CALLS = 1.2
"""What `PreviewCheck out` gains: many a line of junk begins with such a verb."""

MANY, OF_MANY = 5, 1.5
"""From so many known words in one word each place gains so much: no word is made like that."""

NAME_SAYS = 1.5
"""What `Trumpis` gains: a well-known name before a word that stands behind names all the time."""

NAMED_SO = 0.9
"""Where both parts of a name are capitalized so often they are names each: `ChrisMartin`."""

NAMED, AGAIN, DIFFERENT = -6.0, 3, 2
"""What `remoteStorage` loses that is said so often, behind so many different function words."""

IN_NAME, UNEXPECTED, POSSIBLE = -4.0, -2.0, -1.0
"""What the Theriot of `Ann Theriot`, and Amore inside a sentence, lose if split they could be."""

LONE = -3.0
"""What `inDrive` loses: nobody writes a common word with a capital before one without."""

PLACING, SELDOM = frozenset({"to", "on"}), 0.2
"""Words of them that stand before places and days; what hardly ever has a capital is none."""

NOUN, BRIEF = -6.0, 4
"""What the nota of "the nota" loses: a noun stands there, of so few letters that it is two words by
chance; one letter more where no noun begins so."""

SETTLED = 2.5
"""Log-odds so far from 0 that the rest of a model is not asked."""

IMPOSSIBLE = -20.0


def odds(candidate: Candidate, chunk: str, evidence: Evidence) -> float:
    """The log-odds that a space was lost: by the language's model, or by its function words.

    Where compounds are normal only what no compound has is safe: two function words side by
    side (`dassdie`), or one before a capital (`derUkraine`).
    """
    known, (first, *rest) = evidence.known, candidate.parts
    if candidate.kind in ("brand", "list", "surely"):
        return SURE
    if model := known.models.get(candidate.kind):
        value = model.score(candidate.evidence, SETTLED) + _bias(candidate, evidence)
        if value > POSSIBLE and candidate.kind == "letters":
            value += _in_name(candidate, chunk, evidence)
            value += _as_noun(candidate, chunk, evidence)
        elif value > POSSIBLE and candidate.kind == "case" and evidence.coded(chunk):
            value += FAR_IN_CODE if evidence.code else NAME_IN_CODE
            value -= SMALL_BEFORE_CAPITAL * (first in known.function_words)
        if value > POSSIBLE and candidate.kind == "case" and _is_label(candidate, chunk, evidence):
            value += NAMED
        if value > POSSIBLE and candidate.kind == "case" and _is_lone(candidate, chunk, evidence):
            value += LONE
        return value + (NAMED if value > POSSIBLE and _named(candidate, chunk, evidence) else 0.0)
    if candidate.kind == "small":
        value, (capital,) = _side_by_side(first, rest[0], evidence), candidate.evidence
        return min(value, LIKELY) if capital else value
    return _before_capital(first, rest[0], evidence)


def _in_name(candidate: Candidate, chunk: str, evidence: Evidence) -> float:
    """What the capital of `Mark Theriot` and `named Amore` costs; not `Muskwho` or `The Hadnot`."""
    small, first = evidence.known.function_words, candidate.parts[0]
    before = evidence.text_words.before(chunk)
    if not (chunk[0].isupper() and before.isalpha()) or first not in small or first == "i":
        return 0.0
    if before.islower():
        return UNEXPECTED if first == "a" or small.issuperset(candidate.parts) else 0.0
    return IN_NAME if before.istitle() and plain(before) not in small else 0.0


def _as_noun(candidate: Candidate, chunk: str, evidence: Evidence) -> float:
    """What `the nota` and `a goto` cost: no "not" stands behind an article. Not `the manin`, nor
    `the mostof`."""
    known, first = evidence.known, candidate.parts[0]
    letters, before = sum(map(len, candidate.parts)), evidence.text_words.before(chunk).lower()
    if letters > BRIEF + 1 or before not in known.determiners:
        return 0.0
    never = first in known.function_words and not known.pair(before, first)
    return NOUN if letters <= BRIEF or never else 0.0


def _is_label(candidate: Candidate, chunk: str, evidence: Evidence) -> bool:
    """The AeroPress of a line "For travel: AeroPress" is a name; not NewsThe, nor ChrisMartin."""
    said, parts = evidence.text_words, candidate.parts
    if plain("".join(parts)) != said.unknown[chunk] or chunk not in said.labels:
        return False
    known, lower = evidence.known, list(map(plain, parts))
    if not all(map(str.istitle, parts)) or lower[0] in known.function_words:
        return False
    people = all(known.zipf(part) and known.capital(part) >= NAMED_SO for part in lower)
    return not people and not all(map(said.says, lower))


def _named(candidate: Candidate, chunk: str, evidence: Evidence) -> bool:
    """`a remoteStorage` and `the remoteStorage`, or `‘remoteStorage’`; not `of theMozilla`."""
    said, small = evidence.text_words, evidence.known.function_words
    word = said.unknown[chunk]
    times = said.times(word)
    if times < 2 or not small.isdisjoint(map(plain, candidate.parts)):
        return False
    if said.quoted(word):
        return True
    return times >= AGAIN and len(small.intersection(said.heads(word))) >= DIFFERENT


def _is_lone(candidate: Candidate, chunk: str, evidence: Evidence) -> bool:
    """The Empty of `isEmpty returns` is no name, and begins no title; the Drive of `of inDrive`.

    Not `inUkraine`, `theTimes of London`, nor `saidMusk`.
    """
    known, (first, second) = evidence.known, candidate.parts[:2]
    if first not in known.function_words or not second.istitle():
        return False
    word, after = plain(second), evidence.text_words.after(chunk)
    if known.capital(word) >= 0.5 or not chunk.endswith((second, second + ",", second + ".")):
        return False
    is_noun = evidence.text_words.before(chunk).lower() in known.function_words
    if first in PLACING and known.capital(word) >= SELDOM:
        return not after[:1].isupper() and is_noun
    return not after[:1].isupper() and (is_noun or first in known.code_particles)


def _before_capital(first: str, second: str, evidence: Evidence) -> float:
    """`derUkraine` and, where other spaces were lost, `sagteMerkel`; not `LinkedIn`."""
    known, small = evidence.known, first in evidence.known.function_words
    if (
        not second.istitle()
        or len(second) < 4
        or evidence.text_words.times(plain(first + second)) > 1
    ):
        return IMPOSSIBLE
    if small:
        return SURE
    frequent = len(first) > 2 and known.zipf(plain(first)) >= SAID
    return LIKELY if frequent and known.zipf(plain(second)) >= FREQUENT else IMPOSSIBLE


def _side_by_side(first: str, second: str, evidence: Evidence) -> float:
    """`dassdie` and, where other spaces were lost, `maisonqui` and `dansville`."""
    small = evidence.known.function_words
    if first in small and second in small:
        return SURE if len(first + second) > 4 else IMPOSSIBLE
    beside = evidence.known.beside_words
    other = first if second in beside else second if first in beside else ""
    repeated = evidence.text_words.times(first + second) > 1
    long = len(other) > 3 and len(first + second) > 7 and not repeated
    if second in beside and first[-1] in evidence.known.never_before_small:
        return IMPOSSIBLE
    return LIKELY if long and evidence.known.zipf(other) >= SAID else IMPOSSIBLE


def _bias(candidate: Candidate, evidence: Evidence) -> float:
    """What the models have seen too seldom, or too often."""
    first, second = candidate.parts[:2]
    small = evidence.known.function_words
    if candidate.kind == "case":
        if first in small and len(second) > 3:
            return SMALL_BEFORE_CAPITAL
        if first[:2].isupper() and not first.isupper() and len(first) > 2:
            return NAME_IN_CODE  # XMLHttp|Request
        if not evidence.code:
            return CALLS if plain(second) in evidence.known.calls and second.istitle() else 0.0
        return NAME_IN_CODE if plain(second) in small else FAR_IN_CODE
    if len(candidate.parts) >= MANY and min(map(evidence.frequency, candidate.parts)) >= FREQUENT:
        return OF_MANY
    *_, capital, _, _, _ = candidate.evidence
    name = capital and len(candidate.parts) == 2 and evidence.known.capital(first) >= 0.9
    if name and len(first) > 3 and evidence.known.zipf(first) >= SAID:
        return NAME_SAYS if second in evidence.known.after_names else 0.0
    return 0.0
