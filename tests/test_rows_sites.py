"""Files of rows with a column that tells the site: what a site repeats goes from all its rows."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from copydesk import SiteLines, clean
from copydesk.errors import BadColumn
from copydesk.rows import clean_rows
from copydesk.rows.outcome import site_of
from tests.rows_jobs import die_of_storms, fail_on_storms

BOX = "Stand beside The Daily Beacon on every shore"
PLACES = ("north", "south", "east", "west", "harbour", "island", "river", "market")


def text_of(place: str, box: str = BOX) -> str:
    return (
        f"The {place} council met on Monday and heard what the rain had done to the old road.\n"
        f"The mayor of the {place} said that work would begin as soon as the weather let it.\n{box}"
    )


def rows(sites: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {"id": n, "url": f"https://www.{site}/{place}", "text": text_of(place)}
        for n, (site, place) in enumerate((s, p) for s in sites for p in PLACES)
    ]


def write(path: Path, content: list[dict[str, Any]]) -> None:
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in content))
    elif path.suffix == ".csv":
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(content[0]))
            writer.writeheader()
            writer.writerows(content)
    else:
        pa = pytest.importorskip("pyarrow")
        import pyarrow.parquet as parquet

        parquet.write_table(pa.Table.from_pylist(content), path)


def read(path: Path, column: str = "text") -> list[Any]:
    if path.suffix == ".jsonl":
        return [json.loads(line)[column] for line in path.read_text().splitlines()]
    if path.suffix == ".csv":
        with path.open(newline="") as file:
            return [row[column] for row in csv.DictReader(file)]
    import pyarrow.parquet as parquet

    return parquet.read_table(path)[column].to_pylist()


def run(source: Path, target: Path, **options: Any) -> Any:
    return clean_rows(source, target, progress=False, **{"site": "url", "workers": 0, **options})


@pytest.mark.parametrize("kind", [".jsonl", ".csv", ".parquet"])
def test_what_a_site_repeats_goes(tmp_path: Path, kind: str) -> None:
    source, target = tmp_path / f"a{kind}", tmp_path / f"b{kind}"
    write(source, rows(("beacon.example.org",)))
    run(source, target)
    learned = SiteLines.learn(clean(text_of(place)) for place in PLACES)
    assert read(target) == [learned(clean(text_of(place))) for place in PLACES]
    assert BOX not in "".join(read(target))


@pytest.mark.parametrize("kind", [".jsonl", ".csv", ".parquet"])
def test_a_line_of_few_texts_of_each_site_stays(tmp_path: Path, kind: str) -> None:
    content = [row for row in rows(("one.example", "two.example")) if row["id"] % 8 < 3]
    source, target = tmp_path / f"a{kind}", tmp_path / f"b{kind}"
    write(source, content)
    run(source, target)
    assert all(text.endswith(BOX) for text in read(target))


@pytest.mark.parametrize("workers", [0, 2])
def test_several_files_and_workers_give_the_same(tmp_path: Path, workers: int) -> None:
    content = rows(("one.example", "two.example"))
    (tmp_path / "in").mkdir()
    for n in range(4):
        write(tmp_path / "in" / f"{n}.jsonl", content[n::4])
    run(tmp_path / "in", tmp_path / "out", workers=workers)
    results = [text for n in range(4) for text in read(tmp_path / "out" / f"{n}.jsonl")]
    assert len(results) == len(content)
    assert BOX not in "".join(results)


def test_reasons_of_both_passes_are_told_as_one(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    content = rows(("beacon.example.org",))
    content[0]["text"] += "\nShare this article on Facebook"
    write(source, content)
    run(source, target, reasons="removed")
    first, *others = read(target, "removed")
    assert [[count["reason"] for count in row] for row in others] == [["site-line"]] * 7
    assert {count["reason"] for count in first} == {"site-line", "share-bar"}


def test_rows_of_a_dictionary_are_cleaned_for_each_site(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as parquet

    content = [*rows(("one.example",)), {"id": 99, "url": "https://two.example/a", "text": ""}]
    content[-1]["text"] = content[0]["text"]
    table = pa.Table.from_pylist(content)
    table = table.set_column(2, "text", table["text"].dictionary_encode())
    parquet.write_table(table, tmp_path / "a.parquet")
    run(tmp_path / "a.parquet", tmp_path / "b.parquet")
    results = read(tmp_path / "b.parquet")
    assert BOX not in results[0]
    assert results[-1].endswith(BOX)


def test_rows_without_a_site_are_cleaned_alone(tmp_path: Path) -> None:
    content = rows(("one.example",))
    for row, none in zip(content, ("", None, " ", "", None, "", "", ""), strict=True):
        row["url"] = none
    content += [{"text": text_of("hill")}, {"url": "a.example", "text": text_of("hill")}]
    source, target = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    write(source, content)
    report = run(source, target)
    assert report.bad == 0
    assert all(text.endswith(BOX) for text in read(target))


@pytest.mark.parametrize("kind", [".csv", ".parquet"])
def test_a_column_that_is_not_there_is_named(tmp_path: Path, kind: str) -> None:
    write(tmp_path / f"a{kind}", rows(("one.example",)))
    with pytest.raises(BadColumn, match="host"):
        run(tmp_path / f"a{kind}", tmp_path / f"b{kind}", site="host")
    assert not (tmp_path / f"b{kind}").exists()


def test_a_field_that_no_row_has_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.jsonl", rows(("one.example",)))
    with pytest.raises(BadColumn, match="no row tells its site in 'host'"):
        run(tmp_path / "a.jsonl", tmp_path / "b.jsonl", site="host")
    assert not (tmp_path / "b.jsonl").exists()


@pytest.mark.parametrize("cleaner", [fail_on_storms, die_of_storms])
def test_a_bad_row_teaches_nothing_and_is_kept(tmp_path: Path, cleaner: Any) -> None:
    from copydesk import Pipeline

    content = rows(("one.example",))
    content[3]["text"] = "A storm came.\n" + BOX
    write(tmp_path / "a.jsonl", content)
    workers = 2 if cleaner is die_of_storms else 0
    report = run(
        tmp_path / "a.jsonl", tmp_path / "b.jsonl", pipeline=Pipeline(cleaner), workers=workers
    )
    results = read(tmp_path / "b.jsonl")
    assert report.bad == 1
    assert [BOX in text for text in results] == [n == 3 for n in range(8)]


def test_a_file_that_breaks_in_the_first_pass_is_reported_once(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "a.jsonl", rows(("one.example",)))
    (tmp_path / "in" / "b.csv").write_text("id,body\n1,x\n")
    report = run(tmp_path / "in", tmp_path / "out")
    assert [failed.file for failed in report.failed] == [str(tmp_path / "in" / "b.csv")]
    assert BOX not in "".join(read(tmp_path / "out" / "a.jsonl"))


@pytest.mark.parametrize(
    ("value", "site"),
    [
        ("https://www.example.org/a", "example.org"), ("http://Example.ORG:80", "example.org"),
        ("https://me:secret@news.example.org/?u=http://x.example", "news.example.org"),
        ("The Beacon", "The Beacon"), ("", None), (None, None), ("https://", None),
    ],
)  # fmt: skip
def test_the_host_of_an_address_is_the_site(value: str | None, site: str | None) -> None:
    assert site_of(value) == site
