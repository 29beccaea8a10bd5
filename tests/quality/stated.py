"""What pages say of themselves, as `copydesk.page` and trafilatura read it: where they differ.

    python -m tests.quality.stated

Nobody has labelled the pages: what differs is printed to be read.
"""

from __future__ import annotations

import re
from collections import Counter

from copydesk.metadata import known
from tests.quality import corpus

FIELDS = ("title", "author", "date")
NEWS = ("fundus/", "aed/")


def main() -> None:
    from trafilatura import extract_metadata

    html, counts = corpus.html("dev"), Counter[str]()
    for name in sorted(page["id"] for page in corpus.pages("dev", "full") if page["id"] in html):
        if not name.startswith(NEWS):
            continue
        ours, theirs = known(html[name]), extract_metadata(html[name])
        for field in FIELDS:
            both = ours[field], getattr(theirs, field)
            counts[f"{field}: {_compared(*both)}"] += 1
            if _compared(*both) not in ("same", "none"):
                print(f"{field} of {name}: {both[0]!r:.90}, trafilatura {both[1]!r:.90}")
    for found, count in sorted(counts.items()):
        print(f"{found} {count}")


def _compared(ours: str | None, theirs: str | None) -> str:
    if not (ours and theirs):
        return "only ours" if ours else "only trafilatura's" if theirs else "none"
    return "same" if _words(ours) == _words(theirs) else "different"


def _words(text: str) -> list[str]:
    """In any order: authors are listed otherwise here and there."""
    return sorted(re.findall(r"\w+", text.lower()))


if __name__ == "__main__":
    main()
