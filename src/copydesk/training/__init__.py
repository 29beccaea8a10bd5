"""Training of the models on pages of your own: `python -m copydesk.training`. Extra `train`."""

from copydesk.training.command import main
from copydesk.training.lines import train
from copydesk.training.pages import read_pages

__all__ = ["main", "read_pages", "train"]
