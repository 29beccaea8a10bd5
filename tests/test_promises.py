"""The promises: idempotent, explained, pure and total, for any text."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from copydesk import DEFAULT, clean, explain
from copydesk._text.edits import splice
from copydesk.pipeline import Cleaner, name_of
from tests.awkward import STEP, any_text, needs_data
from tests.bench.corpora import scraped_texts
from tests.quality import corpus

CLEANERS = [pytest.param(cleaner, id=name_of(cleaner)) for cleaner in DEFAULT]


@settings(max_examples=500, deadline=None)
@given(any_text)
@example("")
@example("\ud800")
@example("\x00")
def test_clean_is_idempotent(text: str) -> None:
    once = clean(text)
    assert clean(once) == once


@pytest.mark.parametrize("cleaner", CLEANERS)
@settings(max_examples=300, deadline=None)
@given(any_text)
def test_each_cleaner_is_idempotent(cleaner: Cleaner, text: str) -> None:
    once = cleaner(text)
    assert cleaner(once) == once


@pytest.mark.parametrize("cleaner", CLEANERS)
@settings(max_examples=200, deadline=None)
@given(any_text)
def test_a_cleaner_that_names_its_changes_does_just_those(cleaner: Cleaner, text: str) -> None:
    changes = getattr(cleaner, "changes", None)
    if changes is None:
        assert isinstance(cleaner(text), str)
        return
    named = changes(text)
    assert splice(text, named) == cleaner(text)
    assert all(0 <= c.start <= c.end <= len(text) and c.reason for c in named)
    assert all(a.end <= b.start for a, b in pairwise(named))


@settings(max_examples=300, deadline=None)
@given(any_text)
def test_an_explanation_agrees_with_the_deed_and_loses_nothing(text: str) -> None:
    explanation = explain(text)
    edits = explanation.edits
    assert explanation.text == clean(text)
    assert splice(text, edits) == explanation.text
    assert explanation.original() == text
    assert all(a.end <= b.start for a, b in pairwise(edits))
    assert all(text[e.start : e.end] == e.before != e.after for e in edits)
    assert all(e.cleaner in DEFAULT.names and e.reason for e in edits)


@settings(max_examples=100, deadline=None)
@given(any_text)
def test_a_clean_text_can_be_written_as_utf_8(text: str) -> None:
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)


AWKWARD = "DonÃ¢â‚¬â„¢t\n<p>talks.Then Ukrainewhich\n\nShare this:\n\n#one #two\nSource link\n"


def cleaned_elsewhere(**environment: str) -> str:
    """AWKWARD cleaned in a process of another environment, in which a file that is opened without
    naming its encoding is an error."""
    code = f"""
import locale
locale.setlocale(locale.LC_ALL, "")  # raises where there is no such locale
import copydesk
print(ascii(copydesk.clean({AWKWARD!a})))
"""
    return subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning", "-c", code],
        env=os.environ | {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"} | environment,
        capture_output=True,
        check=True,
        encoding="ascii",
    ).stdout


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_the_result_does_not_depend_on_the_hash_seed(seed: str) -> None:
    assert cleaned_elsewhere(PYTHONHASHSEED=seed, LC_ALL="C") == ascii(clean(AWKWARD)) + "\n"


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of locales made for the tests: a system seldom has more than its own."""
    folder = tmp_path_factory.mktemp("locales")
    for language, charset in LOCALES:
        command = ["localedef", "--force", "-i", language, "-f", charset]
        target = folder / f"{language}.{charset}"
        try:
            subprocess.run([*command, target], capture_output=True, check=False)
        except FileNotFoundError:
            pytest.skip("needs a locale: localedef is not installed")
        if not target.exists():
            pytest.skip(f"needs a locale: localedef does not know {language} in {charset}")
    return folder


LOCALES = (("tr_TR", "UTF-8"), ("tr_TR", "ISO-8859-9"), ("ja_JP", "EUC-JP"))
"""An I without a dot; encodings in which bytes mean something else."""


@pytest.mark.parametrize(("language", "charset"), LOCALES)
def test_the_result_does_not_depend_on_the_locale(
    locales: Path, language: str, charset: str
) -> None:
    found = cleaned_elsewhere(LOCPATH=str(locales), LC_ALL=f"{language}.{charset}")
    assert found == ascii(clean(AWKWARD)) + "\n"


def test_eight_threads_get_the_same_results() -> None:
    texts = [
        f"{AWKWARD}Paragraph {n} says a little more than the one before it.\n" for n in range(64)
    ]
    alone = [clean(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(clean, texts)) == alone


def test_a_pickled_pipeline_does_the_same() -> None:
    assert pickle.loads(pickle.dumps(DEFAULT))(AWKWARD) == clean(AWKWARD)


def test_other_texts_before_make_no_difference() -> None:
    first = clean(AWKWARD)
    for number in range(20):
        clean(f"Source link {number}\n{AWKWARD}")
    assert clean(AWKWARD) == first


@needs_data
@pytest.mark.parametrize("form", ["text", "text_glued", "gold"])
def test_every_real_page_is_cleaned_once_and_for_all(form: str) -> None:
    failed = [page["id"] for page in corpus.pages("dev", None)[::STEP] if not _settled(page[form])]
    assert failed == []


@needs_data
@pytest.mark.parametrize("cleaner", [c for c in CLEANERS if getattr(c.values[0], "settles", False)])
def test_a_cleaner_that_says_so_leaves_its_own_result_as_it_is(cleaner: Cleaner) -> None:
    """Of pages' texts and scraped ones."""
    texts = (*(page["text"] for page in corpus.pages("dev", None)), *scraped_texts(9))
    once = [cleaned for text in texts[::STEP] if (cleaned := cleaner(text)) != text]
    assert once
    assert [text for text in once if cleaner(text) != text] == []


def _settled(text: str) -> bool:
    once = clean(text)
    return clean(once) == once and explain(text).original() == text
