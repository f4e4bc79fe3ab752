"""佐证材料: add a file to what is said, take it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from duban.apps.audit import recording
from duban.apps.organizations.changes import locked
from duban.apps.progress import evidence_owners
from duban.apps.progress.evidence_kinds import FIELD, kept_name, kind_of
from duban.apps.progress.models import Evidence
from duban.apps.web import files
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

Plain = dict[str, str]
File = tuple[str, bytes]  # its name, its content
MOST_FILES = 20  # for one thing that is said


@transaction.atomic
def attach_evidence(*, owner: Model, data: bytes, file_name: str, at: datetime, by: Actor) -> Evidence:
    """Keep the file with what it proves; the same content once more is the one that is there."""
    if by.account is None:
        raise NotAllowed("佐证材料要由有账号的人上传")
    row = locked(owner)
    evidence_owners.check_may_write(row, by)
    kind = kind_of(data)
    if len(data) > settings.UPLOAD_BYTES:
        raise Invalid(f"文件超过 {settings.UPLOAD_BYTES // 2**20} MB，请分成几份再上传", FIELD)
    field, digest = evidence_owners.field_of(row), files.keep(data)
    there = {one.digest: one for one in Evidence.objects.filter(**{field: row}, removed_at=None)}
    if digest in there:
        return there[digest]
    if len(there) >= MOST_FILES:
        raise Invalid(f"最多 {MOST_FILES} 个佐证材料，其余的请装进一个 .zip", FIELD)
    added = Evidence.objects.create(
        **{field: row},
        name=kept_name(file_name, kind),
        size=len(data),
        digest=digest,
        media_type=kind.media_type,
        account_id=by.account,
        uploaded_at=at,
    )
    _record("evidence_attached", row, by, after={"文件摘要": digest})
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
    row = locked(evidence)
    if row.removed_at is not None:
        raise Conflict(f"“{row}”已经移除")
    row.removed_at = at
    row.save(update_fields=["removed_at"])
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
