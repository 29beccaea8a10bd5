"""DuckDB: `clean` as a function of SQL.

pip install 'copydesk[duckdb]'
"""

import duckdb

from copydesk import clean

SCRAPED = "The ferry runs again from Monday.\n\nThe cafÃ© on the pier opens with it.\n\nShare this:"
CLEAN = "The ferry runs again from Monday.\n\nThe café on the pier opens with it."

connection = duckdb.connect()
connection.create_function("clean", clean, [str], str)  # NULL stays NULL

connection.execute("CREATE TABLE articles (id INTEGER, text VARCHAR)")
connection.execute("INSERT INTO articles VALUES (1, ?), (2, NULL)", [SCRAPED])
rows = connection.execute("SELECT id, clean(text) FROM articles ORDER BY id").fetchall()

assert rows == [(1, CLEAN), (2, None)]
