"""The command line: a text, a folder or a file of rows in, the clean one out."""

# PYTHON_ARGCOMPLETE_OK: the sign by which argcomplete finds commands that it may ask
from copydesk.cli.command import main

__all__ = ["main"]
