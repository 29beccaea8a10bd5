"""LangChain: documents cleaned between a loader and a splitter.

pip install 'copydesk[langchain]'
"""

from langchain_core.documents import Document

from copydesk.engines.langchain import CleanText

SCRAPED = "The ferry runs again from Monday.\n\nThe cafÃ© on the pier opens with it.\n\nShare this:"
CLEAN = "The ferry runs again from Monday.\n\nThe café on the pier opens with it."

documents = [Document(SCRAPED, metadata={"source": "https://example.org/ferry"})]

[document] = CleanText().transform_documents(documents)

assert document.page_content == CLEAN
assert document.metadata == {"source": "https://example.org/ferry"}
assert documents[0].page_content == SCRAPED  # the loader's own stay as they were
