"""The judge of segments on publishers that it has not seen: all of `clean`, by models of folds.

    python -m copydesk.training segments ... --folds FOLDER
    python -m tests.quality.cross_judge FOLDER

What the other cleaners take is told apart: lost is what `clean` takes of an article beyond what it
takes without the judge. With a site's texts at hand, its lines are learned from its articles, as
`area_recurrence` does it, cleaned by the same models.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from copydesk.cleaners.clutter import verdicts
from copydesk.cleaners.site_lines import SiteLines
from copydesk.pipeline import Pipeline
from copydesk.training import lexicon, marks, silver
from copydesk.training.marked import FOLDS, fold_of
from tests.quality import area_recurrence, corpus
from tests.quality.area_wild import scorer

MARKS = Path(__file__).parent / "marks.jsonl"
MUCH, ENOUGH = 20, 1500
"""Characters of article whose loss is counted as much, and of junk that a row is printed for."""


class Text(NamedTuple):
    """A marked text, its publisher, its language, and whether it is of the dev set."""

    key: str
    text: str
    gold: dict[str, Any]
    group: str
    language: str
    is_dev: bool

    @property
    def fold(self) -> int:
        return fold_of(self.group)

    @property
    def one_line(self) -> bool:
        return "\n" not in self.text.strip()


class Row(NamedTuple):
    """What went of a text: of its junk by kind, of its article with the judge beyond without it."""

    text: Text
    kinds: dict[str, tuple[int, int]]
    article: int
    lost: int


def main(arguments: Sequence[str]) -> None:
    """Print what goes and what is lost: by strength, by kind of text and of junk, by site."""
    folder, texts = Path(arguments[0]), list(_texts())
    without = Pipeline.default().without("remove_clutter")
    alone = {t.key: scorer().Result(t.text, t.gold, without(t.text)) for t in texts}
    print(
        "| strength | junk gone | lost per 10,000 | texts that lose over 20 | bodies, per million |"
    )
    print(
        f"| without the judge | {_told([_of(t, alone[t.key], alone[t.key]) for t in texts])} | 0 |"
    )
    for strength in verdicts.STRENGTHS:
        clean = Pipeline.default(strength=strength)
        rows = list(_rows(folder, clean, texts, alone))
        bodies = _bodies(folder, clean, without)
        print(f"| {strength} | {_told(rows)} | {bodies:.0f} |", flush=True)
        dev = [row for row in rows if row.text.is_dev]
        print(f"| {strength}, dev set | {_told(dev)} | |", flush=True)
        if strength == "normal":
            _parts(rows)
    _sites(folder, texts, alone)


@contextmanager
def judging(folder: Path, fold: int) -> Iterator[None]:
    """Judge by the models that have not seen a fold."""
    words, trees = (
        json.loads((folder / str(fold) / name).read_text("utf-8"))
        for name in ("words.json", "trees.json")
    )
    models = verdicts.parsed(trees)
    with ExitStack() as stack:
        stack.enter_context(lexicon.used(words))
        stack.enter_context(mock.patch.object(verdicts, "models", return_value=models))
        yield


def _texts() -> Iterator[Text]:
    wild = corpus.folder() / "wild"
    gold = json.loads((wild / "dev/gold.json").read_text("utf-8"))
    found, languages = marks.texts(wild), _languages(wild)
    for mark in [*marks.of_gold(wild), *marks.read(MARKS)]:
        if "segments" in mark or mark["sha1"] not in found:
            continue
        own = gold.get(mark["id"], {})
        is_dev = own.get("sha1") == mark["sha1"]
        wanted = own if is_dev else {**mark, "glue": [], "damage": []}
        language = languages.get(mark["sha1"], "")
        yield Text(mark["sha1"], found[mark["sha1"]], wanted, mark["group"], language, is_dev)


def _languages(wild: Path) -> dict[str, str]:
    """The language of each text, by its hash."""
    sources = json.loads((wild / "dev/sources.json").read_text("utf-8"))
    found = {source["sha1"]: source["lang"] for source in sources.values()}
    for path in sorted((wild / "articles").glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for article in map(json.loads, file):
                found[marks.sha1(article["text"])] = article["lang"]
    return found


def _rows(
    folder: Path, clean: Callable[[str], str], texts: Iterable[Text], alone: dict[str, Any]
) -> Iterator[Row]:
    by_fold = defaultdict[int, list[Text]](list)
    for t in texts:
        by_fold[t.fold].append(t)
    for fold, some in sorted(by_fold.items()):
        with judging(folder, fold):
            yield from (_row(t, clean(t.text), alone[t.key]) for t in some)


def _row(t: Text, cleaned: str, alone: Any) -> Row:
    return _of(t, scorer().Result(t.text, t.gold, cleaned), alone)


def _of(t: Text, result: Any, alone: Any) -> Row:
    kinds = {kind: (gone, all_) for kind, (gone, all_, _, _) in result.junk.items()}
    return Row(t, kinds, result.article, max(0, result.harmed - alone.harmed))


def _told(rows: Sequence[Row]) -> str:
    junk = [count for row in rows for count in row.kinds.values()]
    gone, lost = sum(x for x, _ in junk), sum(row.lost for row in rows)
    return (
        f"{100 * gone / (sum(x for _, x in junk) or 1):.1f} % | "
        f"{1e4 * lost / sum(row.article for row in rows):.2f} | "
        f"{sum(row.lost > MUCH for row in rows)} of {len(rows)}"
    )


def _parts(rows: Sequence[Row]) -> None:
    """By number of lines, by language, by kind of junk."""
    for is_one in (True, False):
        some = [row for row in rows if row.text.one_line == is_one]
        print(f"| normal, {'one line' if is_one else 'with line breaks'} | {_told(some)} | |")
    for language in sorted({row.text.language for row in rows}):
        some = [row for row in rows if row.text.language == language]
        if sum(x for row in some for _, x in row.kinds.values()) >= ENOUGH:
            print(f"| normal, {language} | {_told(some)} | |")
    counts = defaultdict[str, list[int]](lambda: [0, 0])
    for kind, (gone, all_) in (pair for row in rows for pair in row.kinds.items()):
        counts[kind][0] += gone
        counts[kind][1] += all_
    for kind, (gone, all_) in sorted(counts.items(), key=lambda pair: -pair[1][1]):
        if all_ >= ENOUGH:
            print(f"| normal, {kind} | {100 * gone / all_:.0f} % of {all_} | | | |")


def _bodies(folder: Path, clean: Callable[[str], str], without: Callable[[str], str]) -> float:
    """What clean bodies lose by the judge, beyond what the other cleaners take, per million."""
    by_fold = defaultdict[int, list[str]](list)
    for split in ("dev", "train"):
        for page in corpus.pages(split, "full"):
            by_fold[fold_of(silver.publisher(page["domain"] or ""))].append(page["gold"])
    lost = 0
    for fold, some in sorted(by_fold.items()):
        with judging(folder, fold):
            lost += sum(max(0, _size(without(gold)) - _size(clean(gold))) for gold in some)
    return 1e6 * lost / sum(len(gold) for some in by_fold.values() for gold in some)


def _size(text: str) -> int:
    return sum(not c.isspace() for c in text)


def _sites(folder: Path, texts: Sequence[Text], alone: dict[str, Any]) -> None:
    """What site lines add, for texts of whose site there are others."""
    clean, before, after = Pipeline.default(), list[Row](), list[Row]()
    for fold in FOLDS:
        marked = [(t.text, t, t.group) for t in texts if t.fold == fold]
        with judging(folder, fold):
            for articles, some in area_recurrence.sites(marked):
                told = Pipeline(*clean, SiteLines.learn([clean(text) for _, text in articles]))
                before += [_row(t, clean(text), alone[t.key]) for text, t in some]
                after += [_row(t, told(text), alone[t.key]) for text, t in some]
    for name, rows in (("alone", before), ("with its site's texts", after)):
        print(f"| normal, {name} | {_told(rows)} | |")
        print(f"| normal, {name}, dev set | {_told([r for r in rows if r.text.is_dev])} | |")


if __name__ == "__main__":
    main(sys.argv[1:])
