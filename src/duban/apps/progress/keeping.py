"""A file that proves what was said: checked by its content, kept once with what it belongs to, taken back.

In: the rows of one kind of file, what it belongs to (locked, its rights checked), bytes.  Out: the row.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet

from duban.apps.organizations.changes import locked
from duban.apps.progress.evidence_kinds import FIELD, kept_name, kind_of
from duban.apps.progress.models.evidence import KeptFile
from duban.apps.web import files
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

File = tuple[str, bytes]  # its name, its content
MOST_FILES = 20  # for one thing that is said
KeptT = TypeVar("KeptT", bound=KeptFile)


def check_has_account(by: Actor) -> None:
    if by.account is None:
        raise NotAllowed("佐证材料要由有账号的人上传")


def keep_for(
    rows: QuerySet[KeptT], owner: dict[str, Model], *, data: bytes, file_name: str, at: datetime, by: Actor
) -> tuple[KeptT, bool]:
    """The file of `owner` ({field: row}) with this content, and whether it is new."""
    kind = kind_of(data)
    if len(data) > settings.UPLOAD_BYTES:
        raise Invalid(f"文件超过 {settings.UPLOAD_BYTES // 2**20} MB，请分成几份再上传", FIELD)
    digest = files.keep(data)
    there = {one.digest: one for one in rows.filter(**owner, removed_at=None)}
    if digest in there:
        return there[digest], False
    if len(there) >= MOST_FILES:
        raise Invalid(f"最多 {MOST_FILES} 个佐证材料，其余的请装进一个 .zip", FIELD)
    added = rows.create(
        **owner,
        name=kept_name(file_name, kind),
        size=len(data),
        digest=digest,
        media_type=kind.media_type,
        account_id=by.account,
        uploaded_at=at,
    )
    return added, True


def take_back(file: KeptT, *, at: datetime) -> KeptT:
    """It goes from what it belongs to; what named it still names it."""
    row = locked(file)
    if row.removed_at is not None:
        raise Conflict(f"“{row}”已经移除")
    row.removed_at = at
    row.save(update_fields=["removed_at"])
    return row
