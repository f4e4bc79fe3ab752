"""一事一档: everything about one task on one page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from duban.apps.plans import quoting, regions
from duban.apps.plans.labels.plans import FROZEN
from duban.apps.plans.ledger import wording
from duban.apps.plans.models import PlanImport, Task
from duban.apps.plans.queries import dossier
from duban.apps.plans.queries.links import links_of
from duban.apps.web.access import require
from duban.apps.web.requests import Request
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.tasks import PlanState, ReceiptState, TaskState


@require(Permission.SEE_PLANS)
def show_task(request: Request, pk: int) -> HttpResponse:
    today, actor = timezone.localdate(), request.actor
    task = dossier.task_for_page(actor, pk)
    if task is None:
        raise Http404
    context = {"task": task, "plan": task.plan, "today": today, "chain": wording.chain(task)}
    context |= _standing(task, today) | _answering(task, actor, today) | _around(task, actor)
    context |= {"regions": regions.shown("task", task, request, actor, today)}
    context |= {"further_actions": regions.actions_of("task", task, actor, today)}
    return render(request, "plans/dossier/dossier.html", context)


def _standing(task: Task, today: date) -> dict[str, Any]:
    """How it stands and what comes next."""
    open_deadline = task.deadline if task.state == TaskState.IN_FORCE else None
    comes = dossier.next_round_of(task, on=today)
    return {
        "is_overdue": open_deadline is not None and open_deadline < today,
        "distance": wording.distance(open_deadline, today) if open_deadline else None,
        "round": comes,
        "round_distance": wording.distance(comes.due, today) if comes else None,
        "targets": [(target, wording.amount(target)) for target in task.targets.order_by("order", "pk")],
    }


def _answering(task: Task, actor: Actor, today: date) -> dict[str, Any]:
    """Who answers for it, and what they said to it."""
    roles = dossier.roles_of(task, actor, on=today)
    receipts = list(dossier.receipts_of(task, actor))
    asked = [one for one in receipts if one.state != ReceiptState.RELEASED]
    return {
        "roles": roles,
        "by_role": {role.named[0].row.role: role.named for role in roles},
        "officials_seen": dossier.officials_seen(roles, actor),
        "receipts": receipts,
        "asked_count": len(asked),
        "acknowledged_count": sum(one.state == ReceiptState.ACKNOWLEDGED for one in asked),
        "own_receipt": dossier.own_open_receipt(receipts, actor),
    }


def _around(task: Task, actor: Actor) -> dict[str, Any]:
    """Where it was read, what was corrected, what hangs together with it."""
    within = task.jurisdiction_path
    return {
        **_source(task),
        "corrections": [
            (one, wording.plain(one.before), wording.plain(one.after)) for one in dossier.corrections_of(task, actor)
        ],
        "last_year": dossier.last_years(task, actor),
        "links": links_of(task, actor),
        "can_edit": can(actor, Permission.EDIT_PLAN, within=within),
        "is_draft": task.plan.state == PlanState.DRAFT,
        "frozen": FROZEN,
        "can_import": can(actor, Permission.IMPORT_PLAN, within=within),
    }


def _source(task: Task) -> dict[str, Any]:
    """The paragraphs of the document that say it; the whole text is fetched only where there is one."""
    paragraphs: list[quoting.Paragraph] = []
    if task.plan.plan_import_id is not None and task.places:
        read = PlanImport.objects.values_list("text", "blocks").get(pk=task.plan.plan_import_id)
        paragraphs = quoting.quoted(*read, task.places)
    return {
        "paragraphs": paragraphs,
        "pages": quoting.pages_of(paragraphs),
        "measures": "" if quoting.is_quoted(task.measures, paragraphs) else task.measures,
        "deadline_words": "" if quoting.is_quoted(task.deadline_text, paragraphs) else task.deadline_text,
    }
