"""pandas: a column of scraped articles. `copydesk.clean` is all it takes.

pip install copydesk pandas
"""

import pandas as pd

from copydesk import clean

SCRAPED = "The ferry runs again from Monday.\n\nThe cafÃ© on the pier opens with it.\n\nShare this:"
CLEAN = "The ferry runs again from Monday.\n\nThe café on the pier opens with it."

frame = pd.DataFrame({"id": [1, 2], "text": [SCRAPED, None]})

frame["text"] = frame["text"].map(clean, na_action="ignore")  # missing texts stay missing

assert frame["text"][0] == CLEAN
assert pd.isna(frame["text"][1])
