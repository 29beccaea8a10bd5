"""Training the judge of segments: same data, same bytes; labels of texts that nobody read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from copydesk import training
from copydesk._models.lexical import Lexicon
from copydesk._text.data import read_bytes, read_text
from copydesk._text.segments import split
from copydesk.training import lexicon, record, silver, unread
from copydesk.training.marked import label_of
from copydesk.training.marks import sha1

for _name in ("lightgbm", "numpy", "sklearn"):
    pytest.importorskip(_name, reason="needs the extra: pip install 'copydesk[train]'")

PLEA = "Sign up for our newsletter to get the latest news in your inbox."
NAMES = ("Ann", "Ben", "Eva", "Jan", "Kim", "Leo", "Mia", "Tom")
DEEDS = ("mended the pier", "left for the island", "sold the old boat", "painted the town hall")


def body(n: int) -> str:
    """A small article of its own."""
    who, deed = NAMES[n % len(NAMES)], DEEDS[n % len(DEEDS)]
    own = "boat " + "".join("abcdefghij"[int(digit)] for digit in f"{n:03}")
    return (
        f"{who} said on Monday that the crew had {deed} before the storm for {own}. "
        f"Nobody else in the harbour had seen what {who} did that night on {own}. "
        f"The mayor thanked {who} and promised new lamps for the quay of {own}."
    )


def folder(path: Path) -> Path:
    """Articles of some sites, each with its own plea; marked texts; labelled pages."""
    dev, articles = path / "wild/dev", path / "wild/articles"
    (dev / "texts").mkdir(parents=True)
    articles.mkdir()
    rows, gold, sources, pages = [], {}, {}, []
    for n in range(80):
        site, text = f"site{n % 8}.example", f"{body(n)} {PLEA}"
        rows.append({"id": str(n), "site": site, "repo": "x", "text": f"{body(n + 80)} {PLEA}"})
        (dev / f"texts/{n:03}.txt").write_text(text, "utf-8")
        junk = [[len(body(n)) + 1, len(text), "newsletter"]]
        gold[f"{n:03}"] = {"sha1": sha1(text), "junk": junk, "maybe": []}
        sources[f"{n:03}"] = {"publisher": f"paper{n % 10}.example", "repo": "x"}
        lines = [[line, 1] for line in body(n).split(". ")] + [[PLEA, 0]]
        pages.append(
            {
                "id": str(n),
                "domain": f"page{n % 10}.example",
                "gold": body(n),
                "gold_kind": "full",
                "lines": lines,
            }
        )
    (dev / "gold.json").write_text(json.dumps(gold), "utf-8")
    (dev / "sources.json").write_text(json.dumps(sources), "utf-8")
    for file, content in ((articles / "x.jsonl.gz", rows), (path / "train.aed.jsonl.gz", pages)):
        with gzip.open(file, "wt", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row) + "\n" for row in content)
    (path / "marks.jsonl").write_text("", "utf-8")
    return path


def test_same_texts_same_judge(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = folder(tmp_path / "data")
    common = ["segments", str(data), "--marks", str(data / "marks.jsonl"), "--report"]
    for name, shipped in (("a", lexicon.UNTAUGHT), ("b", {"bias": -1000, "weights": {}})):
        with lexicon.used(shipped):  # what is shipped has no say
            folds = str(tmp_path / name / "folds")
            assert training.main([*common, "--folds", folds, "-o", str(tmp_path / name)]) == 0
    for file in ("words.json", "trees.json", "folds/0/words.json", "folds/4/trees.json"):
        first, second = ((tmp_path / name / file).read_bytes() for name in ("a", "b"))
        assert first == second
    words = json.loads((tmp_path / "a/words.json").read_text("utf-8"))
    assert words["weights"]["newsletter"] > 0
    assert abs(Lexicon(words).score_of(PLEA) - lexicon.JUNK_SCORE) < 20  # all that is marked junk
    written = json.loads((tmp_path / "a/trained.json").read_text("utf-8"))
    files = {name: (tmp_path / "a" / name).read_bytes() for name in ("words.json", "trees.json")}
    assert record.edited(written, files) == []
    assert all(record.fresh(written, record.inputs(data / "marks.jsonl", [])).values())
    (data / "marks.jsonl").write_text("\n", "utf-8")
    now = record.fresh(written, record.inputs(data / "marks.jsonl", []))
    assert [name for name, same in now.items() if not same] == ["marks"]
    assert "normal" in capsys.readouterr().err


def test_the_shipped_judge_is_what_training_wrote() -> None:
    written = json.loads(read_text("clutter/trained.json"))
    shipped = {name: read_bytes(f"clutter/{name}") for name in ("words.json", "trees.json")}
    assert record.edited(written, shipped) == []
    assert record.edited(written, {"words.json": shipped["words.json"] + b" "}) == ["words.json"]


def test_what_recurs_is_junk_and_what_stands_beside_it_is_not_judged() -> None:
    articles = [
        {"id": str(n), "site": "a.example", "repo": "x", "text": f"{body(n)} {body(n + 90)} {PLEA}"}
        for n in range(10)
    ]
    found = list(unread.recurring(articles))
    assert found
    for text in found:
        labels = [label_of(text.text, text.marks, s.start, s.end)[0] for s in split(text.text)]
        assert labels == [None, None, 0, None, None, None, 1]


def test_few_articles_show_nothing() -> None:
    articles = [{"id": "1", "site": "a.example", "repo": "x", "text": f"{body(1)} {PLEA}"}]
    assert list(unread.recurring(articles * (silver.FEW - 1))) == []


def test_what_an_extractor_leaves_beside_the_article_is_junk() -> None:
    page = {"gold_kind": "full", "domain": "a.example", "gold": body(1)}
    text = f"A headline that nobody wrote\n\n{body(1)}\n\n{PLEA}"
    (found,) = unread.extracted({"1": page}, [("1", text), ("2", text)])
    labels = [label_of(text, found.marks, s.start, s.end)[0] for s in split(text)]
    assert labels == [None, 0, 0, 0, 1]
