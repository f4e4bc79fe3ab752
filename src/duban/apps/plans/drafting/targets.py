"""A target as a draft keeps it: figures as texts that mean exactly these numbers, its kind proposed from its words.

In: a target as the core read it.  Out: one of `DraftTask.targets`, but for its place in the source.
"""

from __future__ import annotations

from decimal import Decimal

from duban.apps.plans.drafting.words import cut, storable
from duban.documents.model import Target
from duban.documents.plain import Plain
from duban.rulebook.targets import kind_of

MEASURE = 200


def kept_target(target: Target) -> Plain:
    kind = kind_of(target.text, unit=target.unit, has_value=target.value is not None)
    return {
        "measure": cut(storable(target.measure), MEASURE),
        "comparator": target.comparator.value,
        "value": figure(target.value),
        "value_to": figure(target.value_to),
        "unit": target.unit,
        "text": storable(target.text),
        "due": target.due.isoformat() if target.due else None,
        "kind": kind.value,
        "place": None,
    }


def figure(value: Decimal | None) -> str | None:
    return f"{value:f}" if value is not None and value.is_finite() else None
