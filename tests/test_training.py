from __future__ import annotations

import json
from pathlib import Path

import pytest

import copydesk
from copydesk import training
from copydesk._models import trees
from copydesk.cleaners.boilerplate import RemoveBoilerplate, line_model
from copydesk.training import lines
from copydesk.training.alignment import shares

BODY = (
    "The ferry Aurora sank on Monday in heavy rain, the coast guard said.",
    "All 42 people on board were saved, and nobody was seriously hurt.",
    "Divers will go down on Thursday to look for the cause.",
    "The mayor thanked the crew, who stayed until the last passenger was safe.",
)
HEAD = ("Example News", "Home", "Sport", "Weather", "Log in", "Subscribe", "Search", "Menu")
FOOT = ("Share", "Most read", "Rovers go top", "Museum doubles visitors", "Imprint", "Privacy")


def _pages() -> list[dict[str, object]]:
    """Forty small pages: navigation, an article of its own length, a footer."""
    pages: list[dict[str, object]] = []
    for i in range(40):
        body = [f"{sentence} ({i})" if i % 3 else sentence for sentence in BODY] * (1 + i % 4)
        lines = [*HEAD[: 4 + i % 5], *body, *FOOT]
        gold = "\n".join(body)
        pages.append({"text": "\n".join(lines), "gold": gold, "group": f"site {i % 20}"})
        pages.append({"text": gold, "gold": gold, "group": f"site {i % 20}", "kind": "article"})
    return pages


def test_trees_are_summed() -> None:
    model = trees.Model(["length"], 0.5, [[0, 10.0, -1.0, 2.0], 0.25])
    assert [model.score([length]) for length in (10, 11)] == [-0.25, 2.75]


def test_trees_take_numbers_only() -> None:
    with pytest.raises(ValueError, match="could not convert"):
        trees.Model(["length"], 0.0, [[0, "__import__('os')", 1, 2]])


@pytest.mark.parametrize(
    ("part", "share"),
    [("The ferry sank.", 1.0), ("Rovers go top", 0.0), ("The ferry sailed.", 2 / 3), ("***", None)],
)
def test_share_of_words_in_gold(part: str, share: float | None) -> None:
    assert shares([part], "On Monday the ferry sank.") == [share]


def test_words_are_aligned_in_order() -> None:
    gold = "the ferry sank on monday and all were saved by noon"
    parts = ["all were saved", "the ferry sank on monday and", "all were saved by noon"]
    assert shares(parts, gold) == [0.0, 1.0, 1.0]


def test_shipped_model_is_small_and_knows_its_measures() -> None:
    model = line_model.load()
    assert model.page.features == lines.line_features.NAMES
    assert model.kind.features == line_model.KIND_NAMES
    path = Path(copydesk.__file__).parent / "data" / "lines.json"
    assert path.stat().st_size < 100_000


def test_same_pages_same_bytes(tmp_path: Path) -> None:
    for name in ("lightgbm", "sklearn"):
        pytest.importorskip(name, reason=f"needs {name}: pip install 'copydesk[train]'")
    pages = tmp_path / "pages.jsonl"
    pages.write_text("\n".join(map(json.dumps, _pages())), "utf-8")
    outputs = [tmp_path / name for name in ("a.json", "b.json")]
    for output in outputs:
        assert training.main([str(pages), "-o", str(output)]) == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    cleaner = RemoveBoilerplate(model=str(outputs[0]))
    assert cleaner("Rain fell all night.\n\nShare this:") == "Rain fell all night."


def test_labels() -> None:
    text = "Example News\nThe ferry sank on Monday.\nRovers go top"
    found = lines.example({"text": text, "gold": "The ferry sank on Monday.", "group": "x"})
    assert found.labels == [0, 1, 0]
    unsure = lines.example(
        {"text": text, "gold": "The ferry sank on Monday.", "unsure": ["Rovers  go top"]}
    )
    assert unsure.labels == [0, 1, -1]
