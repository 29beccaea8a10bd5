"""What a module says when its engine is not there."""

from __future__ import annotations

import subprocess
import sys

import pytest

CALLS = {
    "arrow": "import copydesk.tables",
    "rows": "from copydesk.rows import clean_rows; clean_rows('a.parquet', 'b.parquet')",
    "datatrove": "import copydesk.engines.datatrove",
    "langchain": "import copydesk.engines.langchain",
    "ray": "from copydesk.engines.ray import clean_dataset; clean_dataset(None)",
    "spark": "from copydesk.engines.spark import clean_dataframe; clean_dataframe(None)",
    "datasets": "from copydesk.engines.datasets import clean_dataset; clean_dataset(None)",
    "scrapy": "from copydesk.engines.scrapy import CleanText; CleanText().process_item({})",
}
MODULES = {
    "arrow": "pyarrow",
    "rows": "pyarrow",
    "langchain": "langchain_core",
    "spark": "pyspark",
    "scrapy": "itemadapter",
}


@pytest.mark.parametrize("extra", CALLS)
def test_the_error_names_the_extra(extra: str) -> None:
    if extra in ("ray", "spark", "datasets"):
        pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'copydesk[arrow]'")
    module = MODULES.get(extra, extra)
    code = f"import sys; sys.modules[{module!r}] = None\n{CALLS[extra]}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    *_, last = done.stderr.strip().splitlines()
    assert last.startswith("copydesk.errors.MissingExtra: ")
    assert f"pip install 'copydesk[{extra}]'" in last
