"""The long part of an import from a workbook, as jobs: read and compare; compare again under lock and write.

Everything is written in one transaction or nothing is. A job run twice, because its worker was killed, does no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django_tasks import task

from duban.apps.audit import recording
from duban.apps.jobs.naming import name_job
from duban.apps.jobs.progress import clear_progress, set_progress
from duban.apps.jobs.retrying import retried
from duban.apps.organizations.models import DirectoryImport
from duban.apps.organizations.models.imports import ImportState
from duban.apps.organizations.workbook.applying import apply
from duban.apps.organizations.workbook.changes import Comparison, Fate
from duban.apps.organizations.workbook.columns import SHEETS
from duban.apps.organizations.workbook.comparing import compare
from duban.apps.organizations.workbook.rows import Sheets, read_rows
from duban.apps.web import files
from duban.documents.errors import UnreadableFile
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, RuleError
from duban.rulebook.roles import Role

NOT_READ = "读取时出错，请重新核对；仍然不行的，请联系系统管理员"
NOT_WRITTEN = "写入时出错，没有导入任何内容。请重新核对；仍然不行的，请联系系统管理员"
NO_LONGER = "核对之后记录有了变动，核对结果不再适用，没有导入任何内容。请重新核对"
_COUNTED = {sheet.name: sheet.counted for sheet in SHEETS}
_FATES = ((Fate.NEW, "新增"), (Fate.CHANGED, "变更"))


def progress_key(key: int) -> str:
    return f"directory-import:{key}"


def reading_given_up(key: int, actor: dict[str, Any]) -> None:
    _fail(key, NOT_READ, by=_actor(actor))


def writing_given_up(key: int, actor: dict[str, Any]) -> None:
    _fail(key, NOT_WRITTEN, by=_actor(actor))


@task()
@retried(times=3, wait=timedelta(seconds=5), given_up=reading_given_up)
def read_directory(key: int, actor: dict[str, Any]) -> None:
    """Read the file and compare it; the page then shows what is wrong, or what would change."""
    row = _row(key)
    if row.state not in (ImportState.WAITING, ImportState.READING):
        return
    DirectoryImport.objects.filter(pk=key).update(state=ImportState.READING)
    try:
        sheets = _sheets(row)
        comparison = compare(sheets, row.jurisdiction, by=_actor(actor), telling=_told(key, 40, 100))
    except UnreadableFile as unreadable:
        _fail(key, str(unreadable), by=_actor(actor))
        return
    row.state = ImportState.FAULTY if comparison.problems else ImportState.COMPARED
    row.reading, row.problems = comparison.plain(), [list(problem) for problem in comparison.problems]
    row.save(update_fields=["state", "reading", "problems"])
    clear_progress(progress_key(key))


@task()
@retried(times=3, wait=timedelta(seconds=5), given_up=writing_given_up)
def apply_directory(key: int, actor: dict[str, Any]) -> None:
    """Write what was confirmed: all of it, or nothing when it no longer holds."""
    by = _actor(actor)
    row = _row(key)
    if row.state != ImportState.APPLYING:
        return
    sheets = _sheets(row)
    try:
        _apply(key, sheets, by)
    except RuleError as refusal:
        _fail(key, str(refusal), by=by)
    clear_progress(progress_key(key))


@transaction.atomic
def _apply(key: int, sheets: Sheets, by: Actor) -> None:
    row = _row(key, locked=True)
    path = row.jurisdiction.path
    permissions.check_can(by, Permission.IMPORT_DIRECTORY, within=path)
    if row.state != ImportState.APPLYING:
        return
    comparison = compare(sheets, row.jurisdiction, by=by, telling=_told(key, 20, 40), locked=True)
    if comparison.problems or comparison.token() != row.reading["token"]:
        raise Conflict(NO_LONGER)
    events = apply(comparison.writing, by=by, telling=_told(key, 40, 100))
    row.state, row.outcome = ImportState.APPLIED, {"events": events, "by": by.name}
    row.save(update_fields=["state", "outcome"])
    recording.record("directory_import.applied", row, by=by, note=in_short(comparison), jurisdiction_path=path)


def in_short(comparison: Comparison) -> str:
    """What was done, in a line: 新增 3 个单位，变更 1 条任职."""
    return "，".join(
        f"{word} {counts[fate]} {_COUNTED[sheet]}"
        for sheet, counts in comparison.counts().items()
        for fate, word in _FATES
        if counts.get(fate)
    )


@transaction.atomic
def _fail(key: int, reason: str, *, by: Actor) -> None:
    """What was begun is undone; the page says why."""
    row = _row(key, locked=True)
    row.state, row.failure = ImportState.FAILED, reason
    row.save(update_fields=["state", "failure"])
    path = row.jurisdiction.path
    recording.record("directory_import.failed", row, by=by, note=reason, jurisdiction_path=path)
    clear_progress(progress_key(key))


def _sheets(row: DirectoryImport) -> Sheets:
    set_progress(progress_key(row.pk), "正在读取文件", 5, 100)
    return read_rows(files.read(row.file_digest), row.file_name)


def _told(key: int, first: int, last: int) -> Callable[[str, int, int], None]:
    """Tells how far a stretch of the work has come, which goes from `first` to `last` per cent of the whole."""

    def tell(words: str, done: int, total: int) -> None:
        set_progress(progress_key(key), words, first + (last - first) * done // max(total, 1), 100)

    return tell


def _row(key: int, *, locked: bool = False) -> DirectoryImport:
    rows = DirectoryImport.objects.select_related("jurisdiction")
    return (rows.select_for_update(of=("self",)) if locked else rows).get(pk=key)


def _actor(values: dict[str, Any]) -> Actor:
    role = values["role"]
    return Actor(**(values | {"role": Role(role) if role else None}))


name_job(read_directory, "读取单位和人员")
name_job(apply_directory, "写入单位和人员")
