"""佐证材料: add a file to what is said, take it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from duban.apps.audit import recording
from duban.apps.organizations.changes import locked
from duban.apps.progress import evidence_owners
from duban.apps.progress.keeping import File, check_has_account, keep_for, take_back
from duban.apps.progress.models import Evidence
from duban.rulebook.actors import Actor

Plain = dict[str, str]


@transaction.atomic
def attach_evidence(*, owner: Model, data: bytes, file_name: str, at: datetime, by: Actor) -> Evidence:
    """Keep the file with what it proves; the same content once more is the one that is there."""
    check_has_account(by)
    row = locked(owner)
    evidence_owners.check_may_write(row, by)
    of = {evidence_owners.field_of(row): row}
    added, is_new = keep_for(Evidence.objects.all(), of, data=data, file_name=file_name, at=at, by=by)
    if is_new:
        _record("evidence_attached", row, by, after={"文件摘要": added.digest})
    return added


def attach_files(owner: Model, files: Iterable[File], by: Actor, *, at: datetime) -> None:
    """Attach what came along with a text."""
    for name, data in files:
        attach_evidence(owner=owner, data=data, file_name=name, at=at, by=by)


@transaction.atomic
def remove_evidence(*, evidence: Evidence, at: datetime, by: Actor) -> Evidence:
    """Take a file back; what was filed with it still names it."""
    owner = locked(evidence_owners.owner_of(evidence))
    evidence_owners.check_may_write(owner, by)
    row = take_back(evidence, at=at)
    _record("evidence_removed", owner, by, before={"文件摘要": row.digest})
    return row


def _record(verb: str, owner: Model, by: Actor, *, before: Plain | None = None, after: Plain | None = None) -> None:
    """In the family of what it belongs to; without the name, because others read the record before it is filed."""
    task, field = evidence_owners.task_of(owner), evidence_owners.field_of(owner)
    family = "instruction" if field == "answer" else field
    recording.record(
        f"{family}.{verb}",
        owner,
        by=by,
        before=before,
        after=after,
        about=[task],
        jurisdiction_path=task.jurisdiction_path,
    )
