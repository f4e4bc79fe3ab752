"""The kind of import that is this application's own: a document of tasks, which becomes a plan."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from duban.apps.plans.drafting import answering
from duban.apps.plans.drafting.building import fill_draft
from duban.apps.plans.drafting.kinds import DraftKind, Made
from duban.apps.plans.drafting.names import counted
from duban.apps.plans.drafting.words import called
from duban.apps.plans.models import DraftTask, PlanImport, PlanImportKind
from duban.apps.plans.queries.adoption import made_of
from duban.documents.model import OfficialDocument


def _holds(document: OfficialDocument) -> int:
    return len(document.tasks)


def _rows(plan_import: PlanImport) -> QuerySet[DraftTask]:
    return plan_import.tasks.order_by("order", "pk")


def _made(plan_import: PlanImport) -> Made | None:
    plan = made_of(plan_import)
    return Made("看方案", reverse("plans:plan", args=[plan.pk])) if plan else None


TASKS = DraftKind(
    kind=PlanImportKind.DOCUMENT,
    noun="任务",
    verb="plan_import.read",
    review="plans:review",
    holds=_holds,
    fill=fill_draft,
    rows=_rows,
    named=counted,
    called=called,
    effect=answering.apply,
    made=_made,
)
