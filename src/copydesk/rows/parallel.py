"""Batches through worker processes, in order, with few in flight."""

from __future__ import annotations

import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext, suppress
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Protocol, TypeVar, cast

from copydesk.errors import BrokenWorkers
from copydesk.folder.crew import interrupts_held, main_left_out, pack
from copydesk.pipeline.pipeline import Pipeline
from copydesk.rows.report import Notes, Outcome
from copydesk.tables import Cleaned, cleaner_of

AHEAD = 3
"""Batches in flight for each worker."""

TRIES = 2
"""How often a batch is tried alone after a worker has died."""

Event = TypeVar("Event")


class Batch(Protocol):
    """Rows that travel to a worker."""

    def cleaned(self, clean: Callable[[str], Cleaned], /) -> Outcome: ...


class WorkerDied(Exception):
    """Becomes the cause of bad rows."""


class Workers:
    """Processes that load a pipeline once and clean batches; with a count of 1, this process.

    Where a worker dies, killed or out of memory, all start anew. The batches that it may have died
    of are tried again, each alone, and come back as bad rows if they kill again.
    """

    def __init__(self, count: int, pipeline: Pipeline, *, with_reasons: bool) -> None:
        self.clean = cleaner_of(pipeline, with_reasons=with_reasons)
        self.packed = pack(cast(Any, (pipeline, with_reasons))) if count > 1 else None
        self.count = count if self.packed else 1
        self.pool = self._pool(self.count)

    def outcomes(
        self, events: Iterable[tuple[Event, Batch | None]]
    ) -> Iterator[tuple[Event, Outcome | None]]:
        """Each event, with the outcome of its batch if it has one, in order."""
        if self.packed is None:
            for event, batch in events:
                yield event, batch.cleaned(self.clean) if batch else None
            return
        waiting = deque[tuple[Event, Batch | None, Future[Outcome] | None]]()
        for event, batch in events:
            waiting.append((event, batch, self._submit(batch) if batch else None))
            while len(waiting) > AHEAD * self.count:
                yield self._first(*waiting.popleft())
        while waiting:
            yield self._first(*waiting.popleft())

    def _first(
        self, event: Event, batch: Batch | None, future: Future[Outcome] | None
    ) -> tuple[Event, Outcome | None]:
        """The outcome of what has waited longest."""
        if batch is None or future is None:
            return event, None
        try:
            return event, future.result()
        except BrokenProcessPool:
            return event, self._alone(batch) or batch.cleaned(_give_up)

    def _submit(self, batch: Batch) -> Future[Outcome]:
        try:
            return self._started(self.pool, batch)
        except BrokenProcessPool:
            self.pool = self._pool(self.count)
            return self._started(self.pool, batch)

    def _alone(self, batch: Batch) -> Outcome | None:
        """The outcome, or None if the batch is what workers die of. Raises BrokenWorkers."""
        for trial in [*[batch] * TRIES, Nothing()]:
            with suppress(BrokenProcessPool), self._pool(1) as pool:
                outcome = self._started(pool, trial).result()
                return outcome if trial is batch else None
        raise BrokenWorkers(
            "no process could be started. In a script, call clean_rows under "
            "`if __name__ == '__main__':`, or install cloudpickle; workers=1 needs no process."
        )

    def _pool(self, count: int) -> ProcessPoolExecutor:
        """A pool whose processes start with the work."""
        data = self.packed[0] if self.packed else b""
        return ProcessPoolExecutor(count, get_context("spawn"), _start, (data,))

    def _started(self, pool: ProcessPoolExecutor, batch: Batch) -> Future[Outcome]:
        needs_main = self.packed is not None and self.packed[1]
        with interrupts_held(), nullcontext() if needs_main else main_left_out():
            return pool.submit(_work, batch)

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.pool.shutdown(wait=False, cancel_futures=True)


def _give_up(text: str) -> Cleaned:
    raise WorkerDied("the process that should clean it died, perhaps for lack of memory")


class Nothing:
    """A batch without rows."""

    def cleaned(self, clean: Callable[[str], Cleaned]) -> Outcome:
        return Outcome(None, Notes())


_clean: Callable[[str], Cleaned]


def _start(data: bytes) -> None:
    """Once in each worker."""
    global _clean
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops the pool
    pipeline, with_reasons = pickle.loads(data)
    _clean = cleaner_of(pipeline, with_reasons=with_reasons)


def _work(batch: Batch) -> Outcome:
    return batch.cleaned(_clean)
