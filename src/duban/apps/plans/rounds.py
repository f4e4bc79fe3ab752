"""The reporting rounds of a plan, written from the days its notice names.

In: a plan, days; “每月23日”.  Out: its rounds, numbered as the days come; a day that stays keeps its row, and what
hangs on it. A round that was opened stays, whatever days are wanted: units have reported, or were asked to.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from duban.apps.plans.models import Plan, PlanImport, PlanImportKind, ReportingRound


def write_rounds(plan: Plan, days: Iterable[date]) -> None:
    wanted = set(days)
    there = list(plan.rounds.select_for_update(of=("self",)).order_by("due"))  # what opens this moment stays
    kept = {one.due: one for one in there if one.due in wanted or one.opened_at is not None}
    plan.rounds.filter(pk__in=[one.pk for one in there if one.due not in kept]).delete()
    new = []
    for sequence, day in enumerate(sorted(wanted | kept.keys()), 1):
        if day in kept:
            kept[day].sequence = sequence
        else:
            new.append(ReportingRound(plan=plan, sequence=sequence, due=day))
    ReportingRound.objects.bulk_update(kept.values(), ["sequence"])
    ReportingRound.objects.bulk_create(new)


def drop_rounds_before(plan: Plan, day: date) -> None:
    """What a notice of March demands every month begins in March."""
    dues = set(plan.rounds.values_list("due", flat=True))
    if any(due < day for due in dues):
        write_rounds(plan, {due for due in dues if due >= day})


def monthly_days(day: int, *, year: int, since: date | None = None) -> list[date]:
    """“每月31日” in each month of the year, on its last day where it is shorter; from `since` on."""
    days = [date(year, month, min(day, monthrange(year, month)[1])) for month in range(1, 13)]
    return [one for one in days if since is None or one >= since]


def demanded_days(
    listed: Iterable[date], *, monthly: int | None, year: int | None, since: date | None = None
) -> list[date]:
    """The days a notice lists, and those of every month where it demands that."""
    days = set(listed)
    if monthly and year:
        days |= set(monthly_days(monthly, year=year, since=since))
    return sorted(days)


def days_of_import(plan_import: PlanImport) -> list[date]:
    """What the document under review demands; a ledger that comes back lists every day of its plan."""
    listed = [date.fromisoformat(one) for one in plan_import.reporting_dates]
    is_document = plan_import.kind == PlanImportKind.DOCUMENT
    monthly = plan_import.rules.get("monthly_reporting_day") if is_document else None
    return demanded_days(listed, monthly=monthly, year=plan_import.year, since=plan_import.issued_on)
