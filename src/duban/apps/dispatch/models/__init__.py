"""What an office sends out as a document of its own: the tables."""

from duban.apps.dispatch.models.dispatches import Copy, Dispatch
from duban.apps.dispatch.models.letterheads import Letterhead, NumberSeries, Wording

__all__ = ["Copy", "Dispatch", "Letterhead", "NumberSeries", "Wording"]
