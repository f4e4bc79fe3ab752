"""Quantified targets of tasks and values of indicators: find_targets for a text, read_value for a cell.

In: text.  Out: `Found[Target]`, or one `Figure`.
"""

from duban.documents.recognition.targets.figures import Figure
from duban.documents.recognition.targets.finding import find_targets
from duban.documents.recognition.targets.value import read_value

__all__ = ["Figure", "find_targets", "read_value"]
