"""What both kinds of import have in common: a row for the file that was uploaded, and that row locked.

In: the file, the place, `by`.  Out: the row; a refusal for whoever may not import there, or has no account.
"""

from __future__ import annotations

from typing import Any

from duban.apps.organizations.changes import locked
from duban.apps.organizations.models import Jurisdiction
from duban.apps.organizations.models.imports import Import, ImportT
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import NotAllowed


def check_can_import(by: Actor, permission: Permission, jurisdiction: Jurisdiction) -> None:
    permissions.check_can(by, permission, within=jurisdiction.path)
    if by.account is None:
        raise NotAllowed("导入要由有账号的人办理")


def kept(model: type[ImportT], jurisdiction: Jurisdiction, file: tuple[str, str], by: Actor, **values: Any) -> ImportT:
    """The row of a file, given by its name and the digest of its bytes."""
    name, digest = file
    row = model(jurisdiction=jurisdiction, account_id=by.account, file_name=name[-200:], file_digest=digest, **values)
    row.save()
    return row


def locked_import(row: ImportT, permission: Permission, by: Actor) -> ImportT:
    row = locked(row, "jurisdiction")
    permissions.check_can(by, permission, within=row.jurisdiction.path)
    return row


def refusal_of_change(row: Import) -> str:
    return f"这次导入{row.get_state_display()}，不能再改"
