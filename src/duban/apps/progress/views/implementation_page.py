"""What the page of one implementation plan shows: the form to whoever may write it, the plan as read to the others."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from duban.apps.organizations.changes import token
from duban.apps.plans.ledger import wording
from duban.apps.plans.queries.receipts import answers_for
from duban.apps.progress.actions.evidence import attach_evidence
from duban.apps.progress.forms import implementation as forms
from duban.apps.progress.forms.evidence import EvidenceField
from duban.apps.progress.implementing import figured_targets, goals_of, steps_of
from duban.apps.progress.models import ImplementationPlan
from duban.apps.progress.queries import implementation as queries
from duban.apps.progress.queries import implementation_filed as filed
from duban.apps.web.forms import attempt
from duban.apps.web.requests import Request
from duban.rulebook.milestones import faults, hints
from duban.rulebook.permissions import Permission, can
from duban.rulebook.reports import WRITABLE, FilingState
from duban.rulebook.tasks import TaskState


def context_of(
    row: ImplementationPlan,
    request: Request,
    today: date,
    *,
    form: forms.PlanForm | None = None,
    steps: forms.StepSet | None = None,
) -> dict[str, Any]:
    actor = request.actor
    context = about(row, request, today)
    writes = can(actor, Permission.WRITE_IMPLEMENTATION_PLAN) and answers_for(actor, row.unit)
    if not (writes and row.state in WRITABLE and row.task.state == TaskState.IN_FORCE):
        return context | {"can_withdraw": writes and row.state == FilingState.SUBMITTED}
    targets = figured_targets(row.task)
    lines = forms.lines_of(row)
    context["form"] = form or forms.PlanForm(initial={"measures": row.measures, "seen": row.version})
    context["steps"] = steps or forms.steps_offered(lines, targets, more=forms.MORE if lines else 3)
    context["targets"] = [(one, wording.amount(one)) for one in targets]
    context["hints"] = _hints(row, targets) if lines else []
    context["evidence_field"] = EvidenceField()
    return context


def about(row: ImplementationPlan, request: Request, today: date) -> dict[str, Any]:
    """What every reader is shown, as far as the reader may read."""
    actor = request.actor
    (shown,) = filed.read([row], actor)
    office = can(actor, Permission.REVIEW_IMPLEMENTATION_PLAN, within=row.task.jurisdiction_path)
    return {
        "row": row,
        "task": row.task,
        "has_list": can(actor, Permission.WRITE_IMPLEMENTATION_PLAN),
        "shown": shown,
        "lines": [(one, *one.state(today)) for one in shown.milestones or ()],
        "to_verify": _to_verify(row) if office and row.state == FilingState.ACCEPTED else (),
        "today": today,
        "is_late": queries.is_late(row, today),
        "submissions": filed.submissions_read_by(row, actor) if shown.is_own or office else (),
        "evidence": filed.files_read_by(row, actor),
        "may_write": shown.is_own and row.state in WRITABLE,
        "can_approve": shown.is_own and row.state == FilingState.INNER and can(actor, Permission.APPROVE_REPORT),
        "can_review": office and row.state == FilingState.SUBMITTED,
        "can_reopen": office and row.state == FilingState.ACCEPTED,
        "can_finish": shown.is_own and row.state == FilingState.ACCEPTED,
        "can_verify": office and row.state == FilingState.ACCEPTED,
    }


def _to_verify(row: ImplementationPlan) -> list[dict[str, Any]]:
    """What the buttons beside milestones said done send."""
    done = row.milestones.filter(done_on__isnull=False, verified_on=None)
    return [{"key": one.pk, "seen": token(one)} for one in done]


def checked(row: ImplementationPlan) -> dict[str, list[str]]:
    """What the office is shown beside the plan before it decides; of what is not filed nothing."""
    if row.state not in queries.FILED:
        return {}
    return {"hints": _hints(row, figured_targets(row.task)), "faults": faults(steps_of(row), row.task.deadline)}


def attach_files(request: Request, row: ImplementationPlan, form: forms.PlanForm) -> None:
    """The files chosen in the form; each refusal is said in it."""
    for file in request.FILES.getlist("evidence"):
        given = {"owner": row, "data": file.read(), "file_name": file.name or "", "at": timezone.now()}
        attempt(form, attach_evidence, by=request.actor, **given)


def _hints(row: ImplementationPlan, targets: list[Any]) -> list[str]:
    return hints(steps_of(row), goals_of(targets))
