"""Time and memory of counting what sites repeat, on texts made by recombining sentences.

    python -m tests.bench.many_sites TEXTS [SITES]

Each site has templates of its own, each text sentences of its own: keys that recur and keys that do
not, about as many of both as scraped articles have.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator

from copydesk._corpus.keys import line_keys
from copydesk._jobs.site_counts import SiteCounts

WHO = ("The mayor", "A driver", "The harbour master", "Her lawyer", "The minister", "One witness")
DID = ("told reporters", "wrote on Monday", "denied", "confirmed", "could not say", "repeated")
WHAT = ("that the pier would close", "that no boat was lost", "what the storm had cost", "why")
FRAMES = (
    "Sign up for the {0} newsletter", "Follow The {0} on Facebook", "Read more from The {0}",
    "© 2024 The {0}. All rights reserved.", "Write to the editors of The {0}",
)  # fmt: skip
SENTENCES = 14


def texts(count: int, sites: int) -> Iterator[tuple[str, str]]:
    """The site and the text of each article, half of them without line breaks."""
    chance = random.Random(1)
    for n in range(count):
        site = f"Beacon {n % sites}"
        said = [_sentence(chance, n) for _ in range(SENTENCES)]
        said += [frame.format(site) for frame in FRAMES]
        yield site, ("\n" if n % 2 else " ").join(said)


def _sentence(chance: random.Random, n: int) -> str:
    who, did, what = (chance.choice(words) for words in (WHO, DID, WHAT))
    return f"{who} {did} {what}, as file {n} of volume {chance.randrange(10**6)} has it."


def main(count: int, sites: int) -> None:
    began, size, key_bytes = time.process_time(), 0, 0
    with SiteCounts() as counts:
        for site, text in texts(count, sites):
            keys = line_keys(text)
            counts.add(site, keys)
            size, key_bytes = size + len(text), key_bytes + len(keys)
        read = time.process_time()
        found = counts.repeated()
        counted = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} texts of {sites:,} sites, {size / 1e6:.0f} MB")
    print(
        f"keys: {key_bytes / count:.0f} bytes a text; {1e6 * (read - began) / count:.0f} µs a text"
    )
    print(f"counting: {1e6 * (counted - read) / count:.0f} µs a text")
    print(f"result: {sum(map(len, found.values())) / sites:.0f} bytes a site")
    print(f"memory: {peak:.0f} MB at most")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else int(sys.argv[1]) // 100)
