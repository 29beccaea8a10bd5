"""The corpora of the benchmark, made from the labelled pages: lists of texts, about SIZE each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tests.quality import corpus

SIZE = 400_000
"""Characters a corpus: enough texts to be typical, few enough for a benchmark of three minutes."""

Texts = list[str]


def gold_bodies() -> Texts:
    return _some(page["gold"] for page in _pages())


def raw_page_text() -> Texts:
    return _some(page["text"] for page in _pages())


def extractor_output() -> Texts:
    from trafilatura import extract

    return _some(text for html in _html() if (text := extract(html)))


def other_languages() -> Texts:
    return _some(p["gold"] for p in corpus.pages("dev", None) if p["lang"] not in ("en", "de"))


def ascii_only() -> Texts:
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "..."})
    texts = (page["gold"].translate(table) for page in _pages())
    return _some(text.encode("ascii", "ignore").decode() for text in texts)


def curly_quotes() -> Texts:
    return _some(page["gold"].replace('"', "”").replace("'", "’") for page in _pages())


def mojibake_on_every_line() -> Texts:
    return _some(
        "\n".join(_misread(f"{line} “so”") if line else line for line in page["gold"].split("\n"))
        for page in _pages()
    )


def glued_words_on_every_page() -> Texts:
    return _some(_glued(page["gold"]) for page in _pages())


def html_pages() -> Texts:
    return _some(_html())


CORPORA: dict[str, Callable[[], Texts]] = {
    "gold bodies": gold_bodies,
    "raw page text": raw_page_text,
    "extractor output": extractor_output,
    "other languages": other_languages,
    "ASCII only": ascii_only,
    "curly quotes": curly_quotes,
    "mojibake on every line": mojibake_on_every_line,
    "glued words on every page": glued_words_on_every_page,
    "HTML pages": html_pages,
}


def _pages() -> Iterator[corpus.Page]:
    """Full-gold dev pages in English, every third first, so that all sources are met."""
    pages = [page for page in corpus.pages("dev") if page["lang"] == "en"]
    for start in range(3):
        yield from pages[start::3]


def _html() -> Iterator[str]:
    """The raw pages of those that have one."""
    pages = corpus.html("dev")
    return (pages[page["id"]] for page in _pages() if page["id"] in pages)


def _some(texts: Iterable[str]) -> Texts:
    chosen: Texts = []
    total = 0
    for text in texts:
        if total >= SIZE:
            break
        chosen.append(text[:SIZE])
        total += len(text)
    return chosen


def _misread(line: str) -> str:
    return line.encode("utf-8").decode("cp1252", "replace")


def _glued(text: str) -> str:
    """Every fiftieth space between two words of letters is gone."""
    words = text.split(" ")
    return "".join(
        word + ("" if n % 50 == 49 and word.isalpha() and after.isalpha() else " ")
        for n, (word, after) in enumerate(zip(words, [*words[1:], ""], strict=True))
    )
