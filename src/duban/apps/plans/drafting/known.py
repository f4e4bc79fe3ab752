"""Is this document known already, from another file? 文号 and title tell; the same bytes are refused at the upload.

In: an import that was just read.  Out: `replaces`, the plan it corrects; or a question about the other draft.
"""

from __future__ import annotations

from django.utils import timezone

from duban.apps.plans.models import PlanImport, Question
from duban.apps.plans.queries.imports import plan_of_document, review_of_document

CODE = "same-document"
GO_ON = ("go_on", "用这一份")


def ask_about_same(plan_import: PlanImport) -> None:
    """A plan of the same document is corrected by this one; beside another draft of it, somebody must choose."""
    if plan_import.replaces_id is None:
        plan_import.replaces = plan_of_document(plan_import)
    other = review_of_document(plan_import)
    if other is None:
        return
    day = timezone.localtime(other.created_at)
    when = f"{day.year}年{day.month}月{day.day}日"
    Question.objects.create(
        plan_import=plan_import,
        code=CODE,
        message=f"同一份公文{when}已由{other.account.name}上传（{other.source.name}），也在核对",
        detail="两份只导入一份：用这一份的，请放弃另一份；用另一份的，请放弃这一份。",
        subject={"plan_import": other.pk, "tasks": [], "numbers": []},
        answers=[list(GO_ON)],
    )
