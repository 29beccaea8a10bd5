"""What a folder holds: the files of a job, and those that it leaves out, and why."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from copydesk._jobs.folders import Folder
from copydesk._show.wording import cause_of

STATE = ".copydesk"
"""The folder inside a target that holds what a folder job knows, and half-written files."""


@dataclass
class LeftOut:
    """What a search passes by that somebody may have wanted."""

    unread: list[tuple[str, str]] = field(default_factory=list)
    """Folders that cannot be read, and why."""
    unsafe: list[tuple[str, str]] = field(default_factory=list)
    """Links that lead out of the folder or nowhere, pipes, sockets and devices."""
    outputs: list[str] = field(default_factory=list)
    """Folders that a folder job has written."""
    rows: int = 0
    """How many files of rows, such as Parquet, there are."""
    endings: Counter[str] = field(default_factory=Counter)
    """How many files there are that neither hold a text nor rows, by ending."""


class Listing(NamedTuple):
    """A folder below the source, as a relative path, and what is in it by name."""

    folder: str
    sizes: dict[str, int]
    """The sizes of the files that are wanted."""
    others: list[str]


def search(
    root: Folder,
    but: Folder | None,
    hidden: tuple[str, ...],
    is_wanted: Callable[[str], bool],
    left_out: LeftOut,
) -> Iterator[Listing]:
    """The folder `root` and the folders below it, with their files.

    Names that begin with one of `hidden`, the folder `but`, outputs of folder jobs and links to
    folders are passed by. A folder that cannot be read is noted, and the others are searched.
    """
    folders = [""]
    while folders:
        listing, below = Listing(folders.pop(), {}, []), list[str]()
        try:
            with root.entries(listing.folder) as entries:
                for entry in entries:
                    path = os.path.join(listing.folder, entry.name)
                    if entry.name.startswith(hidden):
                        continue
                    if not entry.is_dir(follow_symlinks=False):
                        _note_file(root, entry, is_wanted(entry.name), listing, left_out)
                    elif but is None or root.below(path).identity != but.identity:
                        (left_out.outputs if _is_output(root, path) else below).append(path)
        except OSError as error:
            folder = listing.folder or "."
            left_out.unread.append((folder, cause_of(error, folder)))
            continue
        folders += below
        yield listing


def _is_output(root: Folder, path: str) -> bool:
    """Has a folder job written this folder?"""
    try:
        return root.status(os.path.join(path, STATE)) is not None
    except OSError:  # it may not be entered, as the search will note
        return False


def _note_file(
    root: Folder, entry: os.DirEntry[str], is_wanted: bool, listing: Listing, left_out: LeftOut
) -> None:
    """Take down a regular file, or a link to one below the root, and its size."""
    path = os.path.join(listing.folder, entry.name)
    if not is_wanted:
        if entry.is_file(follow_symlinks=False):
            listing.others.append(entry.name)
    elif entry.is_symlink():
        try:
            with root.open(path) as file:
                listing.sizes[entry.name] = os.fstat(file.fileno()).st_size
        except OSError:
            left_out.unsafe.append((path, "a link that leads nowhere, or out of the source"))
    elif entry.is_file(follow_symlinks=False):
        listing.sizes[entry.name] = entry.stat(follow_symlinks=False).st_size
    else:
        left_out.unsafe.append((path, "no regular file"))
