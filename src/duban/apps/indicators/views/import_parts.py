"""What importing indicators says to the registers of others: that a document may hold them."""

from __future__ import annotations

from duban.apps.indicators.drafting.indicator_kind import INDICATORS
from duban.apps.plans.drafting import kinds
from duban.apps.web import navigation


def register() -> None:
    kinds.register(INDICATORS)
    navigation.put_under("plans:imports", "/indicators/imports/")
