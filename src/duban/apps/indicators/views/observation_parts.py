"""What entering figures says to the registers of others: what units owe."""

from __future__ import annotations

from duban.apps.indicators.owing import KIND, figures_owed
from duban.apps.outbox import owing


def register() -> None:
    owing.register(KIND, figures_owed)
