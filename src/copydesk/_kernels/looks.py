"""What the text of a block of an HTML page looks like, in numbers for trees to score."""

from __future__ import annotations

from collections.abc import Set

from copydesk._kernels import kernel

_CLOSERS, _ENDS, _PAUSES = "\"'”’»)]›」』 ", ".!?…。！？", ":;"
_COMMAS, _STOPS, _QUOTES = (", ", "、", "，"), (". ", "? ", "。"), '"“„«'
_MARKS = ("©", "|", "»", "@", "http", "#", "•", "/")
_WORDS, _MOST, _LONG, _MANY = 30, 1500, 3000, 500
"""So many words are looked at; characters that count; a longer text has so many words."""


@kernel
def look(text: str, chars: int, linked: int, function_words: Set[str]) -> list[float]:
    """Length, share of links, words and their length, end, commas, stops, capitals, function words,
    digits, quotes, marks. `chars` is how much the text says, `linked` how much of it links say.

    >>> look("It rained. Read on:", 19, 0, frozenset({"it", "on"}))
    [19, 0.0, 4, 4.0, 1.0, 0, 1, 0.5, 0.25, 0.0, 0, 0]
    """
    words = text.split(None, _WORDS)[:_WORDS]
    count = len(words)
    last = text.rstrip(_CLOSERS)[-1:]
    return [
        min(chars, _MOST),
        linked / chars,
        text.count(" ") + 1 if chars < _LONG else _MANY,
        sum(map(len, words)) / count,
        0.0 if not last else 2.0 if last in _ENDS else 1.0 if last in _PAUSES else 0.0,
        sum(map(text.count, _COMMAS)),
        sum(map(text.count, _STOPS)),
        sum([word[0].isupper() for word in words]) / count,
        sum([word.lower() in function_words for word in words]) / count,
        sum([word[0].isdigit() for word in words]) / count,
        sum(map(text.count, _QUOTES)),
        sum([mark in text for mark in _MARKS]),
    ]
