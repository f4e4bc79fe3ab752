"""线索移送 (art. 23): a clue is handed to the organ that has the power; only the office of the place knows of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version, locked
from duban.apps.supervision.actions.inspections import locked_inspection
from duban.apps.supervision.models import Inspection, Referral
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.inspections import InspectionState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict
from duban.rulebook.texts import required_text

LONGEST = 10000
_FROM = (InspectionState.UNDER_WAY, InspectionState.CONCLUDED, InspectionState.CLOSED)


@transaction.atomic
def refer_clue(*, inspection: Inspection, receiver: str, text: str, at: datetime, by: Actor) -> Referral:
    """Referred twice in the same words, it is one."""
    parent = locked_inspection(inspection)
    check_can_refer(parent, by)
    receiver = required_text(receiver, "receiver", "请写移送给哪个机关", most=100)
    text = required_text(text, "text", "请写线索内容", most=LONGEST)
    there = Referral.objects.filter(inspection=parent, receiver=receiver, text=text).first()
    if there is not None:
        return there
    row = Referral.objects.create(
        jurisdiction=parent.jurisdiction,
        inspection=parent,
        receiver=receiver,
        text=text,
        referred_at=at,
        referred_by=by.name,
    )
    return _recorded("referral.made", row, by)


@transaction.atomic
def note_receipt(*, referral: Referral, receipt: str, at: datetime, seen: int | None = None, by: Actor) -> Referral:
    row = locked(referral, "jurisdiction")
    check_may_refer(row.jurisdiction.path, by)
    check_version(row, seen)
    row.receipt = required_text(receipt, "receipt", "请写回执的日期和文号", most=200)
    row.version += 1
    row.save(update_fields=["receipt", "version"])
    return _recorded("referral.receipt_noted", row, by)


def check_may_refer(path: str, by: Actor) -> None:
    permissions.check_can(by, Permission.REFER_CLUE, within=path)


def check_can_refer(row: Inspection, by: Actor) -> None:
    check_may_refer(row.jurisdiction.path, by)
    if row.state not in _FROM:
        raise Conflict(f"督查{row.get_state_display()}，派出以后才有线索移送")


def _recorded(verb: str, row: Referral, by: Actor) -> Referral:
    """In nobody's history but its own, and without what it says."""
    recording.record(verb, row, by=by, jurisdiction_path=row.jurisdiction.path)
    return row
