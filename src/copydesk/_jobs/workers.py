"""The processes of a job: the one way in which jobs use several processors.

What a process was at when it died is suspect: it is done again while nothing else runs, part by
part if it has parts, and given up if it kills again. The rest of its work goes to others. So the
result is the same for any number of processes.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait
from typing import Generic, Protocol, TypeVar, cast

from copydesk._jobs.process import Answer, Item, Process, Ticket, pack
from copydesk.errors import BrokenWorkers

AHEAD = 3
"""How many batches a process may be ahead of what is taken from it in order."""
FALSE_STARTS = 3
"""How many processes in a row may die before they are ready until the job gives up."""
DEATHS = 20
"""How many parts of one item may kill a process until the rest of it is given up, too."""

Kept = TypeVar("Kept")


class Job(Protocol[Item, Answer]):
    """What the processes do; it travels to each of them once."""

    def do(self, item: Item, /) -> Answer: ...

    def parts(self, item: Item, /) -> list[Item]:
        """What can be done by itself of an item: its rows, or the item as a whole."""
        ...

    def joined(self, item: Item, answers: list[Answer], /) -> Answer:
        """The answer to an item, from those to its parts."""
        ...

    def give_up(self, item: Item, cause: str, /) -> Answer:
        """The answer to an item that no process outlives."""
        ...


class Workers(Generic[Item, Answer]):
    """Processes at a job, started when there is work; with a count of 0, this process."""

    def __init__(self, job: Job[Item, Answer], count: int) -> None:
        self.job = job
        self.packed = pack(job) if count else None
        self.count = count if self.packed else 0
        self.processes = list[Process[Item, Answer]]()
        self.queue = deque[list[Ticket[Item, Answer]]]()
        self.suspects = deque[Ticket[Item, Answer]]()
        self.false_starts = 0

    def __enter__(self) -> Workers[Item, Answer]:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self.processes:
            process.stop()

    def run(self, batches: Iterable[list[Item]]) -> Iterator[tuple[Item, Answer]]:
        """Every item with the answer to it, as they come."""
        for batch in batches:
            self.queue.append([Ticket[Item, Answer](item) for item in batch])
            while len(self.queue) > self.count:
                yield from map(_pair, self._go_on())
        while self.queue or self.suspects or any(process.given for process in self.processes):
            yield from map(_pair, self._go_on())

    def run_in_order(
        self, steps: Iterable[tuple[Kept, Item | None]]
    ) -> Iterator[tuple[Kept, Answer | None]]:
        """What is kept here of each step, with the answer to the item of it if it has one.

        Only a few steps are taken before the answers to the first of them are.
        """
        waiting = deque[tuple[Kept, Ticket[Item, Answer] | None]]()
        for kept, item in steps:
            ticket = None if item is None else Ticket[Item, Answer](item)
            waiting.append((kept, ticket))
            if ticket is not None:
                self.queue.append([ticket])
                self._go_on(can_wait=False)
            while len(waiting) > AHEAD * self.count:
                yield self._finished(*waiting.popleft())
        while waiting:
            yield self._finished(*waiting.popleft())

    def _finished(
        self, kept: Kept, ticket: Ticket[Item, Answer] | None
    ) -> tuple[Kept, Answer | None]:
        while ticket is not None and not ticket.is_done:
            self._go_on()
        return kept, None if ticket is None else ticket.answer

    def _go_on(self, can_wait: bool = True) -> list[Ticket[Item, Answer]]:
        """Hand out work and take what is done; one item is done where there are no processes."""
        if not self.count:
            return [self._do_next()] if can_wait else []
        if self.suspects and not any(process.given for process in self.processes):
            return [self._done_alone(self.suspects.popleft())]
        if not self.suspects:
            self._hand_out()
        done = list[Ticket[Item, Answer]]()
        active = [p for p in self.processes if p.given or not p.is_ready]
        ready = wait([process.connection for process in active], None if can_wait else 0)
        for process in active:
            if process.connection in ready:
                done += process.answers()
                if process.is_dead:
                    self._pass_on(process)
        return done

    def _do_next(self) -> Ticket[Item, Answer]:
        batch = self.queue[0]
        ticket = batch.pop(0)
        if not batch:
            self.queue.popleft()
        return ticket.done(self.job.do(ticket.item))

    def _hand_out(self) -> None:
        """Give each process its next batch, and start as many as there are batches for."""
        while self.queue:
            free = [process for process in self.processes if process.has_room]
            if not free:
                break
            min(free, key=lambda process: len(process.given)).give(self.queue.popleft())
        starting = sum(not process.is_ready for process in self.processes)
        while len(self.processes) < self.count and starting < len(self.queue):
            self._start()
            starting += 1

    def _start(self) -> Process[Item, Answer]:
        assert self.packed
        process = Process[Item, Answer](self.packed)
        self.processes.append(process)
        return process

    def _pass_on(self, process: Process[Item, Answer]) -> None:
        """What a dead process had not begun goes to others; what it was at is suspect."""
        self._remove(process)
        if process.given:
            self.suspects.append(process.given.popleft())
        if process.given:
            self.queue.appendleft(list(process.given))

    def _remove(self, process: Process[Item, Answer]) -> str:
        """Count a dead process out, and say how it ended. Raises BrokenWorkers."""
        self.processes.remove(process)
        cause = process.stop()
        self.false_starts = 0 if process.is_ready else self.false_starts + 1
        if self.false_starts == FALSE_STARTS:
            raise BrokenWorkers(
                f"no process could be started ({cause}). In a script, begin the job under "
                "`if __name__ == '__main__':`, or install cloudpickle; workers=0 needs no process."
            )
        return cause

    def _done_alone(self, suspect: Ticket[Item, Answer]) -> Ticket[Item, Answer]:
        """Do what a process died at while nothing else runs, part by part."""
        tickets = [Ticket[Item, Answer](part) for part in self.job.parts(suspect.item)]
        waiting, deaths = tickets, 0
        while waiting:
            cause = self._try(waiting)
            waiting = [ticket for ticket in waiting if not ticket.is_done]
            deaths += 1
            for ticket in waiting[: 1 if deaths < DEATHS else None]:
                ticket.done(self.job.give_up(ticket.item, cause))
            waiting = [ticket for ticket in waiting if not ticket.is_done]
        answers = [cast(Answer, ticket.answer) for ticket in tickets]
        return suspect.done(self.job.joined(suspect.item, answers))

    def _try(self, tickets: list[Ticket[Item, Answer]]) -> str:
        """Do items in one process, until all are done or it dies; how it ended then."""
        while not tickets[-1].is_done:
            process = self.processes[0] if self.processes else self._start()
            if process.is_ready and not process.given:
                process.give(tickets)
            wait([process.connection])
            process.answers()
            if process.is_dead:
                cause = self._remove(process)
                if process.given:
                    return cause
        return ""


def _pair(ticket: Ticket[Item, Answer]) -> tuple[Item, Answer]:
    return ticket.item, cast(Answer, ticket.answer)


def number_of_workers(wanted: int | None, most: int) -> int:
    """How many processes to use, 0 for none: one a processor unless given, `most` at most."""
    if wanted is None:
        return min(_processors(), most)
    if wanted < 0:
        raise BrokenWorkers(f"workers is {wanted}: give 0 (this process alone), 1, 2 ...")
    return wanted


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
