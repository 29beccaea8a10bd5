"""Ray Data: clean a crawl in Parquet files, learn its sites' lines, write Parquet files.

pip install 'copydesk[ray]'
python examples/ray_job.py [SOURCE TARGET]
"""

import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa
import ray.data
from pyarrow import parquet

from copydesk.engines.ray import clean_dataset, remove_site_lines


def add_site(table: pa.Table) -> pa.Table:
    sites = [urlsplit(url).hostname for url in table["url"].to_pylist()]
    return table.append_column("site", pa.array(sites, pa.string()))


def run(source: str, target: str) -> None:
    """From `source` with columns `url` and `text` to `target` with the same."""
    crawl = ray.data.read_parquet(source).map_batches(add_site, batch_format="pyarrow")
    clean = clean_dataset(crawl).materialize()  # it is read twice: to count lines, to remove them
    remove_site_lines(clean, "site").drop_columns(["site"]).write_parquet(target)


def small_crawl(folder: Path) -> None:
    """Two sites with five pages each, in two files."""
    pages = [
        {
            "url": f"https://{site}.example.org/{day}",
            "text": f"On {day} the ferry left the harbour an hour late, since the wind had turned."
            f"\n\nShare this:\n\nGood morning from all of us at the {site} desk",
        }
        for site in ("harbour", "island")
        for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    ]
    folder.mkdir()
    for part, rows in enumerate((pages[:7], pages[7:])):
        parquet.write_table(pa.Table.from_pylist(rows), folder / f"part-{part}.parquet")


def main() -> None:
    if len(sys.argv) == 3:
        run(*sys.argv[1:])
        return
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "crawl"), Path(folder, "clean")
        small_crawl(source)
        run(str(source), str(target))
        rows = parquet.read_table(target).to_pylist()
    assert len(rows) == 10
    assert all(row["text"].endswith("since the wind had turned.") for row in rows)


if __name__ == "__main__":
    main()
