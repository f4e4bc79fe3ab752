"""A plan's ledger comes back from Excel: what is in it becomes a draft, to be compared before anything changes."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import locked
from duban.apps.organizations.workbook.problems import Problem
from duban.apps.plans.matching import match_names
from duban.apps.plans.models import Plan, PlanImport, PlanImportKind, PlanImportState, SourceFile
from duban.apps.plans.queries.comparison import comparison_of, plan_side
from duban.apps.plans.workbook.drafting import fill_from_ledger
from duban.apps.plans.workbook.rows import Ledger, check_keys, read_ledger
from duban.apps.plans.workbook.values import key_of
from duban.apps.web import files
from duban.documents.errors import UnreadableFile
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import PlanState

_HEADER = ("title", "number", "issuer", "issued_on", "year", "rules", "disclosed")


class Faulty(Invalid):
    """The file has faults, each with its cell; nothing of it is taken."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"文件里有 {len(problems)} 处要改，没有导入", "file")
        self.problems = problems


@transaction.atomic
def start_workbook_import(*, plan: Plan, data: bytes, file_name: str, by: Actor) -> PlanImport:
    """A draft of what the file says; the same file sent twice is one draft. Faults and a file without a change are
    refused."""
    plan = locked(plan, "jurisdiction")
    path = plan.jurisdiction.path
    permissions.check_can(by, Permission.EDIT_PLAN, within=path)
    if by.account is None:
        raise NotAllowed("导入要由有账号的人办理")
    if plan.state == PlanState.ARCHIVED:
        raise Conflict("方案已归档，不能再改")
    ledger = _read(data, file_name)
    source = _source(plan, data, file_name, by.account)
    if open_import := _open_import(plan, source):
        return open_import
    row = _row(plan, source, by.account)
    side = plan_side(plan)
    check_keys(ledger, {key_of(task.key, plan.pk) for task in side.tasks})
    if ledger.problems:
        raise Faulty(ledger.problems)
    fill_from_ledger(row, ledger, side)
    match_names(row)
    if comparison_of(row).changes_nothing:
        raise Invalid("文件与方案一致，没有改动", "file")
    note = f"{len(ledger.rows)} 行"
    recording.record("plan_import.workbook_started", row, by=by, note=note, about=[plan], jurisdiction_path=path)
    return row


def _read(data: bytes, file_name: str) -> Ledger:
    try:
        return read_ledger(data, file_name)
    except UnreadableFile as unreadable:
        raise Invalid(str(unreadable), "file") from unreadable


def _source(plan: Plan, data: bytes, file_name: str, account: int) -> SourceFile:
    named = {"name": file_name[-200:], "size": len(data)}
    source, _ = SourceFile.objects.get_or_create(
        jurisdiction=plan.jurisdiction, digest=files.keep(data), defaults={**named, "account_id": account}
    )
    return source


def _open_import(plan: Plan, source: SourceFile) -> PlanImport | None:
    return PlanImport.objects.filter(replaces=plan, source=source, state=PlanImportState.REVIEWING).first()


def _row(plan: Plan, source: SourceFile, account: int) -> PlanImport:
    """An import with the plan's own head: a ledger says nothing of it."""
    row = PlanImport(
        source=source,
        account_id=account,
        kind=PlanImportKind.WORKBOOK,
        state=PlanImportState.REVIEWING,
        replaces=plan,
        reporting_dates=[due.isoformat() for due in plan.rounds.order_by("due").values_list("due", flat=True)],
        **{name: getattr(plan, name) for name in _HEADER},
    )
    row.save()
    return row
