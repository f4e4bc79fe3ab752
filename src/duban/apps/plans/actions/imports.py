"""An import of a plan from a document: keep the file and have it read; give it up.

The reading is a job (`jobs.read_import`); what is corrected of the draft is in `drafts`, `names` and `questions`.
"""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.organizations.changes import locked
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans import jobs
from duban.apps.plans.actions.draft_changes import locked_import
from duban.apps.plans.models import Plan, PlanImport, PlanImportState, SourceFile
from duban.apps.plans.queries.imports import live_import
from duban.apps.web import files
from duban.documents.errors import UnreadableFile
from duban.documents.pipeline import check_readable
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

GIVES_UP = (*jobs.UNREAD, PlanImportState.REVIEWING, PlanImportState.FAILED)


class KnownAlready(Invalid):
    """The same bytes are already being imported, or have been: `known` is that import."""

    def __init__(self, known: PlanImport) -> None:
        super().__init__(_known_in_words(known), "documents")
        self.known = known


@transaction.atomic
def start_import(
    *, jurisdiction: Jurisdiction, data: bytes, file_name: str, by: Actor, replaces: Plan | None = None
) -> PlanImport:
    """Keep the file and have it read; what is no document, or is known already, is refused at once."""
    permissions.check_can(by, Permission.IMPORT_PLAN, within=jurisdiction.path)
    account = _account(by)
    if replaces is not None and replaces.jurisdiction_id != jurisdiction.pk:
        raise Invalid("要更正的方案不是这个行政区的", "jurisdiction")
    try:
        check_readable(data, file_name)
    except UnreadableFile as unreadable:
        raise Invalid(str(unreadable), "documents") from unreadable
    locked(jurisdiction)  # two uploads of one file at once: the second sees the first
    digest = files.keep(data)
    known = live_import(jurisdiction, digest)
    if known is not None:
        raise KnownAlready(known)
    named = {"name": file_name[-200:], "size": len(data)}  # uploaded anew, after it was given up, it has a new name
    source, _ = SourceFile.objects.update_or_create(
        jurisdiction=jurisdiction, digest=digest, defaults=named, create_defaults={**named, "account_id": account}
    )
    started = PlanImport.objects.create(source=source, account_id=account, replaces=replaces)
    jobs.read_import.enqueue(started.pk, asdict(by))
    recording.record("plan_import.started", started, by=by, jurisdiction_path=jurisdiction.path)
    return started


@transaction.atomic
def discard_import(*, plan_import: PlanImport, by: Actor) -> PlanImport:
    """Give a draft up, or a file not yet read, whose job then stops; the file may then be uploaded again."""
    row = locked_import(plan_import, by)
    check_can_discard(row)
    row.state = PlanImportState.DISCARDED
    row.save(update_fields=["state", "changed_at"])
    recording.record("plan_import.discarded", row, by=by, jurisdiction_path=row.source.jurisdiction.path)
    return row


def check_can_discard(row: PlanImport) -> None:
    if row.state not in GIVES_UP:
        raise Conflict(f"这次导入{row.get_state_display()}，不能放弃")


def _account(by: Actor) -> int:
    if by.account is None:
        raise NotAllowed("导入要由有账号的人办理")
    return by.account


def _known_in_words(known: PlanImport) -> str:
    when = in_words(timezone.localdate(known.created_at))
    state = known.get_state_display()
    return f"这份文件{when}已由{known.account.name}上传，现在{state}，不用再传"
