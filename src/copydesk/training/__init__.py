"""Training of the models on pages of your own: `python -m copydesk.training`. Extra `train`."""

from copydesk.training.lines import main, read_pages, train

__all__ = ["main", "read_pages", "train"]
