"""Adopt a draft: make the plan it became, or correct the plan it replaces. All of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.changes import locked
from duban.apps.plans.actions.draft_changes import locked_import
from duban.apps.plans.actions.tasks import check_led
from duban.apps.plans.adopting.building import build_plan
from duban.apps.plans.adopting.correcting import Corrected, Correcting, Day
from duban.apps.plans.adopting.drafts import load_draft
from duban.apps.plans.comparing.changes import Comparison
from duban.apps.plans.happenings import tell_changed
from duban.apps.plans.models import Plan, PlanImport, PlanImportState
from duban.apps.plans.queries.adoption import check_adoptable, check_corrects, made_of, seen_of
from duban.apps.plans.queries.comparison import comparison_of
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import PlanState

STALE = "内容已有变化，请看过现在的内容再确认"


@transaction.atomic
def adopt_draft(*, plan_import: PlanImport, seen: str | None, on: date, by: Actor) -> Plan:
    """Make the plan of a draft; asked once more, give the plan it already became. `seen`: what was shown, if it was."""
    row = locked_import(plan_import, by)
    if made := made_of(row):
        return made
    check_adoptable(row)
    if row.replaces is not None:
        raise Conflict("这份文件用来更正已有的方案，请在对照页确认")
    if seen is not None and seen != seen_of(row):
        raise Conflict(STALE)
    plan, tasks = build_plan(load_draft(row))
    _close(row)
    path = plan.jurisdiction.path
    after = {"方案": plan.title, "任务": len(tasks), "导入日期": on}
    entries = [Entry("plan.adopted", plan, after=after, about=[row], jurisdiction_path=path)]
    entries += [Entry("task.adopted", task, jurisdiction_path=path) for task in tasks]
    recording.record_many(entries, by=by)
    return plan


@transaction.atomic
def correct_plan(
    *, plan_import: PlanImport, seen: str | None, on: date, at: datetime, acknowledge_by: date | None = None, by: Actor
) -> Plan:
    """Write a corrected version into the plan it replaces, as the comparison showed it.

    `acknowledge_by`: by when units that are newly given a task in force are to acknowledge it."""
    row = locked_import(plan_import, by)
    if made := made_of(row):
        return made
    check_adoptable(row)
    if row.replaces is None:
        raise Conflict("这份文件不是用来更正已有方案的")
    if acknowledge_by is not None and acknowledge_by < on:
        raise Invalid("签收期限不能早于今天", "acknowledge_by")
    plan = row.replaces = locked(row.replaces, "jurisdiction")
    draft = load_draft(row)
    comparison = comparison_of(row, draft)
    if seen is not None and seen != comparison.token():
        raise Conflict(STALE)
    check_corrects(plan, comparison)
    done = Correcting(plan, draft, comparison, Day(on, at, acknowledge_by)).write()
    if plan.state == PlanState.ISSUED:
        check_led([*(task for task, _ in done.changed), *done.added])
    _close(row)
    if plan.state == PlanState.ISSUED:
        tell_changed([*(task for task, _ in done.changed), *done.added, *done.terminated], on=on)
    recording.record_many(_entries(row, plan, comparison, done), by=by)
    return plan


def _close(row: PlanImport) -> None:
    row.state = PlanImportState.ADOPTED
    row.save(update_fields=["state", "changed_at"])


def _entries(row: PlanImport, plan: Plan, comparison: Comparison, done: Corrected) -> Iterator[Entry]:
    path = plan.jurisdiction.path
    before = {change.label: change.before for change in comparison.header}
    after = {change.label: change.after for change in comparison.header}
    yield Entry("plan.corrected", plan, before, after, told(comparison, done), about=[row], jurisdiction_path=path)
    for task, pair in done.changed:
        changes = pair.all_changes
        old: dict[str, Any] = {change.label: change.before for change in changes}
        new: dict[str, Any] = {change.label: change.after for change in changes}
        yield Entry("task.corrected", task, old, new, about=[plan], jurisdiction_path=path)
    for task in done.added:
        yield Entry("task.supplemented", task, jurisdiction_path=path)
    for task in done.terminated:
        note = f"更正后的“{plan.title}”没有这一项"
        yield Entry("task.terminated", task, {"状态": "在办"}, {"状态": "终止"}, note, jurisdiction_path=path)
    for side in comparison.dropped if plan.state == PlanState.DRAFT else ():
        yield Entry("plan.task_dropped", plan, {"任务内容": side.text}, jurisdiction_path=path)


def told(comparison: Comparison, done: Corrected) -> str:
    """改动 3 项，增加 1 项，终止 2 项."""
    figures = (
        ("改动", len(comparison.changed)),
        ("只改序号或章节", len(comparison.moved)),
        ("增加", len(done.added)),
        ("终止", len(done.terminated)),
        ("删去", len(done.deleted)),
    )
    return "，".join(f"{word} {count} 项" for word, count in figures if count) or "只改方案信息"
