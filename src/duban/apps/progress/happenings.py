"""What other applications are told of figures that units report: they were filed, or the office found on them.

In: keys of reports, whose figures they are.  Out: `figures_told`, sent inside the transaction of the change.
Reports without any figure are not told of.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.dispatch import Signal

from duban.apps.progress.models import Report
from duban.rulebook.actors import Actor

figures_told = Signal()  # reports: keys; verified: the office's figures, not the units'; at, by


def tell_figures(reports: Collection[int], *, verified: bool, at: datetime, by: Actor) -> None:
    if reports:
        figures_told.send(sender=Report, reports=sorted(reports), verified=verified, at=at, by=by)
