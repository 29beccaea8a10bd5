"""Every error that copydesk raises on purpose: one root, so that one `except` is enough."""


class CopydeskError(Exception):
    """Root of all errors raised by copydesk."""


class UnknownCleaner(CopydeskError, LookupError):
    """A pipeline was asked for a cleaner that it does not hold."""


class UnknownReason(CopydeskError, LookupError):
    """A report was asked for a reason that none of its edits has."""


class NotStable(CopydeskError, RuntimeError):
    """The cleaners of a pipeline keep changing each other's result."""


class BadChanges(CopydeskError, ValueError):
    """The changes that a cleaner names overlap, or do not come in the order of the text."""


class NotText(CopydeskError, TypeError):
    """Something that is not a `str` was given where text was expected."""


class BadColumn(CopydeskError, ValueError):
    """A table lacks the column asked for, or has one of the name that a new column should get."""


class BadFile(CopydeskError, ValueError):
    """A file of rows has an unknown format, or its result cannot go where it should."""


class UnreadableFile(CopydeskError, OSError):
    """A file is broken, or does not hold what its name says."""


class BadCues(CopydeskError, ValueError):
    """A cue file, a group of cues or an expression to keep does not follow the format."""


class UnknownStrength(CopydeskError, ValueError):
    """A cleaner was asked for a strength that it has not."""


class MissingExtra(CopydeskError, ImportError):
    """An optional dependency is not installed; the message names the extra that brings it."""


class BadFolder(CopydeskError, ValueError):
    """A folder job cannot begin: its source is missing, or its target is in the way."""


class BrokenWorkers(CopydeskError, RuntimeError):
    """The processes of a job cannot be started."""
