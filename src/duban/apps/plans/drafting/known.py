"""Is this document known already, from another file, and is it of the place it was uploaded for?

In: an import that was just read.  Out: `replaces`, the plan it corrects; questions about another draft, another place.
文号 and title tell whether a document is the same; the same bytes are refused at the upload.
"""

from __future__ import annotations

from django.utils import timezone

from duban.apps.organizations.labels.people import in_words
from duban.apps.plans.models import PlanImport, PlanImportKind, Question
from duban.apps.plans.queries.imports import place_of_issuer, plan_of_document, review_of_document

SAME, CORRECTS, ELSEWHERE = "same-document", "corrects-plan", "issued-elsewhere"
GO_ON, KNOWN = ["go_on", "用这一份"], ["known", "知道了"]


def ask_about_same(plan_import: PlanImport) -> None:
    """A plan of the same document is corrected by this one; beside another draft of it, somebody must choose."""
    if plan_import.replaces_id is None and plan_import.kind == PlanImportKind.DOCUMENT:
        plan_import.replaces = plan_of_document(plan_import)
        if plan_import.replaces is not None:
            _tell_what_it_corrects(plan_import)
    other = review_of_document(plan_import)
    if other is not None:
        _ask_which(plan_import, other)


def _tell_what_it_corrects(plan_import: PlanImport) -> None:
    Question.objects.create(
        plan_import=plan_import,
        code=CORRECTS,
        message="这份公文已经导入过，这次导入用来更正原来的方案",
        detail="核对之后先与原方案对照，确认了才改",
        subject={"tasks": [], "numbers": []},
        answers=[KNOWN],
        blocks=False,
    )


def _ask_which(plan_import: PlanImport, other: PlanImport) -> None:
    when = in_words(timezone.localdate(other.created_at))
    Question.objects.create(
        plan_import=plan_import,
        code=SAME,
        message=f"同一份公文{when}已由{other.account.name}上传（{other.source.name}），也在核对",
        detail="两份只导入一份：用这一份的，请放弃另一份；用另一份的，请放弃这一份",
        subject={"plan_import": other.pk, "tasks": [], "numbers": []},
        answers=[GO_ON],
    )


def ask_about_place(plan_import: PlanImport) -> None:
    """A county's plan, uploaded as the city's, would be given to the city's units."""
    issuing, chosen = place_of_issuer(plan_import), plan_import.source.jurisdiction
    if issuing is None:
        return
    what = "指标" if plan_import.kind == PlanImportKind.INDICATORS else "方案"
    Question.objects.create(
        plan_import=plan_import,
        code=ELSEWHERE,
        message=f"这份公文是{plan_import.issuer}印发的，导入为{chosen.name}的{what}吗？",
        detail=f"是{issuing.name}的，请放弃这次导入，重新上传时选{issuing.name}。",
        subject={"tasks": [], "numbers": []},
        answers=[["as_chosen", f"是{chosen.name}的"]],
    )
