"""Each engine, for real."""
