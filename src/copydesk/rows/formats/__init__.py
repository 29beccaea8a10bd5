"""One module for each format of rows."""
