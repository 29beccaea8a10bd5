"""The command line: a text, a folder or a file of rows in, the clean one out."""

from copydesk.cli.command import main

__all__ = ["main"]
