"""The ladder proposes: what the record says today, put before the office. Nobody is told, nothing is sent."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_fits
from duban.apps.organizations.models import Jurisdiction
from duban.apps.supervision.case_record import entry
from duban.apps.supervision.facts.found import Found
from duban.apps.supervision.facts.gathering import steps_of
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.ladders import ladder_of
from duban.rulebook.actors import SYSTEM, Actor
from duban.rulebook.ladder import Proposed
from duban.rulebook.ladder_rules import standing_demand
from duban.rulebook.permissions import Permission, check_can


@transaction.atomic
def propose_cases(*, jurisdiction: Jurisdiction, on: date, at: datetime, by: Actor = SYSTEM) -> list[Case]:
    """What is new today; run twice it makes nothing twice."""
    place = Jurisdiction.objects.select_for_update(no_key=True).get(pk=jurisdiction.pk)
    check_can(by, Permission.SERVE_CASE, within=place.path)
    ladder = ladder_of(place.pk, on=on)
    steps = steps_of(place.pk, ladder, on)
    taken = _taken({step.raised_from for _, step in steps if step.raised_from})
    rows = [_case(place, found, step, taken, at, by) for found, step in steps]
    for row in rows:
        check_fits(row)
    Case.objects.bulk_create(rows, batch_size=500)
    recording.record_many([entry("case.proposed", row, row.reason) for row in rows], by=by)
    return rows


def _case(place: Jurisdiction, found: Found, step: Proposed, taken: Set[int], at: datetime, by: Actor) -> Case:
    rule = step.rule
    return Case(
        jurisdiction=place,
        unit=found.unit,
        level=rule.level.value,
        trigger=found.fact.trigger.value,
        subject=found.subject,
        reason=step.reason,
        basis=found.basis,
        demand=standing_demand(found.fact.trigger),
        working_days=rule.answer_within,
        occasion=step.occasion,
        rule={
            "words": step.rule_words,
            "after_days": rule.after_days,
            "answer_within": rule.answer_within,
            "times": rule.times,
            "note": rule.note,
        },
        raised_from_id=step.raised_from if step.raised_from not in taken else None,
        proposed_at=at,
        proposed_by=by.name,
        **found.links,
    )


def _taken(numbers: Set[int]) -> set[int]:
    """The cases that a person raises already."""
    rows = Case.objects.filter(raised_from__in=numbers).values_list("raised_from", flat=True)
    return {number for number in rows if number is not None}
