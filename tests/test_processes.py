"""Threads and processes: every way to start them gives the same results."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

import pytest

from copydesk import DEFAULT, clean

TEXTS = [
    f"Paragraph {n} of the harbour log says that the cafÃ© on the pier opened.\n\nShare this:"
    for n in range(40)
]


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
@pytest.mark.parametrize("what", [clean, DEFAULT], ids=["clean", "pipeline"])
@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")  # its risk
def test_every_start_method(method: str, what: Callable[[str], str]) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system has no {method}")
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        assert list(pool.map(what, TEXTS, chunksize=10)) == [clean(text) for text in TEXTS]


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_tables_in_processes(method: str) -> None:
    pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'copydesk[arrow]'")
    from copydesk.tables import clean_batch

    tables = [pa.table({"text": TEXTS[at : at + 10]}) for at in range(0, 40, 10)]
    context = multiprocessing.get_context(method)
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        results = list(pool.map(partial(clean_batch, reasons="removed"), tables))
    assert pa.concat_tables(results)["text"].to_pylist() == [clean(text) for text in TEXTS]


def test_tables_in_threads() -> None:
    pa = pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'copydesk[arrow]'")
    from copydesk.tables import clean_batch

    table = pa.table({"text": TEXTS})
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: clean_batch(table), range(8)))
    assert all(result.equals(clean_batch(table)) for result in results)


FIRST_CALLS = """
import sys
from threading import Barrier, Thread
from copydesk import clean

sys.setswitchinterval(1e-5)
text, start, results = sys.argv[1], Barrier(8), []

def work():
    start.wait()
    results.append(clean(text))

threads = [Thread(target=work) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(results) == 8 and len(set(results)) == 1, results
sys.stdout.buffer.write(results[0].encode())
"""


def test_first_calls_in_eight_threads_at_once() -> None:
    """When data files and patterns are not loaded yet."""
    command = [sys.executable, "-W", "error", "-c", FIRST_CALLS, TEXTS[0]]
    done = subprocess.run(command, capture_output=True)
    assert (done.stdout.decode(), done.stderr) == (clean(TEXTS[0]), b"")
