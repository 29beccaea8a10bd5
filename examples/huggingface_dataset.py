"""Hugging Face datasets: cached, and cleaned anew when the pipeline is another one.

pip install 'copydesk[datasets]'
"""

from datasets import Dataset

from copydesk import DEFAULT
from copydesk.engines.datasets import clean_dataset

SCRAPED = "The ferry runs again from Monday.\n\nThe cafÃ© on the pier opens with it.\n\nShare this:"
CLEAN = "The ferry runs again from Monday.\n\nThe café on the pier opens with it."

dataset = Dataset.from_dict({"id": [1, 2], "text": [SCRAPED, None]})

clean = clean_dataset(dataset)
assert clean["text"][:] == [CLEAN, None]

without = DEFAULT.without("remove_boilerplate", "remove_clutter")
bars_stay = clean_dataset(dataset, pipeline=without)
assert bars_stay["text"][0] == CLEAN + "\n\nShare this:"
assert bars_stay._fingerprint != clean._fingerprint
