"""Pipelines: cleaners in order, as a value; the default one; what one does, explained and named."""

from copydesk.pipeline.pipeline import Cleaner, Pipeline, Step, name_of

__all__ = ["Cleaner", "Pipeline", "Step", "name_of"]
