"""datatrove: a formatter in a pipeline.

pip install 'copydesk[datatrove]'
"""

import tempfile
from pathlib import Path

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

from copydesk.engines.datatrove import CleanText

SCRAPED = "The ferry runs again from Monday.\n\nThe cafÃ© on the pier opens with it.\n\nShare this:"
CLEAN = "The ferry runs again from Monday.\n\nThe café on the pier opens with it."

with tempfile.TemporaryDirectory() as folder:
    output = Path(folder, "clean")
    steps = [
        [Document(text=SCRAPED, id="1", metadata={"url": "https://example.org/ferry"})],
        CleanText(),
        JsonlWriter(str(output), compression=None),
    ]
    LocalPipelineExecutor(steps, logging_dir=str(Path(folder, "logs"))).run()
    [document] = JsonlReader(str(output)).run()

assert document.text == CLEAN
assert document.metadata["url"] == "https://example.org/ferry"
