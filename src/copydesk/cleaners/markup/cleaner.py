"""Markup out of text: whole pages, fragments of HTML, and what scrapers leave of either."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from copydesk._kernels.guards import holds_any
from copydesk._text.edits import Change
from copydesk._text.kind import is_data
from copydesk.cleaners.markup.frames import feed_text, is_feed, is_saved, saved_page
from copydesk.cleaners.markup.leftovers import ROUNDS, signs, without_leftovers, without_signs
from copydesk.cleaners.markup.remains import written_out


@dataclass(frozen=True)
class StripMarkup:
    """The text without markup; of a whole HTML page the article.

    `keep_headline`: the headline of a page stays, as the first line.

    >>> strip_markup('No<b>o</b>ne <a href="https://example.com">came</a>.<br>So we left.')
    'Noone came.\\nSo we left.'

    What merely looks like it stays:

    >>> strip_markup("If 5 < 6, is a<b>c a List<int>? <john@example.com> says so [sic].")
    'If 5 < 6, is a<b>c a List<int>? <john@example.com> says so [sic].'
    """

    keep_headline: bool = False
    __name__: ClassVar[str] = "strip_markup"
    settles: ClassVar[bool] = True

    def __call__(self, text: str) -> str:
        return _stripped(text, self.keep_headline)

    def reasons(self, text: str) -> list[Change]:
        """What changes and why, block by block for a page: found when somebody asks."""
        from copydesk._text.diffs import changes_between

        after = self(text)
        if "<" in text and not is_data(text):
            from copydesk.cleaners.markup.page import is_page
            from copydesk.cleaners.markup.reasons import page_reasons, saved_reasons

            if is_saved(text):
                return saved_reasons(text, after, keep_headline=self.keep_headline)
            if is_page(text):
                return page_reasons(text, after, keep_headline=self.keep_headline)
        return list(changes_between(text, after, "markup"))


strip_markup = StripMarkup()


def _stripped(text: str, keep_headline: bool) -> str:
    if not holds_any(text, signs()) or is_data(text):
        return text
    for _ in range(ROUNDS):
        if not holds_any(text, signs()):
            return text
        before = text
        text = without_leftovers(_converted(text, keep_headline))
        if text == before:
            return text
    return without_signs(text)


def _converted(text: str, keep_headline: bool) -> str:
    """A page, a feed or a fragment as text; anything else as it is."""
    if "<" not in text:
        return text
    if is_saved(text):
        text = saved_page(text)
    if is_feed(text):
        text = feed_text(text)
    from copydesk.cleaners.markup.fragment import fragment_text, is_fragment
    from copydesk.cleaners.markup.page import is_page, page_text

    if is_page(text):
        found = page_text(written_out(text), keep_headline=keep_headline)
        return found or text  # a page without text: what is left is taken tag by tag
    return fragment_text(written_out(text)) if is_fragment(text) else text
