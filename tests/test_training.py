"""Training: labels, the command line, and that the same pages give the same bytes."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

import copydesk
from copydesk import training
from copydesk._models import trees
from copydesk.cleaners.boilerplate import RemoveBoilerplate, line_context, line_model
from copydesk.errors import UnreadableFile
from copydesk.training import blocks, command, lines, words_lists, words_models, words_tables
from copydesk.training.alignment import shares
from copydesk.training.words_glue import Glue

EXTRA = "pip install 'copydesk[train]'"

BODY = (
    "The ferry Aurora sank on Monday in heavy rain, the coast guard said.",
    "All 42 people on board were saved, and nobody was seriously hurt.",
    "Divers will go down on Thursday to look for the cause.",
    "The mayor thanked the crew, who stayed until the last passenger was safe.",
)
NEEDS = ("lightgbm", "numpy", "rapidfuzz", "sklearn")
HEAD = ("Example News", "Home", "Sport", "Weather", "Log in", "Subscribe", "Search", "Menu")
FOOT = ("Share", "Most read", "Rovers go top", "Museum doubles visitors", "Imprint", "Privacy")


@pytest.fixture(autouse=True)
def _extra_train() -> None:
    for name in NEEDS:
        pytest.importorskip(name, reason=f"needs {name}: {EXTRA}")


def _pages() -> list[dict[str, object]]:
    """Forty small pages: navigation, an article of its own length, a footer."""
    pages: list[dict[str, object]] = []
    for i in range(40):
        body = [f"{sentence} ({i})" if i % 3 else sentence for sentence in BODY] * (1 + i % 4)
        lines = [*HEAD[: 4 + i % 5], *body, *FOOT]
        gold = "\n".join(body)
        common = {"gold": gold, "group": f"site {i % 20}"}
        pages.append({"text": "\n".join(lines), "kind": "page", **common})
        pages.append({"text": gold, "kind": "article", **common})
    return pages


def labelled_texts(path: Path) -> Path:
    """The small pages, in a file."""
    pages = path / "pages.jsonl"
    pages.write_text("\n".join(map(json.dumps, _pages())), "utf-8")
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
    assert shares([part], "On Monday The ferry sank.") == [share]


def test_words_are_aligned_in_order() -> None:
    gold = "the ferry sank on monday and all were saved by noon"
    parts = ["all were saved", "the ferry sank on monday and", "all were saved by noon"]
    assert shares(parts, gold) == [0.0, 1.0, 1.0]


def test_shipped_model_is_small_and_knows_its_measures() -> None:
    model = line_model.load()
    assert model.page.features == lines.line_features.NAMES
    assert model.context.features == line_context.NAMES
    assert model.kind.features == line_model.KIND_NAMES
    path = Path(copydesk.__file__).parent / "data" / "lines.json"
    assert path.stat().st_size < 100_000


def test_a_run_of_words_counts_in_a_long_part() -> None:
    part, gold = "the storm sank no boats of ours on the way", "the ferry sank on monday"
    assert shares([part], gold) == [0.3]
    assert shares([part], gold, run=2) == [0.0]
    assert shares([part], "the storm sank on monday", run=2) == [0.3]


def test_one_help_page_names_every_training(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        training.main(["--help"])
    page = capsys.readouterr().out
    assert [what for what in command.WHAT if f"\n    {what} " not in page] == []


def test_same_pages_same_lines(tmp_path: Path) -> None:
    pages = labelled_texts(tmp_path)
    outputs = [tmp_path / name for name in ("a.json", "b.json")]
    for given, output in zip((["lines", str(pages)], [str(pages)]), outputs, strict=True):
        assert training.main([*given, "-o", str(output)]) == 0
    assert outputs[0].read_bytes() == outputs[1].read_bytes()
    cleaner = RemoveBoilerplate(model=str(outputs[0]))
    assert cleaner("Rain fell all night.\n\nShare this:") == "Rain fell all night."


def test_a_model_of_before_has_to_be_trained_again(tmp_path: Path) -> None:
    path = tmp_path / "lines.json"
    path.write_text(json.dumps({"words": {}, "page": {}, "kind": {}}), "utf-8")
    with pytest.raises(UnreadableFile, match="has no context: train it again"):
        line_model.load(str(path))


def test_articles_alone_are_not_enough() -> None:
    with pytest.raises(ValueError, match='kind "page"'):
        training.train([page for page in _pages() if page["kind"] == "article"])


def test_labels() -> None:
    text = "Example News\nThe ferry sank on Monday.\nRovers go top"
    found = lines.example({"text": text, "gold": "The ferry sank on Monday.", "group": "x"})
    assert found.labels == [0, 1, 0]
    unsure = lines.example(
        {"text": text, "gold": "The ferry sank on Monday.", "unsure": ["Rovers  go top"]}
    )
    assert unsure.labels == [0, 1, -1]


def labelled_folder(path: Path) -> Path:
    """Twenty labelled pages of ten sites, as a folder of files."""
    pages, raw = [], []
    for i in range(20):
        body = [f"<p>{sentence} <a href=/{i}>More</a> than {i} came.</p>" for sentence in BODY]
        menu = "".join(f"<li><a href=/>{word}</a></li>" for word in HEAD)
        html = f"<body><ul class=menu>{menu}</ul><article>{''.join(body)}</article></body>"
        gold = "\n".join(f"{sentence} More than {i} came." for sentence in BODY)
        site = f"site{i % 10}.example"
        pages.append(
            {"id": str(i), "domain": site, "lang": "en", "gold": gold, "gold_kind": "full"}
        )
        raw.append({"id": str(i), "split": "train", "html": html})
    for name, rows in (("train", pages), ("html", raw)):
        with gzip.open(path / f"{name}.example.jsonl.gz", "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def test_same_pages_same_blocks(tmp_path: Path) -> None:
    folder = labelled_folder(tmp_path)
    for name in ("a", "b"):
        assert training.main(["blocks", str(folder), "-o", str(tmp_path / name)]) == 0
    names = ["block_cues.json", "blocks.json", "blocks_context.json"]
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == names
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_blocks_are_labelled_by_the_article(tmp_path: Path) -> None:
    example = next(blocks.examples(labelled_folder(tmp_path)))
    assert [share > 0.5 for share in example.shares] == [False] * len(HEAD) + [True] * len(BODY)


def test_same_pages_same_models_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words_models, "foreign_words", lambda known: ["Küstenwache", "traversée"])
    golds = [f"{BODY[0]} {BODY[2]} It was the same of all {i} of them." for i in range(40)]
    pages = [{"id": str(i), "domain": "x.example", "gold": gold} for i, gold in enumerate(golds)]
    found = [words_models.trained("en", ["letters"], Glue(pages, {})) for _ in range(2)]
    assert found[0] == found[1]
    assert json.loads(found[0]["letters"])["features"] == words_models.EVIDENCE["letters"]


def test_links_lose_the_spaces_beside_them() -> None:
    gold = "The ferry to the island sank on Monday."
    page = "<body><p>The ferry to <a>the island </a>sank on Monday.</p></body>"
    glue = Glue([{"id": "1", "domain": "x.example", "gold": gold}], {"1": page})
    assert [pair.text for pair in glue.linked()] == ["The ferry tothe islandsank on Monday."]
    assert [pair.truth for pair in glue.linked()] == [gold]


def test_tags_that_colour_code_part_no_words() -> None:
    code = "def fall(rain): return rain + 1"
    coloured = "<b>def</b> <i>fall</i>(rain): <b>return</b> rain <b>+</b> <i>1</i>"
    page = f"<body><p>The <b>function</b> of the rain is short:</p><pre>{coloured}</pre></body>"
    gold = f"The function of the rain is short:\n{code}"
    glue = Glue([{"id": "1", "domain": "x.example", "gold": gold}], {"1": page})
    assert [pair.text for pair in glue.linked()] == [f"Thefunctionof the rain is short:\n{code}"]


def test_frequent_german_words_come_out_as_they_are_shipped() -> None:
    pytest.importorskip("wordfreq", reason=f"needs wordfreq: {EXTRA}")
    shipped = Path(copydesk.__file__).parent / "data" / "languages" / "de" / "words.txt"
    assert words_lists.frequent("de") == shipped.read_bytes()


def test_letters_come_out_as_they_are_shipped(tmp_path: Path) -> None:
    pytest.importorskip("wordfreq", reason=f"needs wordfreq: {EXTRA}")
    assert training.main(["decoding", "-o", str(tmp_path)]) == 0
    shipped = Path(copydesk.__file__).parent / "data" / "decoding" / "letters.json"
    assert (tmp_path / "letters.json").read_bytes() == shipped.read_bytes()


def test_tables_of_a_language() -> None:
    words = {"news": 5.0, "paper": 5.0, "newspaper": 4.5, "newsroom": 3.0, "room": 5.0}
    beginnings, endings = words_tables.affixes(words)
    assert list(beginnings) == ["news"]
    assert endings == {}
    assert words_tables.by_value({"b": 0.52, "a": 0.49, "c": 2.0}) == ["20 c", "5 a b"]
