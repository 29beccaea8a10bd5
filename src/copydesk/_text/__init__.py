"""Texts and their parts: edits, diffs, decoding, patterns, readers of data."""
