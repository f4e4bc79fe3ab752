"""Files of what is said under supervision: add one, take it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from duban.apps.audit import recording
from duban.apps.organizations.changes import locked
from duban.apps.progress.keeping import File, check_has_account, keep_for, take_back
from duban.apps.supervision import file_owners
from duban.apps.supervision.models import SupervisionFile
from duban.rulebook.actors import Actor

Plain = dict[str, str]


@transaction.atomic
def attach_file(*, owner: Model, data: bytes, file_name: str, at: datetime, by: Actor) -> SupervisionFile:
    """Keep the file with what it proves; the same content once more is the one that is there."""
    check_has_account(by)
    row = locked(owner)
    file_owners.check_may_write(row, by)
    of = {file_owners.field_of(row): row}
    added, is_new = keep_for(SupervisionFile.objects.all(), of, data=data, file_name=file_name, at=at, by=by)
    if is_new:
        _record("file_attached", row, by, after={"文件名": added.name, "文件摘要": added.digest})
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
    row = take_back(file, at=at)
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
