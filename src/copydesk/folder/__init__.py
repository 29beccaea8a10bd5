"""The folder job: clean every article of a folder into another folder, and report on it."""

from copydesk.folder.comparison import Comparison, compare
from copydesk.folder.job import clean_folder
from copydesk.folder.originals import Restored, restore
from copydesk.folder.report import FolderReport

__all__ = ["Comparison", "FolderReport", "Restored", "clean_folder", "compare", "restore"]
