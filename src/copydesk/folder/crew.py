"""Processes that clean files, and outlive one another.

Each has a pipe of its own, so that one that is killed can neither hold a lock nor spoil the answers
of others, and the file it was at is known. That file is tried once more, alone, and then reported.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import signal
import sys
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import Any

from copydesk.errors import BrokenWorkers
from copydesk.folder.manifest import Row
from copydesk.folder.work import Desk, Task, do, failed

FALSE_STARTS = 3
"""How many processes in a row may die before they are ready until the job gives up."""

Answer = tuple[Task, Row | None]


class Crew:
    """Processes at a job, started when there is work. With no workers it works in this process."""

    def __init__(self, desk: Desk, workers: int) -> None:
        self.desk = desk
        self.packed = pack(desk) if workers else None
        self.workers = workers if self.packed else 0
        self.hands = list[_Hand]()
        self.retries = deque[Task]()
        self.false_starts = 0

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for hand in self.hands:
            hand.stop()

    def run(self, batches: Iterable[list[Task]]) -> Iterator[Answer]:
        """The answer to every task, as they come."""
        if not self.workers:
            for batch in batches:
                yield from ((task, do(self.desk, task)) for task in batch)
            return
        yield from self._share_out(batches, self.workers)
        while self.retries:
            yield from self._share_out([[self.retries.popleft()]], 1, is_last_try=True)

    def _share_out(
        self, batches: Iterable[list[Task]], workers: int, is_last_try: bool = False
    ) -> Iterator[Answer]:
        queue = _Queue(batches)
        while queue or any(hand.waiting for hand in self.hands):
            if queue:
                self._hire(workers)
            for hand in self.hands[:workers]:
                if hand.is_idle and queue:
                    hand.give(queue.take())
            active = [hand for hand in self.hands[:workers] if hand.waiting or not hand.ready]
            ready = wait([hand.connection for hand in active])
            for hand in [hand for hand in active if hand.connection in ready]:
                yield from hand.answers()
                if hand.is_dead:
                    yield from self._bury(hand, queue, is_last_try)

    def _hire(self, workers: int) -> None:
        while len(self.hands) < workers:
            assert self.packed
            self.hands.append(_Hand(*self.packed))

    def _bury(self, hand: _Hand, queue: _Queue, is_last_try: bool) -> Iterator[Answer]:
        """Pass on the work of a dead process; the file it was at is suspect."""
        self.hands.remove(hand)
        cause = hand.stop()
        self.false_starts = 0 if hand.ready else self.false_starts + 1
        if self.false_starts == FALSE_STARTS:
            raise BrokenWorkers(
                f"no process could be started ({cause}). In a script, call clean_folder under "
                "`if __name__ == '__main__':`, or install cloudpickle; workers=0 needs no process."
            )
        if not hand.waiting:
            return
        suspect, *rest = hand.waiting
        if rest:
            queue.put_back(rest)
        if is_last_try:
            yield suspect, failed(suspect, f"the process died at this file, twice ({cause})")
        else:
            self.retries.append(suspect)


class _Queue:
    """Batches to come, which says whether there are any, and takes some back."""

    def __init__(self, batches: Iterable[list[Task]]) -> None:
        self._next = deque[list[Task]]()
        self._more = iter(batches)

    def __bool__(self) -> bool:
        if not self._next:
            self._next.extend(islice(self._more, 1))
        return bool(self._next)

    def take(self) -> list[Task]:
        return self._next.popleft()

    def put_back(self, batch: list[Task]) -> None:
        self._next.append(batch)


class _Hand:
    """One process, and the tasks that it has been given and not yet answered."""

    def __init__(self, data: bytes, needs_main: bool) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, data), daemon=True)
        self.waiting = deque[Task]()
        self.ready = self.is_dead = False
        with interrupts_held(), contextlib.nullcontext() if needs_main else main_left_out():
            self.process.start()
        theirs.close()

    @property
    def is_idle(self) -> bool:
        return self.ready and not self.waiting and not self.is_dead

    def give(self, batch: list[Task]) -> None:
        self.waiting.extend(batch)
        with contextlib.suppress(OSError):  # it is dead: its silence will tell
            self.connection.send(batch)

    def answers(self) -> Iterator[Answer]:
        try:
            while self.connection.poll():
                answer = self.connection.recv()
                if isinstance(answer, BrokenWorkers):
                    raise answer
                if self.ready:
                    yield self.waiting.popleft(), answer
                self.ready = True
        except (EOFError, OSError, pickle.UnpicklingError):
            self.is_dead = True

    def stop(self) -> str:
        """End the process, and say how it ended."""
        if not self.is_dead:
            self.process.kill()
        self.process.join()
        self.connection.close()
        code = self.process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def _work(connection: Connection, data: bytes) -> None:
    """The life of a process: take a batch, answer file by file, until the job hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the job decides what an interrupt means
    try:
        desk = pickle.loads(data)
    except Exception as error:
        connection.send(BrokenWorkers(f"the pipeline cannot be sent to a process: {error!r}"))
        return
    connection.send("ready")
    with contextlib.suppress(EOFError, OSError):
        while True:
            for task in connection.recv():
                connection.send(do(desk, task))


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def pack(desk: Desk) -> tuple[bytes, bool] | None:
    """A desk as bytes, and whether a process needs the main module to read them.

    Own cleaners of a notebook or a script travel by value if cloudpickle is installed. Without it,
    a script's are found by importing it again, and a notebook's cannot travel: None, with a
    warning.
    """
    try:
        data = pickle.dumps(desk)
    except Exception:
        data = b""
    if data and b"__main__" not in data:
        return data, False
    try:
        return importlib.import_module("cloudpickle").dumps(desk), False
    except ImportError:
        if data and hasattr(sys.modules["__main__"], "__file__"):
            return data, True
    warnings.warn(
        "the pipeline's own cleaners cannot be sent to other processes, so one does all the work: "
        "put them in a module, or pip install cloudpickle",
        stacklevel=5,
    )
    return None


@contextlib.contextmanager
def main_left_out() -> Iterator[None]:
    """Keep new processes from running the user's script again: they need nothing of it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextlib.contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts: it inherits the mask, so only the job hears it."""
    mask: Any = getattr(signal, "pthread_sigmask", None)
    before = mask(signal.SIG_BLOCK, {signal.SIGINT}) if mask else None
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)
