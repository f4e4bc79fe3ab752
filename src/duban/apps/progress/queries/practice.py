"""How an office runs its plans on a day: its own rules, or those every office begins with.

In: the key of a jurisdiction, a day.  Out: a `Practice`, unsaved where the office has not set its own.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from duban.apps.organizations.validity import holds
from duban.apps.progress.models import Practice

REMIND_BEFORE, REMIND_AFTER = (3, 1), (1, 3)  # working days


def practice_of(jurisdiction: int, *, on: date) -> Practice:
    return practices_of([jurisdiction], on=on)[jurisdiction]


def practices_of(jurisdictions: Collection[int], *, on: date) -> dict[int, Practice]:
    """One query, whatever the number of places."""
    rows = Practice.objects.filter(holds(on), jurisdiction__in=jurisdictions).order_by("since", "pk")
    own = {row.jurisdiction_id: row for row in rows}
    return {key: own.get(key) or _usual(key) for key in jurisdictions}


def _usual(jurisdiction: int) -> Practice:
    return Practice(jurisdiction_id=jurisdiction, remind_before=list(REMIND_BEFORE), remind_after=list(REMIND_AFTER))


def newest_practice(jurisdiction: int) -> Practice:
    """The version that holds until another is set; unsaved where the office has not set its own."""
    return versions_of(jurisdiction).filter(until=None).first() or _usual(jurisdiction)


def versions_of(jurisdiction: int) -> QuerySet[Practice]:
    """All versions, the newest first."""
    return Practice.objects.filter(jurisdiction=jurisdiction).order_by("-since", "-pk")


def label_of(name: str) -> str:
    """What a value of the rules is called."""
    return next(str(field.verbose_name) for field in Practice._meta.concrete_fields if field.name == name)
