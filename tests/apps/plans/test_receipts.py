"""Acknowledgement: who may, once, all at once; and what is remembered."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.plans.actions.receipts import acknowledge_receipts
from duban.apps.plans.models import Receipt, Task
from duban.apps.plans.queries.plan_receipts import Standing, units_of
from duban.apps.plans.queries.receipts import answerable_by, overdue, receipts_by_plan, waiting_for
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, NotAllowed
from duban.rulebook.roles import Role
from duban.rulebook.tasks import ReceiptState, TaskState
from plan_cast import Plans

AT = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)


def acknowledge(receipt: Receipt, by: Actor, at: datetime = AT) -> list[Receipt]:
    return acknowledge_receipts(receipts=[receipt], at=at, by=by)


def fresh(receipt: Receipt) -> Receipt:
    return Receipt.objects.get(pk=receipt.pk)


def test_a_liaison_acknowledges_a_task_of_the_own_unit(plans: Plans, city: City) -> None:
    receipt = plans.receipt("1", "发改")

    acknowledge(receipt, city.actor("liaison"))

    row = fresh(receipt)
    assert (row.state, row.answered_by, row.answered_at) == ("acknowledged", "林联络", AT)
    event = Event.objects.latest("sequence")
    assert sentence(event) == "青泽市发展和改革局签收任务“新开工重点项目60个以上。”"
    assert event.jurisdiction_path == plans.place.path


@pytest.mark.parametrize("who", ["stranger", "finance", "office", "county_office", "leader", "reader", "system_admin"])
def test_nobody_else_acknowledges_for_a_unit(plans: Plans, city: City, who: str) -> None:
    receipt = plans.receipt("1", "发改")

    with pytest.raises(NotAllowed):
        acknowledge(receipt, city.actor(who))

    assert fresh(receipt).state == ReceiptState.ASKED


def test_the_office_of_a_county_acknowledges_for_its_government(plans: Plans, city: City) -> None:
    receipt = plans.receipt("1", "临川县政府")

    acknowledge(receipt, city.actor("county_office"))

    assert fresh(receipt).answered_by == "沈临川"


def test_the_office_of_a_county_does_not_answer_for_another(plans: Plans, city: City) -> None:
    with pytest.raises(NotAllowed):
        acknowledge(plans.receipt("1", "云栖区政府"), city.actor("county_office"))


def test_whoever_comes_second_changes_nothing(plans: Plans, city: City) -> None:
    receipt = plans.receipt("1", "发改")
    acknowledge(receipt, city.actor("liaison"))

    assert acknowledge(receipt, city.actor("unit_head"), LATER) == []

    assert (fresh(receipt).answered_by, fresh(receipt).answered_at) == ("林联络", AT)
    assert city.events().count("receipt.acknowledged") == 1


def test_a_task_that_is_closed_needs_no_acknowledgement(plans: Plans, city: City) -> None:
    Task.objects.filter(pk=plans.task("1").pk).update(state=TaskState.CLOSED)

    with pytest.raises(Conflict, match="不需要签收"):
        acknowledge(plans.receipt("1", "发改"), city.actor("liaison"))


def test_forty_at_once_take_no_more_queries_than_two(plans: Plans, city: City) -> None:
    task, unit, actor = plans.task("1"), city.units["文旅"], city.actor("stranger")

    def given(count: int) -> list[Receipt]:
        rows = []
        for number in range(count):
            copy = Task.objects.get(pk=task.pk)
            copy.pk, copy.order = None, 10 + number
            copy.save()
            rows.append(Receipt.objects.create(task=copy, unit=unit, asked_at=AT))
        return rows

    def queries(receipts: list[Receipt]) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(acknowledge_receipts(receipts=receipts, at=AT, by=actor)) == len(receipts)
        return len(asked)

    queries(given(1))  # the record begins
    few = queries(given(2))
    assert queries(given(40)) == few
    assert city.events().count("receipt.acknowledged") == 43


def test_what_waits_is_what_the_own_units_have_not_answered(plans: Plans, city: City) -> None:
    liaison = city.actor("liaison")
    assert [row.task for row in waiting_for(liaison)] == [plans.task("1")]

    acknowledge(plans.receipt("1", "发改"), liaison)

    assert not waiting_for(liaison).exists()
    assert answerable_by(liaison).count() == 1


@pytest.mark.parametrize(("who", "count"), [("county_office", 1), ("office", 0), ("leader", 0), ("stranger", 0)])
def test_an_office_answers_for_the_government_of_its_place_and_leaders_for_nobody(
    plans: Plans, city: City, who: str, count: int
) -> None:
    assert waiting_for(city.actor(who)).count() == count


def test_lead_and_support_stand_apart(plans: Plans, city: City) -> None:
    [one] = receipts_by_plan(city.actor("finance"))

    assert [(word, [given.receipt.task.number for given in rows]) for word, rows in one.groups] == [
        ("牵头", ["2"]),
        ("配合", ["1"]),
    ]
    assert one.due == date(2026, 3, 8)


def test_a_receipt_is_overdue_from_the_day_after_it_was_due(plans: Plans) -> None:
    rows = Receipt.objects.filter(pk=plans.receipt("1", "发改").pk)

    assert not overdue(rows, on=date(2026, 3, 8)).exists()
    assert overdue(rows, on=date(2026, 3, 9)).exists()


def test_units_stand_with_what_they_owe(plans: Plans, city: City) -> None:
    acknowledge(plans.receipt("1", "发改"), city.actor("liaison"))
    acknowledge(plans.receipt("2", "财政"), city.actor("finance"))

    rows = units_of(plans.force, actor=city.actor("office"), on=date(2026, 3, 9)).order_by("order")

    standing = {unit.name: (unit.standing, unit.given, unit.acknowledged, unit.waiting) for unit in rows}
    assert standing["青泽市发展和改革局"] == (Standing.DONE, 1, 1, 0)
    assert standing["青泽市财政局"] == (Standing.OVERDUE, 2, 1, 1)
    assert standing["临川县人民政府"] == (Standing.OVERDUE, 1, 0, 1)


def test_a_county_sees_only_the_acknowledgement_of_its_own_units(plans: Plans, city: City) -> None:
    rows = units_of(plans.force, actor=city.actor("county_office"), on=date(2026, 3, 2))

    assert [(unit.name, unit.standing) for unit in rows] == [("临川县人民政府", Standing.WAITING)]


def test_of_two_offices_of_one_county_either_answers(plans: Plans, city: City) -> None:
    city.add_account("county_second", name="秦接力", unit="临川县府办", role=Role.OFFICE)

    acknowledge(plans.receipt("1", "临川县政府"), city.actor("county_second"))

    assert acknowledge(plans.receipt("1", "临川县政府"), city.actor("county_office"), LATER) == []
