"""Who sees which task, plan and receipt: exactly, for every role; and without looking where nothing can be."""

from __future__ import annotations

import pytest

from cast import City
from duban.apps.plans.models import Plan, Receipt, Task
from plan_cast import Plans

FORCE, DRAFT = {"2026/1", "2026/2"}, {"2027/1", "2027/2"}
SEEN = {
    "system_admin": set(),
    "security_admin": set(),
    "audit_admin": set(),
    "office": FORCE | DRAFT,
    "leader": FORCE,
    "reader": FORCE,
    "unit_head": {"2026/1"},
    "liaison": {"2026/1"},
    "finance": FORCE,
    "stranger": set(),
    "county_office": {"2026/1"},
    "county_admin": set(),
    "town_liaison": set(),
}


def tasks_seen_by(city: City, key: str) -> set[str]:
    return {f"{task.year}/{task.number}" for task in Task.objects.visible_to(city.actor(key))}


@pytest.mark.parametrize("key", SEEN)
def test_each_role_sees_exactly_its_tasks(plans: Plans, key: str) -> None:
    assert tasks_seen_by(plans.city, key) == SEEN[key]


@pytest.mark.parametrize("key", SEEN)
def test_a_plan_is_seen_by_who_sees_one_of_its_tasks(plans: Plans, key: str) -> None:
    seen = {str(plan.year) for plan in Plan.objects.visible_to(plans.city.actor(key))}

    assert seen == {one.partition("/")[0] for one in SEEN[key]}


@pytest.mark.parametrize("key", SEEN)
def test_the_receipts_of_the_tasks_one_sees_are_seen(plans: Plans, key: str) -> None:
    seen = {(receipt.task.number, receipt.unit_id) for receipt in Receipt.objects.visible_to(plans.city.actor(key))}
    tasks = [task for task in SEEN[key] if task in FORCE]

    assert seen == set(
        Receipt.objects.filter(task__number__in=[one[5:] for one in tasks]).values_list("task__number", "unit")
    )


def test_a_county_office_sees_its_own_drafts_and_what_is_given_from_above(plans: Plans) -> None:
    city = plans.city
    county = city.places["临川县"]
    own = Plan.objects.create(jurisdiction=county, year=2026, title="临川县分工方案")
    for place, plan in (
        (county, own),
        (
            city.places["云栖区"],
            Plan.objects.create(jurisdiction=city.places["云栖区"], year=2026, title="云栖区分工方案"),
        ),
    ):
        Task.objects.create(
            plan=plan, jurisdiction=place, jurisdiction_path=place.path, year=2026, number=place.name, text="修路。"
        )

    assert tasks_seen_by(city, "county_office") == {"2026/1", "2026/临川县"}
    assert tasks_seen_by(city, "town_liaison") == set()
    assert tasks_seen_by(city, "office") == FORCE | DRAFT | {"2026/临川县", "2026/云栖区"}


def test_who_sees_the_top_jurisdiction_is_not_looked_for_among_receipts(plans: Plans) -> None:
    office, liaison = (str(Task.objects.visible_to(plans.city.actor(key)).query) for key in ("office", "liaison"))

    assert "plans_receipt" not in office
    assert "plans_receipt" in liaison
    assert "LIKE" not in liaison


def test_who_sees_no_jurisdiction_whole_starts_from_receipts(plans: Plans) -> None:
    query = str(Receipt.objects.visible_to(plans.city.actor("liaison")).query)

    assert "jurisdiction_path" not in query
