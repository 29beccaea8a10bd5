"""Batches through worker processes, in order, with few in flight."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType
from typing import Protocol, TypeVar

from copydesk.pipeline import Pipeline
from copydesk.rows.report import Outcome
from copydesk.tables import Cleaned, cleaner_of

AHEAD = 3
"""Batches in flight for each worker."""

TRIES = 2
"""How often a batch is tried alone after its worker has died."""

Event = TypeVar("Event")


class Batch(Protocol):
    """Rows that travel to a worker."""

    def cleaned(self, clean: Callable[[str], Cleaned], /) -> Outcome: ...


class WorkerDied(Exception):
    """Becomes the cause of bad rows."""


class Workers:
    """Processes that load a pipeline once and clean batches; with a count of 1, this process.

    A worker that dies, killed or out of memory, is replaced. The batches it may have died of are
    tried again alone, and given back as bad rows if that kills a worker too.
    """

    def __init__(self, count: int, pipeline: Pipeline, *, with_reasons: bool) -> None:
        self.count, self.pipeline, self.with_reasons = count, pipeline, with_reasons
        self.pool: ProcessPoolExecutor | None = None

    def outcomes(
        self, events: Iterable[tuple[Event, Batch | None]]
    ) -> Iterator[tuple[Event, Outcome | None]]:
        """Each event, with the outcome of its batch if it has one, in order."""
        if self.count == 1:
            clean = cleaner_of(self.pipeline, with_reasons=self.with_reasons)
            for event, batch in events:
                yield event, batch.cleaned(clean) if batch else None
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
        if batch is None or future is None:
            return event, None
        for _ in range(TRIES):
            try:
                return event, future.result()
            except BrokenProcessPool:
                future = self._submit(batch)
        try:
            return event, future.result()
        except BrokenProcessPool:
            return event, batch.cleaned(_give_up)

    def _submit(self, batch: Batch) -> Future[Outcome]:
        try:
            return self._started().submit(_work, batch)
        except BrokenProcessPool:
            self._stop()
            return self._started().submit(_work, batch)

    def _started(self) -> ProcessPoolExecutor:
        if self.pool is None:
            self.pool = ProcessPoolExecutor(
                self.count, get_context("spawn"), _start, (self.pipeline, self.with_reasons)
            )
        return self.pool

    def _stop(self) -> None:
        if self.pool is not None:
            self.pool.shutdown(wait=False, cancel_futures=True)
            self.pool = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._stop()


def _give_up(text: str) -> Cleaned:
    raise WorkerDied("the process that should clean it died, perhaps for lack of memory")


_clean: Callable[[str], Cleaned]


def _start(pipeline: Pipeline, with_reasons: bool) -> None:
    """Once in each worker."""
    import signal

    global _clean
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops the pool
    _clean = cleaner_of(pipeline, with_reasons=with_reasons)


def _work(batch: Batch) -> Outcome:
    return batch.cleaned(_clean)
