"""Your own cues: phrases and frames that name junk, read from a file or from TOML text."""

from copydesk._cue_format import CueGroup
from copydesk._cue_format import parse_cue_file as read

__all__ = ["CueGroup", "read"]
