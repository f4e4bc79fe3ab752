"""Where cases stand outside their own pages: on a task's page, a unit's, a leader's; among clocks, files, documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from duban.apps.dispatch import happenings
from duban.apps.indicators.models import Indicator
from duban.apps.organizations.models import Official, Unit
from duban.apps.outbox import owing
from duban.apps.plans import regions
from duban.apps.plans.ledger.table import add_bulk
from duban.apps.plans.models import Task
from duban.apps.plans.queries.portfolios import tasks_of_leader
from duban.apps.plans.regions import Action, Region
from duban.apps.progress import clock_holders
from duban.apps.supervision import case_following, case_texts, file_owners
from duban.apps.supervision.actions import cases_answering
from duban.apps.supervision.models import Case, CaseAnswer
from duban.apps.supervision.owing.cases import KIND, owed_answers
from duban.apps.supervision.queries.case_rows import dressed
from duban.apps.supervision.queries.cases import find_held, is_readable
from duban.apps.web.table import BulkAction
from duban.rulebook.actors import Actor
from duban.rulebook.cases import DOCUMENTS, OPEN
from duban.rulebook.indicators import SetState
from duban.rulebook.permissions import Permission, can
from duban.rulebook.tasks import TaskState

_DOCUMENTED = ("urging", "notice", "letter", "criticism")
MOST = 12


def register() -> None:
    """Called when the application is ready."""
    assert {kind.value for kinds in DOCUMENTS.values() for kind in kinds} == set(_DOCUMENTED)
    regions.register("task", Region("cases", "督办", "supervision/cases/_region.html", of_task, order=16))
    regions.register("unit", Region("cases", "督办件", "supervision/cases/_region.html", of_unit, "top", 60))
    regions.register("official", Region("cases", "督办件", "supervision/cases/_region.html", of_leader, "top", 60))
    regions.register_actions("task", buttons)
    regions.register_actions("unit", unit_buttons)
    regions.register("indicator", Region("cases", "督办", "supervision/cases/_region.html", of_indicator, order=16))
    regions.register_actions("indicator", indicator_buttons)
    add_bulk(BulkAction("发起督办", "supervision:cases-open", Permission.SERVE_CASE))
    clock_holders.register("case", find_held)
    file_owners.register(CaseAnswer, may_write=cases_answering.check_may_add_file, readable=is_readable)
    owing.register(KIND, owed_answers)
    happenings.dispatch_issued.connect(case_following.dispatch_was_issued, dispatch_uid="supervision.cases")
    happenings.dispatch_voided.connect(case_following.dispatch_was_voided, dispatch_uid="supervision.cases")
    happenings.copy_acknowledged.connect(case_following.copy_was_acknowledged, dispatch_uid="supervision.cases")
    happenings.register_origin("case", case_texts.origin_of)
    for kind in _DOCUMENTED:
        happenings.register_freezer(kind, case_texts.freeze)


def of_task(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    """Every case of the task, the newest first."""
    return _region(Case.objects.visible_to(actor).filter(task=task))


def of_unit(unit: Unit, actor: Actor, on: date) -> Mapping[str, Any] | None:
    """What the unit is being asked."""
    return _region(Case.objects.visible_to(actor).filter(unit=unit, state__in=OPEN))


def of_leader(official: Official, actor: Actor, on: date) -> Mapping[str, Any] | None:
    """About the tasks the leader is in charge of."""
    tasks = tasks_of_leader(official, actor, on=on).order_by().values("pk")
    return _region(Case.objects.visible_to(actor).filter(task__in=tasks, state__in=OPEN))


def of_indicator(indicator: Indicator, actor: Actor, on: date) -> Mapping[str, Any] | None:
    """Every case about the indicator, the newest first."""
    return _region(Case.objects.visible_to(actor).filter(indicator=indicator))


def buttons(task: Task, actor: Actor, on: date) -> list[Action]:
    """For the office of the task's place."""
    if task.state != TaskState.IN_FORCE or not can(actor, Permission.SERVE_CASE, within=task.jurisdiction_path):
        return []
    return [Action("发起督办", f"{reverse('supervision:case-open')}?task={task.pk}")]


def indicator_buttons(indicator: Indicator, actor: Actor, on: date) -> list[Action]:
    """For the office of the set's place, while the set is in force."""
    of = indicator.indicator_set
    if of.state != SetState.IN_FORCE or not can(actor, Permission.SERVE_CASE, within=of.jurisdiction.path):
        return []
    return [Action("发起督办", f"{reverse('supervision:case-open')}?indicator={indicator.pk}")]


def unit_buttons(unit: Unit, actor: Actor, on: date) -> list[Action]:
    """For the office of the unit's place."""
    if not can(actor, Permission.SERVE_CASE, within=unit.jurisdiction.path):
        return []
    why_not = "" if unit.holds_on(on) else f"{unit}已撤销"
    return [Action("发起督办", f"{reverse('supervision:case-open')}?unit={unit.pk}", why_not=why_not)]


def _region(rows: QuerySet[Case]) -> Mapping[str, Any] | None:
    found = list(dressed(rows, timezone.now()).order_by("-proposed_at", "-pk")[: MOST + 1])
    return {"cases": found[:MOST], "more": len(found) > MOST, "count": len(found)} if found else None
