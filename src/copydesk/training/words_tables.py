"""What the splitter of glued words knows about a language: counted from lists and articles.

* Words: wordfreq's large English list, less the forms that are glued words themselves (`ofthe`,
  `isa`: rarer by far than the pair of words they are made of), plus names and coinages of the
  training articles. Zipf scale: log10 of the count per thousand million words.
* Seams: six letters in a row that many words hold. Capitals: how often a word has one in sentences.
* Pairs: the most frequent pairs of neighbours, from symspellpy's list (Google Books n-grams).
* Affixes: how many words of the list begin or end in a word: `-man` ends hundreds, `-which` none.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import TypeAlias

from copydesk._models.vocabulary import Vocabulary, lists, vocabulary
from copydesk.cleaners.words.glue import Evidence
from copydesk.cleaners.words.text_words import TextWords

LEAST_WORD, LEAST_PART, LEAST_PAIR = 1.0, 2.0, 5.3
LEAST_LIKELY = -1.3
"""Powers of ten for each letter: rarer chains of words need not be told from real words."""

SHORT = frozenset(
    "a i am an as at be by do go he hi if in is it me mr ms my no of oh ok on or so to uk un up us "
    "we ad ai al ah dr el eu ex id ii jr la le mp pc pm pr tv uh um vs ya ye yo de vp gp cv hq hr "
    "bc ac tb ed km cm mm kg lb ft sq st rd th nd qb xi wi ho li wu de du".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


Articles: TypeAlias = Sequence[tuple[str, str]]
"""The site and the text of each."""


def all_tables(language: str, articles: Articles) -> dict[str, bytes]:
    """All tables of a language, by name. English only: its pairs and trusted words are at hand."""
    pairs, trusted = symspell()
    small = frozenset(lists(language)["function_words"].split())
    words = {
        w: z
        for w, z in listed(language).items()
        if usable(w, z) and not glued(w, z, pairs, trusted, small)
    }
    words = {w: z for w, z in words.items() if not compound_of(w, z, words, trusted)}
    new = coinages(words, articles)
    words = {w: LEAST_WORD for w in trusted if usable(w, LEAST_WORD)} | words | new
    words = {w: z for w, z in words.items() if not w.endswith("'s") or z > 4.5}
    beginnings, endings = affixes(words)
    evidence = Evidence(TextWords("", known := with_words(language, words)), known)
    words = {
        w: z
        for w, z in words.items()
        if z >= LEAST_PART or tempting(w, words) or chained(w, evidence, w in trusted)
    }
    names = lists(language)["camel_names"].lower().split()  # with a capital inside
    words |= {name: LEAST_WORD for name in names if name not in words}
    found = {
        "words": words,
        "pairs": telling_pairs(pairs, small),
        "beginnings": beginnings,
        "endings": endings,
        "seams": seams(words),
        "capitals": capitals(text for _, text in articles),
    }
    return {name: table(name, values) for name, values in found.items()}


def listed(language: str) -> dict[str, float]:
    """The words of the largest list that there is, on the Zipf scale."""
    import wordfreq

    size = "large" if language in wordfreq.available_languages("large") else "small"
    return {w: zipf(f) for w, f in wordfreq.get_frequency_dict(language, size).items()}


def zipf(share: float) -> float:
    return math.log10(share) + 9


def symspell() -> tuple[dict[str, float], frozenset[str]]:
    """Pairs of words on the Zipf scale, and words that were checked against dictionaries."""
    folder = files("symspellpy")
    rows = folder.joinpath("frequency_bigramdictionary_en_243_342.txt").read_text("utf-8-sig")
    pairs = (row.split() for row in rows.splitlines())
    rows = folder.joinpath("frequency_dictionary_en_82_765.txt").read_text("utf-8-sig")
    trusted = frozenset(row.split()[0] for row in rows.splitlines())
    return {f"{a} {b}": zipf(int(count) / 1e12) for a, b, count in pairs}, trusted


def usable(word: str, value: float) -> bool:
    """Letters and inner apostrophes; of the shortest words only real ones."""
    if not _WORD.fullmatch(word) or value < LEAST_WORD:
        return False
    return word in SHORT if len(word) <= 2 else len(word) > 3 or value >= 3


def glued(
    word: str,
    value: float,
    pairs: Mapping[str, float],
    trusted: frozenset[str],
    small: frozenset[str],
) -> bool:
    """Is the word a frequent pair without its space? A hundredth of the pair's frequency tells."""
    if word in trusted or value > 4.2:
        return False
    splits = ((word[:i], word[i:]) for i in range(1, len(word)))
    return any(
        pairs.get(f"{first} {second}", 0) > value + (2 if {first, second} & small else 3)
        for first, second in splits
    )


def compound_of(
    word: str, value: float, words: Mapping[str, float], trusted: frozenset[str]
) -> bool:
    """The same where the pair was not counted: a function word beside a common one."""
    if word in trusted or value > 4.2:
        return False
    for i in range(1, len(word)):
        first, second = words.get(word[:i], 0), words.get(word[i:], 0)
        if max(first, second) > 6 and min(first, second) > 4 and first + second - 9 > value + 2:
            return True
    return False


def coinages(words: Mapping[str, float], articles: Articles) -> dict[str, float]:
    """Words that the list lacks and that stand in articles of two sites or more."""
    sites = defaultdict[str, set[str]](set)
    for site, text in articles:
        for word in set(_WORD.findall(text.lower().replace("’", "'"))):
            sites[word.removesuffix("'s")].add(site)
    return {
        word: round(1.6 + math.log10(len(seen)), 1)
        for word, seen in sites.items()
        if len(seen) > 1 and len(word) > 3 and word not in words and not _two(word, words)
    }


def _two(word: str, words: Mapping[str, float]) -> bool:
    parts = ((words.get(word[:i], 0), words.get(word[i:], 0)) for i in range(1, len(word)))
    return any(min(both) > 3.5 and max(both) > 5 for both in parts)


def tempting(word: str, words: Mapping[str, float]) -> bool:
    """Could a rare word be taken for two? Only such need to be known."""
    return any(min(words.get(word[:i], 0), words.get(word[i:], 0)) > 2 for i in range(1, len(word)))


def with_words(language: str, words: Mapping[str, float]) -> Vocabulary:
    """What is known of a language, with these words: those of some frequency."""
    return vocabulary(language).with_words({w: z for w, z in words.items() if z >= LEAST_PART})


def chained(word: str, evidence: Evidence, trusted: bool) -> bool:
    """Could a rare word be taken for three or more? `familiarised`, `enteritis`."""
    if evidence.known.zipf(word) or len(parts := evidence.best_split(word)) < 3:
        return False
    likely = sum(evidence.known.words.get(part, 0.0) - 9 for part in parts)
    return trusted or likely > LEAST_LIKELY * len(word)


def telling_pairs(pairs: Mapping[str, float], small: frozenset[str]) -> dict[str, float]:
    """The frequent pairs with a function word: two others side by side tell next to nothing."""
    frequent = {pair: z for pair, z in pairs.items() if z >= LEAST_PAIR}
    return {pair.replace(" ", "_"): z for pair, z in frequent.items() if small & set(pair.split())}


def affixes(words: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """log(1 + n) of how many words begin, or end, in a word, where the rest is a word as well."""
    beginnings, endings = Counter[str](), Counter[str]()
    for word in words:
        for i in range(2, len(word) - 1):
            first, second = words.get(word[:i], 0), words.get(word[i:], 0)
            beginnings[word[:i]] += first > 0 and second >= 2.5
            endings[word[i:]] += second > 0 and first >= 2.5
    return _logs(beginnings), _logs(endings)


def _logs(counts: Mapping[str, int]) -> dict[str, float]:
    return {word: math.log1p(n) for word, n in counts.items() if n > 1}


def seams(words: Mapping[str, float]) -> dict[str, float]:
    """log(1 + n) of the words that hold six letters in a row: `tional` is no place to split."""
    counts = Counter(word[i : i + 6] for word in words for i in range(len(word) - 5))
    return {letters: math.log1p(n) for letters, n in counts.items() if n > 3}


def capitals(texts: Iterable[str]) -> dict[str, float]:
    """How often a word has a capital inside sentences: 1 for Ukraine, 0 for which."""
    seen, capital = Counter[str](), Counter[str]()
    for text in texts:
        words = re.findall(r"(?<=[a-z,;] )[^\W\d_]+", text)
        seen.update(word.lower() for word in words)
        capital.update(word.lower() for word in words if word[0].isupper())
    return {w: capital[w] / n for w, n in seen.items() if n > 2 and len(w) > 1}


def by_value(values: Mapping[str, float]) -> list[str]:
    """A line for each value, in tenths, highest first: the value and its words."""
    lines = defaultdict[int, list[str]](list)
    for word in sorted(values):
        lines[round(values[word] * 10)].append(word)
    return [f"{value} {' '.join(lines[value])}" for value in sorted(lines, reverse=True)]


def table(name: str, values: Mapping[str, float]) -> bytes:
    """The content of a file: what it holds, who made it, and a line for each value."""
    head = f"# {HEADS[name]}\n# {MADE}\n"
    return (head + "\n".join(by_value(values)) + "\n").encode()


MADE = "Made by `python -m copydesk.training words`; sources and licences in DATA-LICENSE.txt."
HEADS = {
    "words": "Frequent words: tenths of the Zipf scale, then the words.",
    "pairs": "Pairs of words by frequency: tenths of the Zipf scale, then the pairs.",
    "beginnings": "Words that begin longer words: tenths of log(1 + how many).",
    "endings": "Words that end longer words: tenths of log(1 + how many).",
    "seams": "Six letters inside words: tenths of log(1 + how many words hold them).",
    "capitals": "Share of capitals inside sentences: tenths, then the words.",
}
