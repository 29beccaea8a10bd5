"""A pipeline: cleaners in order, run again from the top until none of them changes anything.

So the result is a text that every cleaner leaves as it is, and cleaning it again changes nothing.
`clean` and `explain` share the one loop, so an explanation cannot disagree with the deed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import cycle
from os import PathLike
from typing import NamedTuple, TypeGuard

from copydesk._text.diffs import changes_between
from copydesk._text.edits import Change, Edit, compose, splice
from copydesk._text.options import brief, patterns, texts
from copydesk.cleaners.boilerplate import RemoveBoilerplate
from copydesk.cleaners.boilerplate.cue_format import CueGroup, groups_of
from copydesk.cleaners.characters import fix_characters
from copydesk.cleaners.clutter import RemoveClutter
from copydesk.cleaners.clutter.verdicts import Strength
from copydesk.cleaners.markup import StripMarkup
from copydesk.cleaners.repeats import remove_repeats
from copydesk.cleaners.whitespace import normalize_whitespace
from copydesk.cleaners.words import SplitGluedWords, mend_words
from copydesk.errors import NotStable, NotText, UnknownCleaner
from copydesk.pipeline.explanation import Explanation

Cleaner = Callable[[str], str]
"""Any callable from text to text. One that names its changes itself, and why, has a method
`changes` as well, and `cleaner(text)` is `splice(text, cleaner.changes(text))`. One for which that
costs more than the deed has a method `reasons` instead, which only an explanation asks. One that
always leaves its own result as it is may say `settles = True`, and is not asked about it. One that
would read the same lines again in each round may have a method `rereading`: it returns what stands
in for `changes` while one text is cleaned, and may remember what it has read of it. One that
removes lines may have a method `keeping`: a pipeline gives it the patterns, as a tuple, that any of
its cleaners holds as `keep`, and it returns a cleaner that leaves such lines alone."""

Changes = Callable[[str], Sequence[Change]]
"""The method `changes` or `reasons` of a cleaner that has one."""

ROUNDS = 100
"""How often a pipeline starts again before it gives up with `NotStable`."""


class Step(NamedTuple):
    """One cleaner's change of the text."""

    cleaner: Cleaner
    before: str
    after: str
    named: Sequence[Change] | None = None

    @property
    def changes(self) -> Sequence[Change]:
        """What changed, with reasons: the cleaner's own where it names them, else from a diff."""
        if self.named is not None:
            return self.named
        reasons: Changes | None = getattr(self.cleaner, "reasons", None)
        if reasons is not None:
            return reasons(self.before)
        return changes_between(self.before, self.after, name_of(self.cleaner).replace("_", "-"))


class Pipeline:
    """Cleaners in order, as a value: callable, iterable, comparable, picklable.

    A pipeline inside a pipeline stands for its cleaners. The methods return new pipelines.

    >>> shout = Pipeline(str.strip, str.upper)
    >>> shout(" hello ")
    'HELLO'
    >>> shout.without("upper")(" hello ")
    'hello'
    """

    __slots__ = ("cleaners",)
    cleaners: tuple[Cleaner, ...]

    def __init__(self, *cleaners: Cleaner) -> None:
        for cleaner in cleaners:
            if not callable(cleaner):
                several = isinstance(cleaner, list | tuple)
                hint = "; give them one by one: Pipeline(*cleaners)" if several else ""
                raise NotText(f"a cleaner is a callable from str to str, got {cleaner!r}{hint}")
        flat = (list(c) if isinstance(c, Pipeline) else [c] for c in cleaners)
        self.cleaners = tuple(cleaner for group in flat for cleaner in group)

    def __call__(self, text: str) -> str:
        """Clean a text.

        Raises NotText (a TypeError) for anything but `str`, NotStable where cleaners never settle.
        """
        for step in self.steps(text):
            text = step.after
            del step  # it holds the text as it was before
        return text

    def explain(self, text: str) -> Explanation:
        """Clean a text and tell what was changed, where, by which cleaner and why."""
        original, edits = text, list[Edit]()
        for step in self.steps(text):
            text = step.after
            edits = compose(original, step.before, edits, step.changes, name_of(step.cleaner))
        return Explanation(text, tuple(edits))

    def steps(self, text: str) -> Iterator[Step]:
        """Each change on the way to a text that every cleaner leaves as it is."""
        _demand_text(text)
        quiet, cleaners = 0, _told_what_to_keep(self.cleaners)
        named = map(_changes_of, cleaners)
        pairs = cycle(list(zip(cleaners, named, strict=True)))
        for left in range(ROUNDS * len(cleaners), 0, -1):
            cleaner, changes = next(pairs)
            step = _step(cleaner, changes, text)
            if step is None:
                quiet += 1
            else:
                yield step
                text, quiet = step.after, 1 if getattr(cleaner, "settles", False) else 0
                if left <= len(cleaners):
                    last = step
            if quiet == len(cleaners):
                return
            del step  # it holds the text as it was, which may be long
        if cleaners:
            raise NotStable(
                f"{name_of(last.cleaner)} still changes the text after {ROUNDS} rounds; its last "
                f"change was {_brief(last)}. Make sure that it leaves its own result, and that of "
                "the cleaners beside it, as it is."
            )

    @classmethod
    def default(
        cls,
        *,
        strength: Strength = "normal",
        extra_cues: Iterable[CueGroup] = (),
        keep: Iterable[str] = (),
        extra_words: Iterable[str] = (),
        keep_headline: bool = False,
    ) -> Pipeline:
        """The default pipeline, taught something of yours.

        `strength`: what `remove_clutter` asks of the evidence, `"careful"`, `"normal"` or `"bold"`;
        `extra_cues`: groups of cues as `copydesk.cues.read` returns them; `keep`: regular
        expressions, a line in which one is found is never removed; `extra_words`: words that are
        never split; `keep_headline`: the headline of a page, HTML or its text, stays as the first
        line. Raises BadCues for what is no group of cues or no regular expression, NotText
        for what is no list of texts, UnknownStrength.
        """
        return cls(
            StripMarkup(keep_headline),
            fix_characters,
            RemoveBoilerplate(
                groups_of("extra_cues", extra_cues),
                patterns("keep", keep),
                keep_headline=keep_headline,
            ),
            RemoveClutter(strength),
            remove_repeats,
            mend_words,
            SplitGluedWords(frozenset(texts("extra_words", extra_words, "words"))),
            normalize_whitespace,
        )

    def without(self, *names: str) -> Pipeline:
        """The pipeline less the cleaners of these names. Raises UnknownCleaner."""
        for name in names:
            self._index(name)
        return Pipeline(*(c for c in self.cleaners if name_of(c) not in names))

    def replace(self, name: str, cleaner: Cleaner) -> Pipeline:
        """The pipeline with another cleaner in the place of `name`. Raises UnknownCleaner."""
        return self._with(self._index(name), 1, cleaner)

    def before(self, name: str, cleaner: Cleaner) -> Pipeline:
        """The pipeline with a cleaner added just before `name`. Raises UnknownCleaner."""
        return self._with(self._index(name), 0, cleaner)

    def after(self, name: str, cleaner: Cleaner) -> Pipeline:
        """The pipeline with a cleaner added just after `name`. Raises UnknownCleaner."""
        return self._with(self._index(name) + 1, 0, cleaner)

    @property
    def names(self) -> tuple[str, ...]:
        """The cleaners' names, in order."""
        return tuple(map(name_of, self.cleaners))

    def _with(self, at: int, instead_of: int, cleaner: Cleaner) -> Pipeline:
        return Pipeline(*self.cleaners[:at], cleaner, *self.cleaners[at + instead_of :])

    def _index(self, name: str) -> int:
        try:
            return self.names.index(name)
        except ValueError:
            known = ", ".join(self.names) or "none, it is empty"
            raise UnknownCleaner(f"no cleaner {name!r} in this pipeline; it has: {known}") from None

    def __iter__(self) -> Iterator[Cleaner]:
        return iter(self.cleaners)

    def __len__(self) -> int:
        return len(self.cleaners)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pipeline) and _keys(self) == _keys(other)

    def __hash__(self) -> int:
        return hash(self.names)

    def __repr__(self) -> str:
        return f"Pipeline({', '.join(self.names)})"


def name_of(cleaner: Cleaner) -> str:
    """The name by which pipelines, edits and messages know a cleaner.

    >>> name_of(str.strip), name_of(partial(str.replace))
    ('strip', 'replace')
    """
    if isinstance(cleaner, partial):
        return name_of(cleaner.func)
    return str(getattr(cleaner, "__name__", type(cleaner).__name__))


def _told_what_to_keep(cleaners: tuple[Cleaner, ...]) -> tuple[Cleaner, ...]:
    """The cleaners, those that can be told (a method `keeping`) told what any of them must keep.

    So a line that `Pipeline.default(keep=...)` protects is safe from a cleaner beside it too.
    """
    kept = [getattr(cleaner, "keep", None) for cleaner in cleaners]
    if not any(kept):
        return cleaners
    keep = tuple(dict.fromkeys(p for patterns in kept if _is_texts(patterns) for p in patterns))
    if not keep:
        return cleaners
    return tuple(c.keeping(keep) if hasattr(c, "keeping") else c for c in cleaners)


def _is_texts(value: object) -> TypeGuard[tuple[str, ...]]:
    return isinstance(value, tuple) and all(isinstance(entry, str) for entry in value)


def _changes_of(cleaner: Cleaner) -> Changes | None:
    """What names the changes of one text, however often it is read; None where nothing does."""
    rereading: Callable[[], Changes] | None = getattr(cleaner, "rereading", None)
    changes: Changes | None = getattr(cleaner, "changes", None)
    return rereading() if rereading is not None else changes


def _step(cleaner: Cleaner, named: Changes | None, text: str) -> Step | None:
    if named is not None:
        changes = named(text)
        after = splice(text, changes) if changes else text
        return Step(cleaner, text, after, changes) if after != text else None
    after = cleaner(text)
    if not isinstance(after, str):
        raise NotText(
            f"{name_of(cleaner)} returned {type(after).__name__}; a cleaner returns the text, "
            "also where it changes nothing"
        )
    return Step(cleaner, text, after) if after != text else None


_MISSING = {"float", "float64", "NAType", "NaTType"}
"""Types whose values stand for a missing text in tables: NaN, and pandas' own marks."""


def _demand_text(text: object) -> None:
    if isinstance(text, str):
        return
    if isinstance(text, bytes | bytearray | memoryview):
        remedy = "decode it first: copydesk.decode(data) finds the encoding"
    elif isinstance(text, PathLike):
        remedy = "read it first: copydesk.decode(path.read_bytes())"
    elif text is None or type(text).__name__ in _MISSING:
        remedy = 'a missing value: drop it or fill it with "" first'
    elif isinstance(text, Iterable):
        remedy = "clean its texts one by one: [clean(text) for text in texts]"
    else:
        remedy = "convert it with str() if it is text"
    raise NotText(f"expected str, got {type(text).__name__}; {remedy}")


def demand_pipeline(given: object) -> None:
    """Raises NotText for what is no pipeline, before a job has begun."""
    if not isinstance(given, Pipeline):
        raise NotText(f"pipeline is {brief(given)}; give a pipeline: Pipeline(*cleaners)")


def _keys(pipeline: Pipeline) -> list[object]:
    """What makes cleaners equal: themselves, partials by what they are made of."""
    return [
        (c.func, c.args, tuple(sorted(c.keywords.items()))) if isinstance(c, partial) else c
        for c in pipeline.cleaners
    ]


def _brief(step: Step) -> str:
    change = step.changes[0]
    return f"{step.before[change.start : change.end][:60]!r} -> {change.after[:60]!r}"
