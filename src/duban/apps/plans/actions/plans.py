"""Plans by hand: create one, change its header, delete a draft with what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version, differences, locked
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.labels.plans import FROZEN
from duban.apps.plans.models import Plan, PlanImport, PlanImportState
from duban.apps.plans.plan_values import header_values
from duban.apps.plans.rounds import write_rounds
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import PlanState

FIELDS = ("year", "title", "issuer", "disclosed", "rules")


@transaction.atomic
def create_plan(
    *,
    jurisdiction: Jurisdiction,
    year: int,
    title: str,
    issuer: str = "",
    disclosed: bool = False,
    reporting_dates: Iterable[date] = (),
    rules: Mapping[str, Any] | None = None,
    by: Actor,
) -> Plan:
    """A draft without tasks; a second one of the same title and year is refused."""
    jurisdiction = Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
    permissions.check_can(by, Permission.EDIT_PLAN, within=jurisdiction.path)
    plan = Plan(jurisdiction=jurisdiction, year=year, title=title.strip(), issuer=issuer.strip(), disclosed=disclosed)
    plan.rules = dict(rules or {})
    _check(plan)
    plan.save()
    write_rounds(plan, reporting_dates)
    after = header_values(plan)
    recording.record("plan.created", plan, by=by, after=after, jurisdiction_path=jurisdiction.path)
    return plan


@transaction.atomic
def change_plan(
    *,
    plan: Plan,
    year: int,
    title: str,
    issuer: str,
    disclosed: bool,
    reporting_dates: Iterable[date],
    rules: Mapping[str, Any],
    seen: int | None = None,
    by: Actor,
) -> Plan:
    """Change the header of a draft; `rules` not named here stay as they were read."""
    Jurisdiction.objects.select_for_update().get(pk=plan.jurisdiction_id)
    plan = locked_plan(plan)
    check_can_edit(plan, by)
    check_version(plan, seen)
    old = header_values(plan)
    plan.year, plan.title, plan.issuer, plan.disclosed = year, title.strip(), issuer.strip(), disclosed
    plan.rules = {**plan.rules, **rules}
    _check(plan)
    write_rounds(plan, reporting_dates)
    before, after = differences(old, header_values(plan))
    if after:
        plan.version += 1
        plan.save(update_fields=[*FIELDS, "version"])
        plan.tasks.exclude(year=year).update(year=year)
        path = plan.jurisdiction.path
        recording.record("plan.changed", plan, by=by, before=before, after=after, jurisdiction_path=path)
    return plan


@transaction.atomic
def delete_plan(*, plan: Plan, by: Actor) -> None:
    """Delete a draft with its outline and tasks; the import it came from is there to be reviewed again."""
    plan = locked_plan(plan)
    check_can_delete_plan(plan, by)
    path, before = plan.jurisdiction.path, header_values(plan) | {"任务": plan.tasks.count()}
    source = plan.plan_import
    if source is not None:
        PlanImport.objects.filter(pk=source.pk).update(state=PlanImportState.REVIEWING)
    about = [source] if source is not None else []
    recording.record("plan.deleted", plan, by=by, before=before, about=about, jurisdiction_path=path)
    plan.corrected_by.update(replaces=None)  # only those given up
    plan.tasks.all().delete()
    plan.delete()


def check_can_delete_plan(plan: Plan, by: Actor) -> None:
    """Refuse what is issued, and a plan for which a correction is being imported or was; given up, it keeps nothing."""
    permissions.check_can(by, Permission.EDIT_PLAN, within=plan.jurisdiction.path)
    if plan.state != PlanState.DRAFT:
        raise Conflict("已印发的方案不能删除")
    if plan.corrected_by.exclude(state=PlanImportState.DISCARDED).exists():
        raise Conflict("有文件导入是用来更正这个方案的，不能删除")


def check_can_edit(plan: Plan, by: Actor) -> None:
    """Refuse unless the plan is a draft in a place where one may edit plans."""
    permissions.check_can(by, Permission.EDIT_PLAN, within=plan.jurisdiction.path)
    if plan.state != PlanState.DRAFT:
        raise Conflict(FROZEN)


def locked_plan(plan: Plan) -> Plan:
    """The plan with its place, locked for whoever changes it or what it consists of."""
    return locked(plan, "jurisdiction")


def _check(plan: Plan) -> None:
    if not plan.title:
        raise Invalid("请填写标题", "title")
    same = Plan.objects.filter(jurisdiction=plan.jurisdiction_id, year=plan.year, title=plan.title)
    if same.exclude(pk=plan.pk).exists():
        raise Invalid(f"{plan.jurisdiction.name}{plan.year}年已有标题相同的方案", "title")
