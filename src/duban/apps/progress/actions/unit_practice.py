"""How a unit does it inside: whether its head looks at a report before it is submitted."""

from __future__ import annotations

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_unchanged, locked
from duban.apps.organizations.models import Unit
from duban.apps.plans.queries.receipts import answers_for
from duban.apps.progress.models import UnitPractice
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import NotAllowed


@transaction.atomic
def set_unit_practice(*, unit: Unit, inner_approval: bool, seen: str | None = None, by: Actor) -> UnitPractice:
    """Ask for the head's approval from now on, or no longer; what waits for the head still waits."""
    permissions.check_can(by, Permission.SET_UNIT_PRACTICE)
    if not answers_for(by, unit):
        raise NotAllowed("只能设定本单位的报送流程")
    place = locked(unit, "jurisdiction").jurisdiction
    row = UnitPractice.objects.filter(unit=unit).first() or UnitPractice(unit=unit)
    check_unchanged(row, seen)
    if row.inner_approval == inner_approval:
        return row
    before, row.inner_approval = {"单位审核": row.inner_approval}, inner_approval
    row.save()
    recording.record(
        "practice.unit_set",
        row,
        by=by,
        before=before,
        after={"单位审核": inner_approval},
        about=[unit],
        jurisdiction_path=place.path,
    )
    return row
