"""A pipeline is a value, and its result a text that every cleaner leaves as it is."""

from __future__ import annotations

import pickle
import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from copydesk import DEFAULT, Pipeline, clean
from copydesk.cues import CueGroup
from copydesk.errors import BadCues, CopydeskError, NotStable, NotText, UnknownCleaner
from copydesk.pipeline import name_of


def halve_dashes(text: str) -> str:
    return text.replace("--", "-")


def cut(text: str, suffix: str) -> str:
    return text.removesuffix(suffix)


def test_a_list_of_cleaners_is_to_be_given_one_by_one() -> None:
    with pytest.raises(NotText, match=r"one by one: Pipeline\(\*cleaners\)"):
        Pipeline([str.strip])  # type: ignore[arg-type]


def test_cleaners_run_until_nothing_changes() -> None:
    assert Pipeline(halve_dashes)("a----b") == "a-b"


def test_a_change_by_a_later_cleaner_brings_the_earlier_ones_back() -> None:
    assert Pipeline(partial(cut, suffix="!"), partial(cut, suffix="?"))("Why?!?!") == "Why"


def test_a_cleaner_that_never_settles_is_named() -> None:
    with pytest.raises(NotStable, match=r"swap_case.*'a' -> 'A'|swap_case.*'A' -> 'a'"):
        Pipeline(named("swap_case", str.swapcase))("a")


def named(name: str, function):  # type: ignore[no-untyped-def]  # a tiny test double
    def cleaner(text: str) -> str:
        return function(text)

    cleaner.__name__ = name
    return cleaner


def test_an_empty_pipeline_changes_nothing() -> None:
    assert Pipeline()(" as it is ") == " as it is "
    assert Pipeline().explain("x").edits == ()


def test_a_pipeline_is_a_value() -> None:
    base = Pipeline(str.strip, str.lower)
    assert base.without("strip") == Pipeline(str.lower)
    assert base.replace("lower", str.upper) == Pipeline(str.strip, str.upper)
    assert base.before("lower", str.title) == Pipeline(str.strip, str.title, str.lower)
    assert base.after("lower", str.title) == Pipeline(str.strip, str.lower, str.title)
    assert base == Pipeline(str.strip, str.lower)
    assert base != Pipeline(str.lower, str.strip)
    assert hash(base) == hash(Pipeline(str.strip, str.lower))
    assert list(base) == [str.strip, str.lower]
    assert len(base) == 2


def test_partials_are_equal_by_what_they_are_made_of() -> None:
    assert Pipeline(partial(cut, suffix="!")) == Pipeline(partial(cut, suffix="!"))
    assert Pipeline(partial(cut, suffix="!")) != Pipeline(partial(cut, suffix="?"))


def test_pipelines_nest() -> None:
    inner = Pipeline(str.strip, str.lower)
    assert Pipeline(inner, halve_dashes) == Pipeline(str.strip, str.lower, halve_dashes)


def test_the_default_pickles_small_and_equal() -> None:
    data = pickle.dumps(DEFAULT)
    assert pickle.loads(data) == DEFAULT
    assert len(data) < 10_000


@pytest.mark.parametrize("change", ["without", "replace", "before", "after"])
def test_an_unknown_name_lists_the_known_ones(change: str) -> None:
    arguments = () if change == "without" else (str.strip,)
    with pytest.raises(UnknownCleaner, match=r"no cleaner 'strip_html'.*strip_markup") as caught:
        getattr(DEFAULT, change)("strip_html", *arguments)
    assert isinstance(caught.value, LookupError)
    assert isinstance(caught.value, CopydeskError)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (b"bytes", "got bytes; decode it first: copydesk.decode"),
        (None, 'got NoneType; a missing value: drop it or fill it with ""'),
        (float("nan"), 'got float; a missing value: drop it or fill it with ""'),
        (Path("a.txt"), r"got \w+Path; read it first: copydesk\.decode"),
        (7, r"got int; convert it with str\(\)"),
        (["a"], r"got list; clean its texts one by one"),
    ],
)
def test_what_is_not_text_is_a_type_error_that_says_what_to_do(wrong: object, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        clean(wrong)  # type: ignore[arg-type]  # the point of the test


def test_a_cleaner_that_returns_nothing_is_named() -> None:
    with pytest.raises(NotText, match="forgetful returned NoneType"):
        Pipeline(named("forgetful", lambda text: None))("x")


def test_what_is_not_callable_is_no_cleaner() -> None:
    with pytest.raises(NotText, match="a cleaner is a callable"):
        Pipeline("strip")  # type: ignore[arg-type]  # the point of the test


def test_names() -> None:
    assert name_of(partial(cut, suffix="")) == "cut"
    assert "split_glued_words" in DEFAULT.names
    assert "split_glued_words" not in DEFAULT.without("split_glued_words").names


@pytest.mark.parametrize(
    ("options", "error", "said"),
    [
        ({"keep": "^Source"}, NotText, "keep is '^Source'; give a list of regular expressions"),
        ({"keep": None}, NotText, "keep is None; give a list"),
        ({"keep": ["a", 5]}, NotText, "keep holds 5; give a list"),
        ({"keep": ["("]}, BadCues, "keep holds '(', no regular expression"),
        ({"keep": ["fine", r"(\w+): \2"]}, BadCues, r"'(\\w+): \\2', no regular expression"),
        ({"extra_words": "Ukraine"}, NotText, "extra_words is 'Ukraine'; give a list of words"),
        ({"extra_words": [b"x"]}, NotText, "extra_words holds b'x'"),
        ({"extra_cues": "own.toml"}, BadCues, "copydesk.cues.read"),
        ({"extra_cues": [{"name": "ours"}]}, BadCues, "copydesk.cues.read"),
        ({"extra_cues": 3}, BadCues, "extra_cues is 3; give a list of cue groups"),
    ],
)
def test_options_are_checked_where_they_are_given(
    options: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=re.escape(said)):
        Pipeline.default(**options)


def test_a_group_alone_is_no_list() -> None:
    group = CueGroup(*(() for _ in CueGroup._fields))
    with pytest.raises(BadCues, match="give a list of cue groups"):
        Pipeline.default(extra_cues=group)


def test_options_may_be_any_iterable() -> None:
    clean = Pipeline.default(keep=iter(["^Source link$"]), extra_words={"x"})
    assert clean("Rain fell all night.\n\nSource link").endswith("Source link")


def test_a_cleaner_that_settles_is_not_asked_about_its_own_result() -> None:
    asked = list[str]()

    class Strip:
        settles = True

        def __call__(self, text: str) -> str:
            asked.append(text)
            return text.strip()

    assert Pipeline(Strip(), str.lower)(" A ") == "a"
    assert asked == [" A ", "a"]
    asked.clear()
    assert Pipeline(str.lower, Strip())(" A ") == "a"
    assert asked == [" a "]
