"""Files of what is said under supervision: add one, take it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from duban.apps.audit import recording
from duban.apps.organizations.changes import locked
from duban.apps.progress.actions.evidence import MOST_FILES
from duban.apps.progress.actions.evidence import File as File  # what `attach_files` takes
from duban.apps.progress.evidence_kinds import FIELD, kept_name, kind_of
from duban.apps.supervision import file_owners
from duban.apps.supervision.models import SupervisionFile
from duban.apps.web import files as kept
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

Plain = dict[str, str]


@transaction.atomic
def attach_file(*, owner: Model, data: bytes, file_name: str, at: datetime, by: Actor) -> SupervisionFile:
    """Keep the file with what it proves; the same content once more is the one that is there."""
    if by.account is None:
        raise NotAllowed("佐证材料要由有账号的人上传")
    row = locked(owner)
    file_owners.check_may_write(row, by)
    kind = kind_of(data)
    if len(data) > settings.UPLOAD_BYTES:
        raise Invalid(f"文件超过 {settings.UPLOAD_BYTES // 2**20} MB，请分成几份再上传", FIELD)
    field, digest = file_owners.field_of(row), kept.keep(data)
    there = {one.digest: one for one in SupervisionFile.objects.filter(**{field: row}, removed_at=None)}
    if digest in there:
        return there[digest]
    if len(there) >= MOST_FILES:
        raise Invalid(f"最多 {MOST_FILES} 个佐证材料，其余的请装进一个 .zip", FIELD)
    added = SupervisionFile.objects.create(
        **{field: row},
        name=kept_name(file_name, kind),
        size=len(data),
        digest=digest,
        media_type=kind.media_type,
        account_id=by.account,
        uploaded_at=at,
    )
    _record("file_attached", row, by, after={"文件名": added.name, "文件摘要": digest})
    return added


def attach_files(owner: Model, files: Iterable[File], by: Actor, *, at: datetime) -> None:
    """Attach what came along with a text."""
    for name, data in files:
        attach_file(owner=owner, data=data, file_name=name, at=at, by=by)


@transaction.atomic
def remove_file(*, file: SupervisionFile, at: datetime, by: Actor) -> SupervisionFile:
    """Take a file back; what named it still names it."""
    owner = locked(file_owners.owner_of(file))
    file_owners.check_may_write(owner, by)
    row = locked(file)
    if row.removed_at is not None:
        raise Conflict(f"“{row}”已经移除")
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    _record("file_removed", owner, by, before={"文件名": row.name, "文件摘要": row.digest})
    return row


def _record(verb: str, owner: Model, by: Actor, *, before: Plain | None = None, after: Plain | None = None) -> None:
    home = file_owners.home_of(owner)
    recording.record(
        f"{file_owners.family_of(owner)}.{verb}",
        owner,
        by=by,
        before=before,
        after=after,
        about=[] if home == owner else [home],
        jurisdiction_path=home.jurisdiction.path,
    )
