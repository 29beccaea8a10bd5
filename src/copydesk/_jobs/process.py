"""One process at a job: how it is started, lives, and ends with its parent."""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import signal
import sys
import threading
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from queue import SimpleQueue
from types import ModuleType
from typing import Any, Generic, NamedTuple, TypeVar

from copydesk.errors import BrokenWorkers

Item = TypeVar("Item")
Answer = TypeVar("Answer")


@dataclass(eq=False)
class Ticket(Generic[Item, Answer]):
    """An item of a job and, once it is done, the answer to it."""

    item: Item
    answer: Answer | None = None
    is_done: bool = False

    def done(self, answer: Answer) -> Ticket[Item, Answer]:
        self.answer, self.is_done = answer, True
        return self


class Packed(NamedTuple):
    """A job as bytes, and whether a process needs the main module to read them."""

    data: bytes
    needs_main: bool


class Process(Generic[Item, Answer]):
    """A process, and the tickets that it has been given and has not yet answered.

    It has a pipe of its own, so that one that is killed can neither hold a lock nor spoil the
    answers of others, and the item it was at is known: the first of those it was given.
    """

    def __init__(self, packed: Packed) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_live, args=(theirs, packed.data), daemon=True)
        self.given = deque[Ticket[Item, Answer]]()
        self.is_ready = self.is_dead = False
        main = contextlib.nullcontext() if packed.needs_main else _main_left_out()
        with _interrupts_held(), main:
            self.process.start()
        theirs.close()

    @property
    def has_room(self) -> bool:
        """May it be given more? What it has is nearly done, and the next should lie ready."""
        return self.is_ready and not self.is_dead and len(self.given) < 2

    def give(self, tickets: Sequence[Ticket[Item, Answer]]) -> None:
        self.given.extend(tickets)
        with contextlib.suppress(OSError):  # it is dead: its silence will tell
            self.connection.send([ticket.item for ticket in tickets])

    def answers(self) -> list[Ticket[Item, Answer]]:
        """The tickets that it has answered since."""
        done = list[Ticket[Item, Answer]]()
        try:
            while self.connection.poll():
                answer = self.connection.recv()
                if isinstance(answer, BrokenWorkers):
                    raise answer
                if self.is_ready:
                    done.append(self.given.popleft().done(answer))
                self.is_ready = True
        except (EOFError, OSError, pickle.UnpicklingError):
            self.is_dead = True
        return done

    def stop(self) -> str:
        """End the process, and say how it ended."""
        if not self.is_dead:
            self.process.kill()
        self.process.join()
        self.connection.close()
        code = self.process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def _live(connection: Connection, data: bytes) -> None:
    """The life of a process: take a batch, answer item by item, until the parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    batches = SimpleQueue[list[Any]]()
    threading.Thread(target=_listen, args=(connection, batches), daemon=True).start()
    try:
        job = pickle.loads(data)
    except Exception as error:
        said = f"no process could be started: the pipeline cannot be sent to one ({error!r})"
        connection.send(BrokenWorkers(said))
        return
    with contextlib.suppress(OSError):  # the parent is gone
        connection.send("ready")
        while True:
            for item in batches.get():
                connection.send(job.do(item))


def _listen(connection: Connection, batches: SimpleQueue[list[Any]]) -> None:
    """Take what the parent sends. Where it has ended, however it did, the process ends too."""
    try:
        while True:
            batches.put(connection.recv())
    finally:
        os._exit(1)


def pack(job: object) -> Packed | None:
    """A job as bytes.

    Own cleaners of a notebook or a script travel by value if cloudpickle is installed. Without it,
    a script's are found by importing it again, and a notebook's cannot travel: None, with a
    warning, and so for what cannot travel at all, such as a lock.
    """
    data, cause = b"", ""
    try:
        data = pickle.dumps(job)
        if b"__main__" not in data:
            return Packed(data, needs_main=False)
    except Exception as error:
        cause = f" ({error})"
    advice = "put them in a module, or pip install cloudpickle"
    try:
        return Packed(importlib.import_module("cloudpickle").dumps(job), needs_main=False)
    except ImportError:
        pass
    except Exception as error:
        cause, advice = f" ({error})", "let them make what cannot travel where they use it"
    if data and hasattr(sys.modules["__main__"], "__file__"):
        return Packed(data, needs_main=True)
    said = f"the pipeline's own cleaners cannot be sent to other processes{cause}, so one does all"
    warnings.warn(f"{said} the work: {advice}", stacklevel=5)
    return None


@contextlib.contextmanager
def _main_left_out() -> Iterator[None]:
    """Keep new processes from running the user's script again: they need nothing of it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back while a process starts: it inherits the mask, so only the job hears it."""
    mask: Any = getattr(signal, "pthread_sigmask", None)
    before = mask(signal.SIG_BLOCK, {signal.SIGINT}) if mask else None
    try:
        yield
    finally:
        if mask:
            mask(signal.SIG_SETMASK, before)
