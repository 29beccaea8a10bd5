"""What others do to text that has been scraped already: junk gone, and article lost.

    COPYDESK_DATA=... python -m tests.bench.neighbours

It needs `pip install -e ".[quality,datatrove]" boilerpy3`. Tools that take HTML get each line as a
paragraph; those that filter by line get the text as it is. A tool that gives nothing for a text
(because it is too short for it) is counted with the text as it was.
"""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Callable
from html import escape
from types import ModuleType
from typing import Any

from copydesk import clean
from tests.quality import corpus

Clean = Callable[[str], str | None]

_WILD = corpus.folder() / "wild"


def c4(keep_short: bool) -> Clean:
    """C4's rules (Raffel et al., 2020) as datatrove applies them; documents are never dropped."""
    from datatrove.data import Document
    from datatrove.pipeline.filters.c4_filters import C4QualityFilter

    rules = C4QualityFilter(
        min_num_sentences=-1, filter_lorem_ipsum=False, filter_curly_bracket=False,
        filter_no_terminal_punct=not keep_short, min_words_per_line=1 if keep_short else 3,
    )  # fmt: skip

    def apply(text: str) -> str:
        document = Document(text=text, id="")
        rules.filter(document)
        return str(document.text)

    return apply


def justext() -> Clean:
    import justext as tool

    stop_words = tool.get_stoplist("English")

    def apply(text: str) -> str:
        found = tool.justext(_paragraphs(text).encode(), stop_words, encoding="utf-8")
        return "\n".join(part.text for part in found if not part.is_boilerplate)

    return apply


def boilerpy3() -> Clean:
    from boilerpy3.extractors import ArticleExtractor

    extractor = ArticleExtractor(raise_on_failure=False)
    return lambda text: str(extractor.get_content(_paragraphs(text)))


def trafilatura() -> Clean:
    import trafilatura as tool

    return lambda text: tool.extract(_paragraphs(text), include_comments=False)


def readability() -> Clean:
    from lxml import html
    from readability import Document

    return lambda text: str(html.fromstring(Document(_paragraphs(text)).summary()).text_content())


TOOLS: dict[str, Callable[[], Clean]] = {
    "nothing": lambda: lambda text: text,
    "copydesk": lambda: clean,
    "C4's line rules (datatrove)": lambda: c4(keep_short=False),
    "C4's, all but end marks and length": lambda: c4(keep_short=True),
    "jusText on lines": justext,
    "boilerpy3 on lines": boilerpy3,
    "trafilatura on lines": trafilatura,
    "readability-lxml on lines": readability,
}


def _paragraphs(text: str) -> str:
    lines = (f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())
    return f"<html><body><article>{''.join(lines)}</article></body></html>"


def _scorer() -> ModuleType:
    """The scorer that lies beside the texts."""
    spec = importlib.util.spec_from_file_location("wild_score", _WILD / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    scorer = _scorer()
    texts: list[tuple[str, str, Any]] = list(
        scorer.load(_WILD / "dev" / "texts", _WILD / "dev" / "gold.json")
    )
    print(f"{'tool':<36} {'junk gone':>9} {'article lost':>16} {'texts harmed':>13} {'MB/s':>6}")
    print(f"{'':<36} {'%':>9} {'per 10,000':>16} {'over 20 chars':>13}")
    for name, make in TOOLS.items():
        print(f"{name:<36} {_row(scorer, make(), texts)}", flush=True)
    print(json.dumps({"texts": len(texts)}))


def _row(scorer: ModuleType, tool: Clean, texts: list[tuple[str, str, Any]]) -> str:
    results, seconds = [], 0.0
    for _, text, gold in texts:
        started = time.process_time()
        cleaned = tool(text)
        seconds += time.process_time() - started
        results.append(scorer.Result(text, gold, cleaned or text))
    gone = sum(row[0] for r in results for row in r.junk.values())
    junk = sum(row[1] for r in results for row in r.junk.values())
    lost, article = sum(r.harmed for r in results), sum(r.article for r in results)
    harmed = sum(r.harmed > 20 for r in results)
    speed = sum(len(text.encode()) for _, text, _ in texts) / 1e6 / max(seconds, 1e-9)
    share, loss = 100 * gone / junk, 1e4 * lost / article
    return f"{share:>9.1f} {loss:>16.1f} {harmed:>13,} {speed:>6.1f}"


if __name__ == "__main__":
    main()
