"""An import of units and people from a workbook: upload, confirm what was compared, compare anew, give it up.

Nothing here touches what is on record; `directory_work` reads, compares and writes, as jobs.
"""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.actions import directory_work
from duban.apps.organizations.actions.imports import check_can_import, kept, locked_import, refusal_of_change
from duban.apps.organizations.models import DirectoryImport, Jurisdiction
from duban.apps.organizations.models.imports import ImportState
from duban.apps.organizations.workbook.tables import check_is_workbook
from duban.apps.web import files
from duban.documents.errors import UnreadableFile
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid

OPEN = (ImportState.FAULTY, ImportState.COMPARED, ImportState.FAILED)


@transaction.atomic
def start_import(*, jurisdiction: Jurisdiction, data: bytes, file_name: str, by: Actor) -> DirectoryImport:
    """Keep the file and have it read; what is no workbook is refused at once."""
    check_can_import(by, Permission.IMPORT_DIRECTORY, jurisdiction)
    try:
        check_is_workbook(data, file_name)
    except UnreadableFile as unreadable:
        raise Invalid(str(unreadable), "file") from unreadable
    started = kept(DirectoryImport, jurisdiction, (file_name, files.keep(data)), by)
    directory_work.read_directory.enqueue(started.pk, asdict(by))
    recording.record("directory_import.started", started, by=by, jurisdiction_path=jurisdiction.path)
    return started


@transaction.atomic
def confirm_import(*, directory_import: DirectoryImport, seen: str, by: Actor) -> DirectoryImport:
    """Have the comparison that was seen written down."""
    row = _locked(directory_import, by)
    check_can_confirm(row)
    if row.reading.get("token") != seen:
        raise Conflict("这份核对结果已更新，请看过新的结果再确认")
    _begin(row, ImportState.APPLYING)
    directory_work.apply_directory.enqueue(row.pk, asdict(by))
    recording.record("directory_import.confirmed", row, by=by, jurisdiction_path=row.jurisdiction.path)
    return row


@transaction.atomic
def recheck_import(*, directory_import: DirectoryImport, by: Actor) -> DirectoryImport:
    """Compare the same file with what is on record now."""
    row = _locked(directory_import, by)
    check_is_open(row)
    _begin(row, ImportState.WAITING)
    directory_work.read_directory.enqueue(row.pk, asdict(by))
    recording.record("directory_import.rechecked", row, by=by, jurisdiction_path=row.jurisdiction.path)
    return row


@transaction.atomic
def discard_import(*, directory_import: DirectoryImport, by: Actor) -> DirectoryImport:
    row = _locked(directory_import, by)
    check_is_open(row)
    _begin(row, ImportState.DISCARDED)
    recording.record("directory_import.discarded", row, by=by, jurisdiction_path=row.jurisdiction.path)
    return row


def check_is_open(row: DirectoryImport) -> None:
    if row.state not in OPEN:
        raise Conflict(refusal_of_change(row))


def check_can_confirm(row: DirectoryImport) -> None:
    if row.state != ImportState.COMPARED:
        raise Conflict(f"这次导入{row.get_state_display()}，不能确认")
    if row.reading.get("changes_nothing"):
        raise Conflict("文件与记录一致，没有要导入的变化")


def _begin(row: DirectoryImport, state: ImportState) -> None:
    row.state, row.failure = state, ""
    row.save(update_fields=["state", "failure"])


def _locked(directory_import: DirectoryImport, by: Actor) -> DirectoryImport:
    return locked_import(directory_import, Permission.IMPORT_DIRECTORY, by)
