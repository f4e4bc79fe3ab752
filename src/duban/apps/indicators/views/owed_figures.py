"""应报指标: which figures are asked for now, by set, period and unit; what is missing, what is late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from duban.apps.indicators.queries import owed_figures as queries
from duban.apps.indicators.queries.entry_grid import Sheet
from duban.apps.indicators.queries.owed_figures import Asked
from duban.apps.indicators.sheets import address_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.observations import period_words
from duban.rulebook.permissions import Permission
from duban.rulebook.roles import Role

P = Permission


@dataclass(frozen=True, slots=True)
class Part:
    """One set and period, with what each unit owes."""

    asked: Sequence[Asked]

    @property
    def first(self) -> Asked:
        return self.asked[0]

    @property
    def period(self) -> str:
        return period_words(self.first.year, self.first.month)

    @property
    def url(self) -> str:
        return address_of(Sheet(self.first.indicator_set, self.first.year, self.first.month))

    @property
    def total(self) -> int:
        return sum(len(one.lines) for one in self.asked)

    @property
    def filled(self) -> int:
        return self.total - self.missing

    @property
    def missing(self) -> int:
        return sum(len(one.missing) for one in self.asked)


@require(P.ENTER_OBSERVATION)
def list_owed(request: Request) -> HttpResponse:
    """A unit what it owes, indicator by indicator; an office what each unit owes."""
    today, is_office = timezone.localdate(), request.actor.role == Role.OFFICE
    find = queries.asked_in if is_office else queries.asked_of
    asked = find(request.actor, on=today)
    parts = _parts(asked)
    context = {
        "parts": parts,
        "is_office": is_office,
        "today": today,
        "missing": sum(part.missing for part in parts),
        "late": sum(len(one.missing) for one in asked if one.is_late(today)),
    }
    return render(request, "indicators/entry/owed.html", context)


def _parts(asked: Sequence[Asked]) -> list[Part]:
    """What is missing somewhere first, by the day it is due."""
    grouped: dict[tuple[int, int, int], list[Asked]] = {}
    for one in asked:
        grouped.setdefault((one.indicator_set.pk, one.year, one.month), []).append(one)
    parts = [Part(ones) for ones in grouped.values()]
    return sorted(parts, key=lambda part: (not part.missing, _due(part)))


def _due(part: Part) -> date:
    return part.first.due
