"""The long part of an import: read the file, and make a draft of all that its official documents hold.

A draft is written whole or not at all. A job run twice, because its worker was killed, makes no second draft.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django_tasks import task

from duban.apps.audit import recording
from duban.apps.jobs.naming import name_job
from duban.apps.jobs.progress import clear_progress, set_progress
from duban.apps.jobs.retrying import retried
from duban.apps.organizations.changes import locked
from duban.apps.plans.drafting import known
from duban.apps.plans.drafting.carrying import carry_corrections
from duban.apps.plans.drafting.kinds import DraftKind, kinds_in, nouns
from duban.apps.plans.drafting.nothing import nothing_to_import
from duban.apps.plans.matching import match_names
from duban.apps.plans.models import PlanImport, PlanImportKind, PlanImportState
from duban.apps.web import files
from duban.documents.errors import UnreadableFile
from duban.documents.pipeline import Reading, readings
from duban.rulebook.actors import Actor
from duban.rulebook.roles import Role

NOT_READ = "读取时出错。请重新上传；仍然不行的，请联系系统管理员。"
UNREAD = (PlanImportState.WAITING, PlanImportState.READING)
Found = tuple[int, Reading, DraftKind]  # with its position in the file


def progress_key(key: int) -> str:
    return f"plan-import:{key}"


def reading_given_up(key: int, actor: dict[str, Any]) -> None:
    _fail(key, NOT_READ, by=_actor(actor))


@task()
@retried(times=3, wait=timedelta(seconds=5), given_up=reading_given_up)
def read_import(key: int, actor: dict[str, Any]) -> None:
    """Read the file; the page then shows the draft, or why there is none."""
    row = PlanImport.objects.select_related("source").get(pk=key)
    if not PlanImport.objects.filter(pk=key, state__in=UNREAD).update(state=PlanImportState.READING):
        return  # read already, or given up
    set_progress(progress_key(key), "正在读取文件", 5, 100)
    try:
        found = readings(files.read(row.source.digest), row.source.name)
    except UnreadableFile as unreadable:
        _fail(key, str(unreadable), by=_actor(actor))
        return
    drafts = [(at, one, kind) for at, one in enumerate(found, 1) for kind in _kinds(row, one)]
    drafts.sort(key=lambda draft: draft[2].kind != PlanImportKind.DOCUMENT)  # what was uploaded is first its tasks
    if drafts:
        _write(key, drafts, by=_actor(actor))
    else:
        wanted = nouns(tasks_only=row.replaces_id is not None)
        _fail(key, nothing_to_import([reading.document for reading in found], wanted), by=_actor(actor))
    clear_progress(progress_key(key))


def _kinds(row: PlanImport, reading: Reading) -> list[DraftKind]:
    """A correction of a plan is read for its tasks alone."""
    tasks_only = row.replaces_id is not None
    return [one for one in kinds_in(reading.document) if one.kind == PlanImportKind.DOCUMENT or not tasks_only]


@transaction.atomic
def _write(key: int, drafts: list[Found], *, by: Actor) -> None:
    """The first draft becomes this import, each further one an import beside it."""
    row = locked(PlanImport(pk=key), "source__jurisdiction")
    if row.state not in UNREAD:
        return
    row.source.media_type = _media_type(drafts)
    row.source.save(update_fields=["media_type"])
    for done, (position, reading, kind) in enumerate(drafts):
        set_progress(progress_key(key), f"正在整理{kind.noun}和单位", 40 + 60 * done // len(drafts), 100)
        plan_import = row if not done else _beside(row)
        plan_import.position, plan_import.kind = position, kind.kind
        kind.fill(plan_import, reading.document, reading.file)
        known.ask_about_same(plan_import)
        known.ask_about_place(plan_import)
        carry_corrections(plan_import)
        match_names(plan_import)
        plan_import.state, plan_import.failure = PlanImportState.REVIEWING, ""
        plan_import.save(update_fields=["state", "failure", "kind", "position", "replaces", "changed_at"])
        told = {kind.noun: kind.holds(reading.document)}
        recording.record(kind.verb, plan_import, by=by, after=told, jurisdiction_path=row.source.jurisdiction.path)


def _media_type(drafts: list[Found]) -> str:
    first = drafts[0][1]
    return "application/zip" if first.document.member else first.file.media_type


def _beside(row: PlanImport) -> PlanImport:
    return PlanImport.objects.create(source=row.source, account_id=row.account_id, state=PlanImportState.READING)


@transaction.atomic
def _fail(key: int, reason: str, *, by: Actor) -> None:
    """Nothing is begun; the page says why."""
    row = locked(PlanImport(pk=key), "source__jurisdiction")
    if row.state not in UNREAD:
        return
    row.state, row.failure = PlanImportState.FAILED, reason
    row.save(update_fields=["state", "failure", "changed_at"])
    path = row.source.jurisdiction.path
    recording.record("plan_import.failed", row, by=by, note=reason, jurisdiction_path=path)
    clear_progress(progress_key(key))


def _actor(values: dict[str, Any]) -> Actor:
    role = values["role"]
    return Actor(**(values | {"role": Role(role) if role else None}))


name_job(read_import, "读取上传的方案")
