"""Hugging Face datasets: the column, the types, and above all the cache."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from copydesk import Pipeline
from tests.engines.crawl import CLEAN, DIRTY, PROMO, need

datasets = need("datasets", "datasets")

from copydesk.engines.datasets import clean_dataset  # noqa: E402 (after the skip)


@pytest.fixture(autouse=True)
def _quiet() -> None:
    datasets.disable_progress_bars()


@pytest.fixture
def stored(tmp_path: Path) -> Any:
    """A dataset on disk, which is what has a cache."""
    path = tmp_path / "articles.jsonl"
    path.write_text(f'{{"id": 1, "text": "{DIRTY}"}}\n{{"id": 2, "text": null}}\n')
    source = {"train": str(path), "test": str(path)}
    return datasets.load_dataset("json", data_files=source, cache_dir=str(tmp_path / "cache"))


def caches(tmp_path: Path) -> int:
    return len(list(tmp_path.rglob("cache-*.arrow")))


def test_the_text_changes_and_all_else_stays(stored: Any) -> None:
    train = stored["train"]
    clean = clean_dataset(train, pipeline=PROMO)
    assert clean["text"][:] == [CLEAN, None]
    assert clean["id"][:] == [1, 2]
    assert clean.features == train.features


def test_the_cache_is_used_and_notices_another_pipeline(stored: Any, tmp_path: Path) -> None:
    calls = []

    def note(text: str) -> str:
        calls.append(text)
        return text.replace("Read", "Write")

    train = stored["train"]
    clean_dataset(train, pipeline=PROMO)
    assert caches(tmp_path) == 1
    clean_dataset(train, pipeline=Pipeline(*PROMO))
    assert caches(tmp_path) == 1
    other = clean_dataset(train, pipeline=Pipeline(str.upper))
    assert other["text"][0] == DIRTY.upper()
    assert caches(tmp_path) == 2
    assert (
        clean_dataset(train, pipeline=Pipeline(note))["text"][0] == "The tide turned. Write more!"
    )
    assert calls
    calls.clear()
    clean_dataset(train, pipeline=Pipeline(str.upper))
    assert caches(tmp_path) == 3
    assert not calls


def test_a_changed_function_of_the_same_name_is_another_pipeline(stored: Any) -> None:
    def edition(old: str, new: str) -> Pipeline:
        space: dict[str, Any] = {"__name__": "notebook"}
        exec(f"def edit(text): return text.replace({old!r}, {new!r})", space)
        return Pipeline(space["edit"])

    first = clean_dataset(stored["train"], pipeline=edition("tide", "wind"))
    second = clean_dataset(stored["train"], pipeline=edition("tide", "rain"))
    assert first["text"][0].startswith("The wind")
    assert second["text"][0].startswith("The rain")


def test_dicts_of_datasets(stored: Any) -> None:
    clean = clean_dataset(stored, pipeline=PROMO)
    assert isinstance(clean, datasets.DatasetDict)
    assert {name: part["text"][0] for name, part in clean.items()} == {
        "train": CLEAN,
        "test": CLEAN,
    }


def test_into_and_reasons(stored: Any) -> None:
    clean = clean_dataset(stored["train"], into="clean", reasons="removed", pipeline=PROMO)
    assert clean[0] == {
        "id": 1,
        "text": DIRTY,
        "clean": CLEAN,
        "removed": [{"reason": "drop-promo", "edits": 1, "characters": 11}],
    }


def test_several_processes(stored: Any) -> None:
    clean = clean_dataset(stored["train"], pipeline=PROMO, num_proc=2)
    assert clean["text"][:] == [CLEAN, None]


def test_a_streamed_dataset(stored: Any) -> None:
    streamed = clean_dataset(stored["train"].to_iterable_dataset(), pipeline=PROMO)
    assert [row["text"] for row in streamed] == [CLEAN, None]
