"""What is owed under the regulation: a self-check by its day, the decision on an objection within its 30 days."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from duban.apps.accounts.models import RoleGrant
from duban.apps.outbox.owing import Owed, Span
from duban.apps.progress.answering import of_units, owing_unit
from duban.apps.supervision.method_forms import ANSWERED, DUE
from duban.apps.supervision.models import InspectionRecord, Objection
from duban.rulebook.inspections import InspectionState, Method, ObjectionState
from duban.rulebook.roles import Role

SELF_CHECK, DECISION = "报自查情况", "复核督查结论"


def owed_self_checks(units: Collection[int], span: Span) -> Iterator[Owed]:
    """One query; days are kept with the record's particulars."""
    states = (InspectionState.UNDER_WAY, *((InspectionState.CONCLUDED, InspectionState.CLOSED) if span.done else ()))
    rows = InspectionRecord.objects.filter(
        of_units(list(units)), method=Method.SELF_CHECK, inspection__state__in=states
    )
    for row in rows.select_related("unit", "inspection__jurisdiction").order_by("pk"):
        due, answered = date.fromisoformat(row.particulars[DUE]), row.particulars.get(ANSWERED)
        if span.first <= due <= span.last and (span.done or not answered) and row.unit is not None:
            done = datetime.fromisoformat(answered).date() if answered else None
            yield Owed(
                kind=SELF_CHECK,
                key=f"self_check:{row.pk}",
                title=f"自查：{row.particulars.get('demand', '')}"[:120],
                due=due,
                url=reverse("supervision:inspection-record", args=[row.pk]),
                unit=owing_unit(row.unit, set(units)),
                asker=row.inspection.jurisdiction.name,
                basis=row.inspection.title,
                done_on=done,
                place=row.inspection.jurisdiction_id,
            )


def owed_decisions(units: Collection[int], span: Span) -> Iterator[Owed]:
    """Two queries: the office of the place owes it, whoever of those who took no part decides."""
    offices = dict(
        RoleGrant.objects.in_force(on=span.first)
        .filter(role=Role.OFFICE, unit__in=list(units))
        .values_list("unit__jurisdiction", "unit")
    )
    states = Q(state=ObjectionState.FILED)
    if span.done:
        states |= Q(state__in=(ObjectionState.UPHELD, ObjectionState.REVISED))
    rows = Objection.objects.filter(
        states, conclusion__inspection__jurisdiction__in=offices, decide_until__range=(span.first, span.last)
    )
    for row in rows.select_related("conclusion__inspection", "conclusion__unit").order_by("pk"):
        inspection = row.conclusion.inspection
        yield Owed(
            kind=DECISION,
            key=f"objection:{row.pk}",
            title=f"{row.conclusion.unit}对“{inspection.title}”结论的复核申请"[:120],
            due=row.decide_until,
            url=reverse("supervision:objection", args=[row.pk]),
            unit=offices[inspection.jurisdiction_id],
            asker=row.conclusion.unit.name,
            basis="《政府督查工作条例》第十七条",
            done_on=timezone.localtime(row.decided_at).date() if row.decided_at else None,
            place=inspection.jurisdiction_id,
        )
