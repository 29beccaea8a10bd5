"""Cleaners for the tests of jobs, in a module so that other processes can import them."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from copydesk import Pipeline


def drop_promos(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith("READ NEXT"))


def trim(text: str) -> str:
    return text.strip()


def fail_on_request(text: str) -> str:
    if "fail here" in text:
        raise ValueError("asked to fail")
    return text


def die_on_request(text: str) -> str:
    if "die here" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return text


def die_once(text: str) -> str:
    """Dies at a text that ends with the name of a file, unless that file is there."""
    if "die once " in text:
        mark = Path(text.rpartition("die once ")[2].strip())
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return text


def who_am_i(_: str) -> str:
    """The process, after a while in which the others get work, too."""
    time.sleep(0.2)
    return str(os.getpid())


def dawdle(text: str) -> str:
    time.sleep(0.02)
    return text


PLAIN = Pipeline(drop_promos, trim)
SLOW = Pipeline(drop_promos, trim, dawdle)
DEADLY = Pipeline(drop_promos, trim, fail_on_request, die_on_request, die_once)
