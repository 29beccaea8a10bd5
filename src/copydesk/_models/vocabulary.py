"""What is known of a language's words: how frequent they are, alone, side by side and inside words.

A language is a folder of data files, read on first need: adding one touches no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from itertools import repeat

from copydesk._kernels.settled import Glue
from copydesk._kernels.tokens import Lists, words
from copydesk._models.trees import Model, load
from copydesk._text import data

LISTS = (
    "function_words", "months", "before_numbers", "after_numbers", "abbreviations", "never_right",
    "camel_heads", "camel_names", "closing_abbreviations", "number_labels", "after_names",
    "never_one", "beside_words", "elided", "never_before_small", "endings_of_words", "measures",
    "code_heads", "name_heads", "titles", "calls", "side_by_side", "code_particles",
    "determiners",
)  # fmt: skip

LEAST = 1.0
"""Zipf value of a word of which only that it is one is known."""


class Vocabulary:
    """Frequencies on the Zipf scale: log10 of the count per thousand million words.

    >>> english = vocabulary("en")
    >>> english.zipf("the"), english.zipf("ukraine's") > 0, english.zipf("ukrainewhich")
    (7.7, True, 0.0)
    """

    language: str
    words: Mapping[str, float]
    function_words: frozenset[str]
    months: frozenset[str]
    before_numbers: frozenset[str]
    after_numbers: frozenset[str]
    abbreviations: frozenset[str]
    never_right: frozenset[str]
    camel_heads: frozenset[str]
    camel_names: frozenset[str]
    closing_abbreviations: frozenset[str]
    number_labels: frozenset[str]
    after_names: frozenset[str]
    never_one: frozenset[str]
    beside_words: frozenset[str]
    elided: frozenset[str]
    never_before_small: frozenset[str]
    endings_of_words: frozenset[str]
    measures: frozenset[str]
    code_heads: frozenset[str]
    name_heads: frozenset[str]
    titles: frozenset[str]
    calls: frozenset[str]
    side_by_side: frozenset[str]
    code_particles: frozenset[str]
    determiners: frozenset[str]

    def __init__(
        self, language: str, words: Mapping[str, float], listed: Mapping[str, frozenset[str]]
    ) -> None:
        self.language, self.words = language, words
        vars(self).update(listed)

    def with_words(self, words: Mapping[str, float]) -> Vocabulary:
        """The same of other words."""
        return Vocabulary(self.language, words, {field: getattr(self, field) for field in LISTS})

    @cached_property
    def pairs(self) -> Mapping[str, float]:
        return _counted(self.language, "pairs")

    @cached_property
    def beginnings(self) -> Mapping[str, float]:
        return _counted(self.language, "beginnings")

    @cached_property
    def endings(self) -> Mapping[str, float]:
        return _counted(self.language, "endings")

    @cached_property
    def seams(self) -> Mapping[str, float]:
        return _counted(self.language, "seams")

    @cached_property
    def capitals(self) -> Mapping[str, float]:
        return _shares(self.language, "capitals")

    @cached_property
    def names(self) -> frozenset[str]:
        """Names, in lower case, that look like two words: never split behind a capital."""
        return _listed(self.language, "names")

    @cached_property
    def settling(self) -> Lists:
        """What is asked of a chunk before its words and joints are."""
        return Lists(
            units=self.after_numbers,
            words=self.function_words | self.measures,
            labels=self.number_labels | self.months | self.before_numbers,
            months=self.months,
            names=self.names,
            never=self.never_one,
            endings=self.endings_of_words,
            small=self.function_words,
            beside=self.beside_words,
            glue=lambda: self.glue,
        )

    @cached_property
    def glue(self) -> Glue | None:
        """How a run of letters is weighed that may be two words; None without a model."""
        if "letters" not in self.models:
            return None
        return Glue(
            self.pairs, self.beginnings, self.endings, self.seams, self.capitals,
            self.function_words, self.models["letters"].score,
        )  # fmt: skip

    @cached_property
    def models(self) -> Mapping[str, Model]:
        kinds = lists(self.language).get("models", "").split()
        return {kind: load(f"languages/{self.language}/{kind}.json") for kind in kinds}

    def zipf(self, word: str) -> float:
        """Frequency of a lower-case word, 0 if unknown; a possessive counts a tenth of its noun."""
        value = self.words.get(word, 0.0)
        if not value and word.endswith("'s"):
            return max(self.words.get(word[:-2], 0.0) - 1, 0.0)
        return value

    def pair(self, first: str, second: str) -> float:
        """Frequency of two neighbours if they are a frequent pair, else 0."""
        return self.pairs.get(f"{first}_{second}", 0.0)

    def beginning(self, word: str) -> float:
        """How readily a word begins longer ones: log(1 + how many)."""
        return self.beginnings.get(word, 0.0)

    def ending(self, word: str) -> float:
        """How readily a word, or its singular, ends longer ones."""
        return max(self.endings.get(word, 0.0), self.endings.get(word.removesuffix("s"), 0.0))

    def seam(self, first: str, second: str) -> float:
        """How often the letters around a split stand inside words: log(1 + how many)."""
        return self.seams.get(first[-3:] + second[:3], 0.0)

    def capital(self, word: str) -> float:
        """The share of capitals among its occurrences inside sentences; one half if unknown."""
        return self.capitals.get(word, 0.5)


@cache
def languages() -> tuple[str, ...]:
    """The languages whose glued words are split."""
    return data.languages("words.toml")


@cache
def function_words(model: str) -> frozenset[str]:
    """Articles, prepositions, pronouns and the like of all languages, as a model counts them."""
    names = data.languages("function_words.toml")
    tables = (data.toml(f"languages/{name}/function_words.toml") for name in names)
    return frozenset(word for table in tables for word in table.get(model, "").split())


@cache
def vocabulary(language: str) -> Vocabulary:
    """What is known of a language: its words at once, the rest on first need."""
    found = lists(language)
    listed = {field: frozenset(found.get(field, "").split()) for field in LISTS}
    return Vocabulary(language, _words(language, listed["never_one"]), listed)


def _words(language: str, without: frozenset[str]) -> Mapping[str, float]:
    """The words that were added by hand, of which only that they are some is known, and all others,
    but those that are none."""
    added = " ".join(sorted(_listed(language, "added")))
    first = f"{10 * LEAST:.0f} {added}\n".encode() if added else b""
    return words(first + data.read_bytes(f"languages/{language}/words.txt"), without)


@cache
def telling_words() -> Mapping[str, float]:
    """Words that tell a language, common there, and in no other written alike; see `told_by`.

    >>> told_by(telling_words()["said"]), told_by(telling_words()["nicht"])
    ('en', 'de')
    """
    read = ((i, data.lines(f"languages/{name}/telling.txt")) for i, name in enumerate(languages()))
    return words("\n".join(f"{i + 1} {line}" for i, lines in read for line in lines).encode())


def told_by(value: float) -> str:
    """The language that a telling word of this value tells."""
    return languages()[round(10 * value) - 1]


def lists(language: str) -> dict[str, str]:
    """The language's `words.toml`: lists of words with a part of their own."""
    return data.toml(f"languages/{language}/words.toml")


def _counted(language: str, field: str) -> Mapping[str, float]:
    """Words with values; none where a language has no such file."""
    name = f"languages/{language}/{field}.txt"
    return words(data.read_bytes(name) if data.is_file(name) else b"")


def _shares(language: str, field: str) -> dict[str, float]:
    """The same of values that may be 0, which `words` does not know."""
    name = f"languages/{language}/{field}.txt"
    table = dict[str, float]()
    for line in data.read_text(name).split("\n") if data.is_file(name) else ():
        if line and not line.startswith("#"):
            value, _, words = line.partition(" ")
            table.update(zip(words.split(" "), repeat(int(value) / 10)))
    return table


def _listed(language: str, field: str) -> frozenset[str]:
    """The words of a plain list; none where a language has no such file."""
    name = f"languages/{language}/{field}.txt"
    lines = data.lines(name) if data.is_file(name) else ()
    return frozenset(word for line in lines for word in line.split())
