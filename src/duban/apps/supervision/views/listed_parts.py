"""Where listed cases stand outside their own pages: on a task's and a unit's page, with a document; what is owed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from duban.apps.dispatch import happenings
from duban.apps.dispatch.happenings import Origin
from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.models import Unit
from duban.apps.outbox import owing
from duban.apps.plans import regions
from duban.apps.plans.models import Task
from duban.apps.plans.regions import Action, Region
from duban.apps.supervision import file_owners, listed_following
from duban.apps.supervision import listed_jobs as listed_jobs  # registers its periodic work
from duban.apps.supervision.actions import listed_acceptance, listed_reports
from duban.apps.supervision.listed_picture import stage_plan
from duban.apps.supervision.models import Acceptance, ListedCase, ListedReport
from duban.apps.supervision.owing import listed as owed
from duban.apps.supervision.queries import listed as queries
from duban.rulebook.actors import Actor
from duban.rulebook.listings import ON_BOARD
from duban.rulebook.permissions import Permission, can
from duban.rulebook.tasks import TaskState


def register() -> None:
    """Called when the application is ready."""
    file_owners.register(ListedReport, may_write=listed_reports.check_may_add_files, readable=_reads)
    file_owners.register(Acceptance, may_write=listed_acceptance.check_may_add_files, readable=_reads)
    owing.register(owed.MONTHS, owed.months_owed)
    owing.register(owed.STAGES, owed.stages_owed)
    template = "supervision/listed/_region.html"
    regions.register("task", Region("listed", "挂牌督办", template, of_task, order=48))
    regions.register("unit", Region("listed", "挂牌督办", template, of_unit, "top", 65))
    regions.register_actions("task", buttons)
    happenings.register_origin("listed", origin_of)
    happenings.dispatch_issued.connect(listed_following.follow_issue, dispatch_uid="supervision.listed")
    happenings.dispatch_voided.connect(listed_following.follow_void, dispatch_uid="supervision.listed")


def of_task(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    return _region(list(queries.of_task(task.pk, actor)), on)


def of_unit(unit: Unit, actor: Actor, on: date) -> Mapping[str, Any] | None:
    return _region(list(queries.of_unit(unit.pk, actor)), on)


def buttons(task: Task, actor: Actor, on: date) -> Sequence[Action]:
    """For the office: what a task leaves unsolved can be listed."""
    if task.state != TaskState.IN_FORCE or not can(actor, Permission.LIST_CASE, within=task.jurisdiction_path):
        return []
    return [Action("挂牌督办", f"{reverse('supervision:listed-create')}?task={task.pk}")]


def origin_of(dispatch: Dispatch, actor: Actor) -> Origin | None:
    own = Q(listing=dispatch) | Q(delisting=dispatch)
    row = ListedCase.objects.visible_to(actor).filter(own).first()
    return Origin(f"挂牌事项：{row}", reverse("supervision:listed", args=[row.pk])) if row else None


def _region(rows: list[ListedCase], on: date) -> Mapping[str, Any] | None:
    if not rows:
        return None
    shown = [(row, stage_plan(row.stages.all(), due=row.due, on=on, is_judged=row.state in ON_BOARD)) for row in rows]
    return {"rows": shown, "count": len(rows)}


def _reads(row: ListedReport | Acceptance, actor: Actor) -> bool:
    return ListedCase.objects.visible_to(actor).filter(pk=row.listed_case_id).exists()
