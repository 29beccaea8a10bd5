"""LangChain: the document transformer."""

from __future__ import annotations

import asyncio

from tests.engines.crawl import CLEAN, DIRTY, PROMO, need

need("langchain_core", "langchain")

from langchain_core.documents import BaseDocumentTransformer, Document  # noqa: E402 (after the skip)

from copydesk.engines.langchain import CleanText  # noqa: E402


def test_documents() -> None:
    transformer = CleanText(PROMO)
    assert isinstance(transformer, BaseDocumentTransformer)
    documents = [Document(DIRTY, metadata={"source": "a"}, id="7"), Document("")]
    first, second = transformer.transform_documents(documents)
    assert (first.page_content, first.metadata, first.id) == (CLEAN, {"source": "a"}, "7")
    assert second.page_content == ""
    assert documents[0].page_content == DIRTY


def test_async() -> None:
    [document] = asyncio.run(CleanText(PROMO).atransform_documents([Document(DIRTY)]))
    assert document.page_content == CLEAN
