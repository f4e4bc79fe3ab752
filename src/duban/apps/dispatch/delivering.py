"""To whom a document goes: a copy for each unit, kept from its draft on, delivered when it is issued.

In: a document, units.  Out: the copies as they are wanted. A unit named twice has one copy, as 主送.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from duban.apps.dispatch.models import Copy, Dispatch
from duban.apps.organizations.models import Unit
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Invalid


def address(dispatch: Dispatch, units: Collection[Unit], copies: Collection[Unit], by: Actor) -> bool:
    """Make the copies of a draft what is wanted; whether anything changed."""
    wanted = {unit.pk: False for unit in copies} | {unit.pk: True for unit in units}
    there = dict(dispatch.copies.order_by().values_list("unit", "is_main"))
    if wanted == there:
        return False
    _check_seen([unit for unit in (*units, *copies) if unit.pk not in there], by)
    gone = [key for key in there if wanted.get(key) != there[key]]
    dispatch.copies.filter(unit__in=gone).delete()
    fresh = [key for key in wanted if there.get(key) != wanted[key]]
    Copy.objects.bulk_create([Copy(dispatch=dispatch, unit_id=key, is_main=wanted[key]) for key in fresh])
    return True


def deliver(dispatch: Dispatch, *, at: datetime) -> list[Copy]:
    """Give out the copies; a correction also to everybody who has what it corrects."""
    if dispatch.corrects_id:
        there = set(dispatch.copies.order_by().values_list("unit", flat=True))
        before = Copy.objects.filter(dispatch=dispatch.corrects_id).exclude(unit__in=there)
        Copy.objects.bulk_create([Copy(dispatch=dispatch, unit=one.unit, is_main=one.is_main) for one in before])
    dispatch.copies.update(delivered_at=at)
    return list(dispatch.copies.select_related("unit"))


def _check_seen(units: Collection[Unit], by: Actor) -> None:
    seen = set(Unit.objects.visible_to(by).filter(pk__in=[one.pk for one in units]).values_list("pk", flat=True))
    for unit in units:
        if unit.pk not in seen:
            raise Invalid(f"“{unit}”不在您能看到的范围内", "units")
