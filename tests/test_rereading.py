"""What a cleaner remembers of a text that it reads again changes nothing of what it finds."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copydesk import DEFAULT
from copydesk.cleaners.whitespace import normalize_whitespace
from copydesk.pipeline import name_of
from tests.awkward import needs_data
from tests.quality import corpus

CLEANERS = [cleaner for cleaner in DEFAULT if hasattr(cleaner, "rereading")]

PARTS = [
    "Rain fell on the coast all night, the harbour master said, and four boats are at sea.",
    "“It is late,” she said. The first visit to Ukrainewhich had been at war for a year.",
    "The talks ended.Then they left for the harbour in March20 and did not come back.",
    "Read more: Ten ships that never came home",
    "Share this:",
    "They meet again in March. Source link",
    "© 2024 Harbour News. All rights reserved.",
    "Sign up for our newsletter  |  Follow us on Facebook",
    "Der Sturm hat den Hafen in der Nacht getroffen, sagte derBürgermeister der Stadt.",
    "HomeSportStorm shuts portThe harbour was closed. Four boats are at sea.By Ann",
]
GAPS = ["\n", "\n\n", "\n\n\n", " \n", "  ", "\t", " ", "\n \n  ", "\u00a0"]
TEXTS = st.lists(st.tuples(st.sampled_from(PARTS), st.sampled_from(GAPS)), max_size=9)


def versions(text: str) -> list[str]:
    """A text as a pipeline might come by it: as it is, tidied, tidied and changed, as it was."""
    tidy = normalize_whitespace(text)
    return [text, text, tidy, tidy.replace("\n\n", "\n"), tidy.replace(".", "!", 1), tidy, text]


@pytest.mark.parametrize("cleaner", CLEANERS, ids=name_of)
@given(parts=TEXTS)
def test_a_text_read_again_reads_alike(cleaner, parts) -> None:  # type: ignore[no-untyped-def]
    again = cleaner.rereading()
    for text in versions("".join(part + gap for part, gap in parts)):
        assert again(text) == cleaner.changes(text)


@needs_data
@pytest.mark.parametrize("cleaner", CLEANERS, ids=name_of)
def test_real_texts_read_again_read_alike(cleaner) -> None:  # type: ignore[no-untyped-def]
    for page in islice(corpus.pages("dev", None), 0, None, 12):
        again = cleaner.rereading()
        for text in versions(page["gold"]):
            assert again(text) == cleaner.changes(text)


def test_there_are_such_cleaners() -> None:
    assert len(CLEANERS) == 3
