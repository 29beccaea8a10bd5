"""copydesk inside the engines that people run already: one small module for each.

Each module needs its engine, and says which extra brings it. Engines that take any function from
`str` to `str` need no module: pandas, Polars, DuckDB and Dask take `copydesk.clean` as it is.
"""
