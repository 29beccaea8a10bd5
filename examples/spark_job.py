"""Spark: clean a crawl in Parquet files, learn its sites' lines, write Parquet files.

pip install 'copydesk[spark]'
python examples/spark_job.py [SOURCE TARGET]
"""

import os
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
from pyarrow import parquet
from pyspark.sql import SparkSession
from pyspark.sql import functions as sql

from copydesk.engines.spark import clean_dataframe, remove_site_lines


def run(spark: SparkSession, source: str, target: str) -> None:
    """From `source` with columns `url` and `text` to `target` with the same."""
    crawl = spark.read.parquet(source).withColumn("site", sql.parse_url("url", sql.lit("HOST")))
    clean = clean_dataframe(crawl).persist()  # it is read twice: to count lines, to remove them
    remove_site_lines(clean, "site").drop("site").write.mode("overwrite").parquet(target)
    clean.unpersist()


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
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers need copydesk too
    spark = SparkSession.builder.master("local[2]").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    if len(sys.argv) == 3:
        run(spark, *sys.argv[1:])
        return
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "crawl"), Path(folder, "clean")
        small_crawl(source)
        run(spark, str(source), str(target))
        rows = parquet.read_table(target).to_pylist()
    assert len(rows) == 10
    assert all(row["text"].endswith("since the wind had turned.") for row in rows)


if __name__ == "__main__":
    main()
