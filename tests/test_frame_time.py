"""No frame of junk takes long, whatever a line says.

One whose parts can be told apart in many ways tries them all where the end does not fit: at a
hundred characters it takes minutes, at four hundred for ever. Every frame is asked of lines made
from itself, in which each part that repeats stands as often as a line has room, in each of its
wordings.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from copydesk.cleaners.boilerplate.cues import _AFTER, shipped
from copydesk.cleaners.clutter import frames
from tests import pumps

LONGEST, PATIENCE = 450, 0.5
"""Characters of a line; seconds of processor time in which a frame is asked of one, thousands of
times what it takes."""
TIMES = 12, 30, 60, LONGEST
BEHIND = pumps.FAILS, ".", "! ", " a. b"
"""How a line ends that a frame does not fit."""

Asked = tuple[str, Callable[[str], object]]


def clutter() -> Iterator[Asked]:
    for frame in frames.shipped()[0]:
        flags = re.IGNORECASE if frame.is_cased else re.NOFLAG
        pattern = re.compile(frame._source, flags)
        yield frame._source, pattern.match if frame._source[0] == "^" else pattern.search


def boilerplate() -> Iterator[Asked]:
    for source in dict.fromkeys(source for group in shipped() for source in group.sources):
        for end in ("", _AFTER):
            yield source, re.compile(f"(?:{source}){end}", re.IGNORECASE | re.DOTALL).match


class TooLongError(Exception):
    """A frame was asked for longer than it may be."""


@contextmanager
def patience() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def lines(source: str) -> Iterator[str]:
    for before, body, _ in dict.fromkeys(pumps.pumped(source, re.IGNORECASE, wordings=True)):
        room = (LONGEST - len(before)) // max(1, len(body))
        for times in {min(times, room) for times in TIMES}:
            for behind in BEHIND:
                yield (before + body * times + behind)[:LONGEST]


def is_slow(source: str, ask: Callable[[str], object]) -> bool:
    try:
        for line in lines(source):
            with patience():
                ask(line)
    except TooLongError:
        return True
    return False


needs_timers = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="needs timers of Unix")


@needs_timers
def test_a_slow_frame_is_found() -> None:
    slow = r"^[^.!?]{2,40} [|>] [^.!?]{2,40}(?: [|>] [^.!?]{2,60})+$"
    assert is_slow(slow, re.compile(slow).match)
    assert is_slow(
        "(?:fog|this|that|This)(?: (?:fog|this|that|This))*$",
        re.compile("(?:fog|this|that|This)(?: (?:fog|this|that|This))*$", re.IGNORECASE).match,
    )
    assert not is_slow("fog(?: fog)*$", re.compile("fog(?: fog)*$").match)


@needs_timers
@pytest.mark.parametrize("frames", [clutter, pytest.param(boilerplate, marks=pytest.mark.slow)])
def test_no_frame_is_slow(frames: Callable[[], Iterator[Asked]]) -> None:
    assert [source for source, ask in frames() if is_slow(source, ask)] == []
