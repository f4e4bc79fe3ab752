"""What the adversary tried: texts and keys of others must not come out, or in, by a way round."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from duban.apps.organizations import holdings
from duban.apps.plans.actions.objections import Reply, release_receipt, uphold_receipt
from duban.apps.plans.actions.plans import delete_plan
from duban.apps.plans.models import Plan, PlanImport, PlanImportState, Receipt, Responsibility, Task
from duban.apps.plans.queries.receipts import count_objections
from duban.rulebook.refusals import Conflict
from duban.rulebook.tasks import ReceiptState, TaskState
from plan_cast import Plans

ON, AT = date(2026, 5, 6), datetime(2026, 5, 6, 2, 0, tzinfo=UTC)
REPLY = Reply("维持", on=ON, at=AT)


@pytest.mark.parametrize(("reader", "plans_seen"), [("office", {2026, 2027}), ("leader", {2026}), ("reader", {2026})])
def test_a_posts_page_names_the_tasks_of_a_draft_only_to_who_sees_drafts(
    plans: Plans, reader: str, plans_seen: set[int]
) -> None:
    plans.draft.tasks.update(text="草稿里的任务")
    actor = plans.city.actor(reader)

    [(_, found)] = holdings.by_kind(plans.leader, on=ON, reader=actor)
    page = plans.city.client(reader).get(reverse("organizations:post", args=[plans.leader.pk])).content.decode()

    assert {int(one.label[:4]) for one in found} == plans_seen
    assert ("草稿里的任务" in page) is (2027 in plans_seen)


def objected(plans: Plans) -> Receipt:
    receipt = plans.receipt("1", "财政")
    receipt.state, receipt.objection = ReceiptState.OBJECTED, "由统计局承担"
    receipt.save()
    return receipt


def test_an_objection_to_a_task_that_was_ended_waits_for_nobody(plans: Plans) -> None:
    receipt, office = objected(plans), plans.city.actor("office")
    assert count_objections(office) == 1
    Task.objects.filter(pk=receipt.task_id).update(state=TaskState.TERMINATED)

    assert count_objections(office) == 0
    with pytest.raises(Conflict, match="终止，不需要签收"):
        uphold_receipt(receipt=receipt, reply=REPLY, due=None, seen=None, by=office)
    with pytest.raises(Conflict, match="终止，不需要签收"):
        release_receipt(receipt=receipt, reply=REPLY, successor=plans.city.units["文旅"], seen=None, by=office)


def test_a_unit_that_a_correction_took_from_the_task_is_not_asked_for_it_again(plans: Plans) -> None:
    receipt, office = objected(plans), plans.city.actor("office")
    Responsibility.objects.filter(task=receipt.task_id, unit=receipt.unit_id).update(until=ON)

    with pytest.raises(Conflict, match="已不承担这项任务"):
        uphold_receipt(receipt=receipt, reply=REPLY, due=None, seen=None, by=office)
    done = release_receipt(receipt=receipt, reply=REPLY, successor=None, seen=None, by=office)

    assert done.state == ReceiptState.RELEASED


@pytest.mark.parametrize("state", [PlanImportState.REVIEWING, PlanImportState.ADOPTED, PlanImportState.DISCARDED])
def test_only_a_correction_that_was_given_up_lets_its_plan_be_deleted(plans: Plans, state: PlanImportState) -> None:
    review = plans.review
    correction = PlanImport.objects.create(
        source=review.source, account=review.account, state=state, title="更正", year=2027, replaces=plans.draft
    )

    if state is PlanImportState.DISCARDED:
        delete_plan(plan=plans.draft, by=plans.city.actor("office"))
        assert PlanImport.objects.get(pk=correction.pk).replaces is None
        return
    with pytest.raises(Conflict, match="用来更正这个方案"):
        delete_plan(plan=plans.draft, by=plans.city.actor("office"))
    assert Plan.objects.filter(pk=plans.draft.pk).exists()


def test_a_name_with_a_nul_is_refused_by_the_form(plans: Plans) -> None:
    """PostgreSQL cannot even be asked for it."""
    page = reverse("plans:task-add", args=[plans.draft.pk])

    answer = plans.city.client("office").post(page, {"text": "新增一项任务。", "lead": "市财政局\x00"})

    assert answer.status_code == 200
    [reason] = answer.context["form"].errors["lead"]
    assert "没有找到" not in reason  # it was not looked for
    assert plans.draft.tasks.count() == 2
