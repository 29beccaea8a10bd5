"""Whether a frame names the whole of a sentence: a natural one may only begin as a notice does.

Nearly all frames end with words of their own or with an *open end*, such as `.{0,80}`, for names
and days. Of "All rights reserved by the lord were lost in one night." the open end holds all behind
"reserved", and that is prose: there the sentence goes on, and it is no notice.
"""

from __future__ import annotations

import re
from functools import cached_property

from copydesk._models.quoting import score
from copydesk._text.credits import says_more
from copydesk._text.patterns import has_capitals, lazy
from copydesk._text.sentences import ends_sentence
from copydesk._text.tongues import is_unspaced

PROSE, NAMES, LONGER, MANY = -330, -150, -200, 8
"""Hundredths of log-odds under which the words in an open end speak for prose, those in one that
holds names as a rule, and on rights those that are so many."""

NAME, SIGNS = 4, 7
"""A name has so many words at most; where blanks part no words, fewer signs than that."""

# What takes any words: ".{2,80}", "[^.!?]{0,40}", "\S+(?:\s\S+){0,6}". Near-misses are "\s{1,4}+"
# and "\d+", which take none.
_ANY = r"(?:\.|\[\^(?:\\.|[^\]\\])*\]|\\S)(?:\{\d*,\d+\}|[+*])(?![+?])"
_OPEN = lazy(rf"({_ANY}(?:\(\?:\\s{_ANY}\)\{{0,\d\}})?)((?:\)\??|\[\)\\\]\])*)\Z")
_GREEDY = lazy(r"(?:\.|\[\^(?:\\.|[^\]\\])*\])\{\d*,\d+\}(?![+?])")


class OpenEnd:
    """The open end of a frame, and what stands in it.

    `bar`: the score from which on words in it are those of a notice. `named`: it holds a name,
    `rights`: who has them.

    >>> end = OpenEnd("all rights reserved.{0,80}")
    >>> end.goes_on("All rights reserved by the lord were lost in one night.")
    True
    >>> end.goes_on("All rights reserved by Harbour Media in 2024.")
    False
    """

    def __init__(
        self,
        source: str,
        after: str = "",
        bar: int = PROSE,
        *,
        named: bool = False,
        rights: bool = False,
    ) -> None:
        """`after` is what may follow the frame."""
        self._source, self._after, self._bar = source, after, bar
        self._named, self._rights = named, rights

    def goes_on(self, said: str) -> bool:
        """Whether a sentence that fits the frame goes on in its open end; one on rights up to its
        own end as well, before another: "All rights reserved by the lord were lost. Share this"."""
        found = self.pattern.match(said) if self.pattern else None
        if not found or not found["rest"]:
            return False
        rest = said[found.start("rest") :]
        first, stop, _ = rest.partition(". ") if self._rights else ("", "", "")
        return any(self._is_prose(one) for one in (first + stop.rstrip(), rest))

    def _is_prose(self, rest: str) -> bool:
        if not ends_sentence(rest):
            return False
        if has_capitals(rest):
            bar = LONGER if self._rights and rest.count(" ") >= MANY else self._bar
            return says_more(rest) and score(rest) < bar
        return _is_long(rest) and (self._named or score(rest) < self._bar)

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        """Compiled when something first fits the frame."""
        source = opened(self._source)
        return re.compile(f"(?:{source}){self._after}", re.I | re.S) if source else None


def _is_long(rest: str) -> bool:
    """Whether words are too many for a name, in a script without capitals."""
    return len(rest) > SIGNS if is_unspaced(rest) else rest.count(" ") >= NAME


def opened(source: str) -> str | None:
    """A frame whose open end is the group `rest`, which begins as soon as it may; None without one.

    >>> opened("reserved.{0,80}"), opened("no .{0,80} reserved")
    ('reserved(?P<rest>.{0,80})', None)
    >>> opened(r"no [^.]{0,80} use(?: by .{2,20})?")
    'no [^.]{0,80}? use(?: by (?P<rest>.{2,20}))?'
    """
    found = _OPEN.search(source)
    if not found:
        return None
    before = _GREEDY.sub(r"\g<0>?", source[: found.start()])
    return f"{before}(?P<rest>{found[1]}){found[2]}"
