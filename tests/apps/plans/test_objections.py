"""Objections: a unit says why not, the office keeps the task there or gives it to another."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cast import City
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.organizations.changes import token
from duban.apps.plans.actions.objections import Reply, object_to_receipt, release_receipt, uphold_receipt
from duban.apps.plans.actions.receipts import acknowledge_receipts
from duban.apps.plans.models import Receipt, Responsibility
from duban.apps.plans.queries.receipts import objections_to_decide
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import ReceiptState, ResponsibilityRole
from plan_cast import Plans

AT = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
TODAY = date(2026, 3, 4)
REASON = "按三定方案，由市财政局承担。"
REPLY = Reply("同意", on=TODAY, at=datetime(2026, 3, 4, 2, 0, tzinfo=UTC))


def objected(plans: Plans, city: City, number: str = "1", unit: str = "发改", who: str = "liaison") -> Receipt:
    receipt = plans.receipt(number, unit)
    return object_to_receipt(receipt=receipt, reason=REASON, at=AT, by=city.actor(who))


def uphold(receipt: Receipt, city: City, *, due: date | None = date(2026, 3, 10), seen: str | None = None) -> Receipt:
    return uphold_receipt(receipt=receipt, reply=REPLY, due=due, seen=seen, by=city.actor("office"))


def held(plans: Plans, number: str, unit: str) -> list[Responsibility]:
    return list(Responsibility.objects.filter(task=plans.task(number), unit=plans.city.units[unit]).order_by("pk"))


def test_an_objection_keeps_its_reason_and_goes_to_the_office(plans: Plans, city: City) -> None:
    receipt = objected(plans, city)

    assert (receipt.state, receipt.objection, receipt.answered_by) == (ReceiptState.OBJECTED, REASON, "林联络")
    assert list(objections_to_decide(city.actor("office"))) == [receipt]
    assert not objections_to_decide(city.actor("county_office")).exists()
    assert sentence(Event.objects.latest("sequence")).endswith(f"提出异议：{REASON}")


def test_an_objection_sent_twice_is_one(plans: Plans, city: City) -> None:
    objected(plans, city)
    objected(plans, city)

    assert city.events().count("receipt.objected") == 1


def test_a_colleague_is_told_that_there_is_an_objection_already(plans: Plans, city: City) -> None:
    objected(plans, city)

    with pytest.raises(Conflict, match="林联络已提出异议"):
        objected(plans, city, who="unit_head")


def test_an_objection_needs_a_reason(plans: Plans, city: City) -> None:
    with pytest.raises(Invalid, match="请写明理由"):
        object_to_receipt(receipt=plans.receipt("1", "发改"), reason="  ", at=AT, by=city.actor("liaison"))


def test_nobody_objects_for_another_unit(plans: Plans, city: City) -> None:
    with pytest.raises(NotAllowed):
        objected(plans, city, who="finance")


def test_what_was_acknowledged_cannot_be_objected_to(plans: Plans, city: City) -> None:
    acknowledge_receipts(receipts=[plans.receipt("1", "发改")], at=AT, by=city.actor("liaison"))

    with pytest.raises(Conflict, match="已签收"):
        objected(plans, city)


def test_upheld_the_unit_is_asked_anew_and_reads_why(plans: Plans, city: City) -> None:
    row = uphold(objected(plans, city), city)

    assert (row.state, row.due, row.decision, row.decided_by) == ("asked", date(2026, 3, 10), "同意", "督小青")
    assert (row.answered_at, row.answered_by, row.objection) == (None, "", REASON)
    acknowledge_receipts(receipts=[row], at=AT, by=city.actor("liaison"))
    assert city.events() == ["receipt.objected", "receipt.upheld", "receipt.acknowledged"]


def test_nobody_is_asked_to_acknowledge_by_a_day_that_is_past(plans: Plans, city: City) -> None:
    with pytest.raises(Invalid, match="不能早于今天"):
        uphold(objected(plans, city), city, due=date(2026, 3, 3))


def test_an_answer_to_an_objection_that_changed_meanwhile_is_refused(plans: Plans, city: City) -> None:
    receipt = objected(plans, city)
    seen = token(Receipt.objects.get(pk=receipt.pk))
    Receipt.objects.filter(pk=receipt.pk).update(objection="改了理由")

    with pytest.raises(Conflict, match="已被他人修改"):
        uphold(receipt, city, seen=seen)


def test_an_objection_is_answered_once(plans: Plans, city: City) -> None:
    receipt = objected(plans, city)
    uphold(receipt, city)

    with pytest.raises(Conflict, match="督小青已答复"):
        uphold(receipt, city)


@pytest.mark.parametrize("who", ["liaison", "county_office", "leader"])
def test_only_the_office_of_the_plan_answers(plans: Plans, city: City, who: str) -> None:
    receipt = objected(plans, city)

    with pytest.raises(NotAllowed):
        uphold_receipt(receipt=receipt, reply=REPLY, due=None, seen=None, by=city.actor(who))


def test_released_with_a_successor_the_role_goes_over_and_the_successor_is_asked(plans: Plans, city: City) -> None:
    receipt = objected(plans, city)

    release_receipt(receipt=receipt, reply=REPLY, successor=city.units["文旅"], seen=None, by=city.actor("office"))

    assert Receipt.objects.get(pk=receipt.pk).state == ReceiptState.RELEASED
    assert [row.until for row in held(plans, "1", "发改")] == [TODAY]
    [given] = held(plans, "1", "文旅")
    assert (given.role, given.since, given.until) == (ResponsibilityRole.LEAD, TODAY, None)
    asked = plans.receipt("1", "文旅")
    assert (asked.state, asked.due) == (ReceiptState.ASKED, date(2026, 3, 8))
    assert "青泽市文化广电旅游局" in plans.task("1").search
    event = Event.objects.latest("sequence")
    assert sentence(event).startswith(
        "青泽市发展和改革局不再承担任务“新开工重点项目60个以上。”，由青泽市文化广电旅游局承担"
    )


def test_a_task_is_not_left_without_its_lead(plans: Plans, city: City) -> None:
    receipt = objected(plans, city)

    with pytest.raises(Invalid, match="牵头单位"):
        release_receipt(receipt=receipt, reply=REPLY, successor=None, seen=None, by=city.actor("office"))

    assert [row.until for row in held(plans, "1", "发改")] == [None]


def test_a_supporting_unit_is_released_without_a_successor(plans: Plans, city: City) -> None:
    receipt = objected(plans, city, unit="财政", who="finance")

    release_receipt(receipt=receipt, reply=REPLY, successor=None, seen=None, by=city.actor("office"))

    assert [row.until for row in held(plans, "1", "财政")] == [TODAY]


def test_a_member_of_a_collective_unit_is_released_by_itself(plans: Plans, city: City) -> None:
    receipt = objected(plans, city, unit="临川县政府", who="county_office")

    release_receipt(receipt=receipt, reply=REPLY, successor=None, seen=None, by=city.actor("office"))

    assert [row.until for row in held(plans, "1", "临川县政府")] == [TODAY]
    assert [row.until for row in held(plans, "1", "云栖区政府")] == [None]


def test_who_was_released_and_is_given_the_task_again_is_asked_again(plans: Plans, city: City) -> None:
    receipt = objected(plans, city, unit="财政", who="finance")
    release_receipt(receipt=receipt, reply=REPLY, successor=None, seen=None, by=city.actor("office"))
    second = objected(plans, city)

    release_receipt(receipt=second, reply=REPLY, successor=city.units["财政"], seen=None, by=city.actor("office"))

    again = plans.receipt("1", "财政")
    assert (again.pk, again.state, again.asked_at) == (receipt.pk, ReceiptState.ASKED, REPLY.at)
    assert (again.objection, again.decision, again.answered_by, again.decided_at) == ("", "", "", None)
    told = "".join(sentence(event) for event in Event.objects.about(receipt))
    assert all(words in told for words in ("提出异议", REASON, REPLY.text))  # what was said stays in the record
    acknowledge_receipts(receipts=[again], at=AT, by=city.actor("finance"))
    assert plans.receipt("1", "财政").state == ReceiptState.ACKNOWLEDGED


def test_who_acknowledged_a_weaker_role_is_asked_again_as_successor(plans: Plans, city: City) -> None:
    """财政 supports, and acknowledged that; to lead is more than it said yes to."""
    acknowledge_receipts(receipts=[plans.receipt("1", "财政")], at=AT, by=city.actor("finance"))

    release_receipt(
        receipt=objected(plans, city), reply=REPLY, successor=city.units["财政"], seen=None, by=city.actor("office")
    )

    again = plans.receipt("1", "财政")
    assert (again.state, again.answered_by, again.asked_at) == (ReceiptState.ASKED, "", REPLY.at)


def test_who_acknowledged_a_stronger_role_is_not_asked_again(plans: Plans, city: City) -> None:
    acknowledge_receipts(receipts=[plans.receipt("1", "发改")], at=AT, by=city.actor("liaison"))
    receipt = objected(plans, city, unit="财政", who="finance")

    release_receipt(receipt=receipt, reply=REPLY, successor=city.units["发改"], seen=None, by=city.actor("office"))

    assert plans.receipt("1", "发改").state == ReceiptState.ACKNOWLEDGED


def test_a_unit_that_has_a_part_in_the_task_keeps_its_own_receipt(plans: Plans, city: City) -> None:
    receipt = objected(plans, city)

    release_receipt(receipt=receipt, reply=REPLY, successor=city.units["财政"], seen=None, by=city.actor("office"))

    roles = {row.role for row in held(plans, "1", "财政")}
    assert roles == {ResponsibilityRole.LEAD, ResponsibilityRole.SUPPORT}
    assert Receipt.objects.filter(task=plans.task("1"), unit=city.units["财政"]).count() == 1


def test_a_form_of_the_task_that_was_open_meanwhile_is_stale(plans: Plans, city: City) -> None:
    before = plans.task("1").version

    receipt = objected(plans, city)
    release_receipt(receipt=receipt, reply=REPLY, successor=city.units["文旅"], seen=None, by=city.actor("office"))

    assert plans.task("1").version == before + 1
