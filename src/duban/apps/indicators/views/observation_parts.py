"""What entering figures says to the registers of others: what units owe; what reports tell is followed."""

from __future__ import annotations

from duban.apps.indicators.owing import KIND, figures_owed
from duban.apps.indicators.report_following import follow_reports
from duban.apps.outbox import owing
from duban.apps.progress.happenings import figures_told


def register() -> None:
    owing.register(KIND, figures_owed)
    figures_told.connect(follow_reports, dispatch_uid="indicators")
