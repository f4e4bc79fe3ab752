"""签收: a unit confirms that it has a document."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.dispatch.answering import check_acts_for
from duban.apps.dispatch.happenings import copy_acknowledged
from duban.apps.dispatch.models import Copy
from duban.apps.organizations.changes import check_fits
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict

_BATCH = 500


@transaction.atomic
def acknowledge_copy(*, copy: Copy, at: datetime, by: Actor) -> Copy:
    acknowledge_copies(copies=[copy], at=at, by=by)
    copy.refresh_from_db(fields=["acknowledged_at", "acknowledged_by"])
    return copy


@transaction.atomic
def acknowledge_copies(*, copies: Collection[Copy], at: datetime, by: Actor) -> list[Copy]:
    """Those that were acknowledged just now; what somebody of the unit acknowledged before stays as it was."""
    rows = _locked(copies)
    permissions.check_can(by, Permission.ACKNOWLEDGE_DISPATCH)
    for row in rows:
        check_can_acknowledge(row, by)
    fresh = [row for row in rows if row.acknowledged_at is None]
    for row in fresh:
        row.acknowledged_at, row.acknowledged_by = at, by.name
        check_fits(row)
    Copy.objects.bulk_update(fresh, ["acknowledged_at", "acknowledged_by"], batch_size=_BATCH)
    for row in fresh:
        copy_acknowledged.send(sender=Copy, copy=row, at=at, by=by)
    recording.record_many([_entry(row) for row in fresh], by=by)
    return fresh


def check_can_acknowledge(copy: Copy, by: Actor) -> None:
    check_acts_for(copy.unit, by, Permission.ACKNOWLEDGE_DISPATCH)
    if copy.delivered_at is None:
        raise Conflict("这件公文还没有印发，不需要签收")


def _locked(copies: Collection[Copy]) -> list[Copy]:
    """In one order, so that two who acknowledge the same ones never wait for each other."""
    keys = {copy.pk for copy in copies}
    rows = Copy.objects.select_for_update(of=("self",)).select_related(
        "dispatch__jurisdiction", "unit__jurisdiction", "unit__merged_into"
    )
    found = list(rows.filter(pk__in=keys).order_by("pk"))
    if len(found) < len(keys):
        raise Conflict("所选公文中有的已不再送这个单位，请刷新后再办")
    return found


def _entry(copy: Copy) -> Entry:
    row = copy.dispatch
    after = {"单位": copy.unit.name, "公文": str(row)}
    return Entry("dispatch.acknowledged", row, {}, after, "", [copy.unit], row.jurisdiction.path)
