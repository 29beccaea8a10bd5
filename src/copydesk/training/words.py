"""What `split_glued_words` knows, by language: tables of frequencies, and models that weigh them.

A language whose `words.toml` names models gets all tables and those models; others get their
frequent words.
"""

from __future__ import annotations

from pathlib import Path

from copydesk._models.vocabulary import languages, lists
from copydesk.training import words_lists, words_models, words_tables
from copydesk.training.pages import html, labelled
from copydesk.training.words_glue import Glue


def tables(folder: Path) -> dict[str, bytes]:
    """The content of `LANGUAGE/words.txt`, `LANGUAGE/pairs.txt` and so on, by that name."""
    found = dict[str, bytes]()
    for language in languages():
        if "models" in lists(language):
            golds = [(p["domain"], p["gold"]) for p in labelled(folder) if p["lang"] == language]
            made = words_tables.all_tables(language, golds)
        else:
            made = {"words": words_lists.frequent(language)}
        made["telling"] = words_lists.telling(language)
        found |= {f"{language}/{name}.txt": content for name, content in made.items()}
    return found


def models(folder: Path) -> dict[str, bytes]:
    """The content of `LANGUAGE/letters.json` and `LANGUAGE/case.json`, by that name."""
    found = dict[str, bytes]()
    raw = dict(html(folder))
    for language in languages():
        if kinds := lists(language).get("models", "").split():
            glue = Glue([page for page in labelled(folder) if page["lang"] == language], raw)
            made = words_models.trained(language, kinds, glue)
            found |= {f"{language}/{kind}.json": content for kind, content in made.items()}
    return found
