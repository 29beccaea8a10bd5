"""Cue files of your own: read them here, hand them to `Pipeline.default(extra_cues=...)`."""

from copydesk.cleaners.boilerplate.cue_format import CueGroup
from copydesk.cleaners.boilerplate.cue_format import parse_cue_file as read

__all__ = ["CueGroup", "read"]
