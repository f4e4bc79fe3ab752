"""What a unit owes in a month: counted, by whom asked, and what asks for the same twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.outbox import owing
from duban.apps.outbox.owing import Owed, Span
from duban.apps.plans.models import Plan, Task, TaskLink
from duban.apps.progress.burden import About, overlaps
from duban.apps.progress.queries.burden import burdens_of, by_month, month_of, units_measured
from duban.rulebook.working_days import WorkCalendar
from plan_cast import Plans

CALENDAR = WorkCalendar()
TEXT = "新增高新技术企业30家、科技型中小企业30家。"


def owed(key: str, task: int | None = None, due: date = date(2026, 4, 10), kind: str = "报送进展情况") -> Owed:
    return Owed(kind=kind, key=key, title=key, due=due, url="/", unit=1, asker="市政府办公室", task=task)


def test_linked_tasks_of_two_plans_are_one_matter() -> None:
    tasks = {1: About(10, TEXT, frozenset({2})), 2: About(20, "抓好落实。", frozenset({1}))}

    found = overlaps([owed("a", 1), owed("b", 2, date(2026, 4, 28))], tasks, CALENDAR)

    assert [(one.reason, [item.key for item in one.items]) for one in found] == [
        ("上下级任务，说的是同一件事", ["a", "b"])
    ]


def test_tasks_that_say_the_same_in_two_plans_are_told_once() -> None:
    tasks = {1: About(10, TEXT), 2: About(20, TEXT), 3: About(20, "新建农村公路12公里。")}
    items = [owed("a", 1), owed("b", 2, date(2026, 4, 28)), owed("c", 3, date(2026, 4, 28))]

    assert [one.reason for one in overlaps(items, tasks, CALENDAR)] == ["两个方案里的任务内容相近"]


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (date(2026, 4, 10), "两个方案同一天报送进展情况，可以合并"),
        (date(2026, 4, 17), "两个方案相隔5个工作日报送进展情况，可以合并"),
        (date(2026, 4, 20), None),
    ],
)
def test_days_of_two_plans_that_lie_close_together_could_be_one(later: date, words: str | None) -> None:
    tasks = {1: About(10, "盘活存量资产。"), 2: About(20, "新建农村公路12公里。")}

    found = overlaps([owed("a", 1), owed("b", 2, later)], tasks, CALENDAR)

    assert [one.reason for one in found] == ([words] if words else [])


def test_one_plan_does_not_overlap_with_itself_nor_kinds_with_one_another() -> None:
    tasks = {1: About(10, TEXT), 2: About(10, TEXT), 3: About(20, TEXT)}

    assert not overlaps([owed("a", 1), owed("b", 2)], tasks, CALENDAR)
    assert not overlaps([owed("a", 1), owed("c", 3, kind="签收任务")], tasks, CALENDAR)


@pytest.fixture
def asked(plans: Plans, monkeypatch: pytest.MonkeyPatch) -> list[Owed]:
    """What units owe, said by the test alone."""
    said: list[Owed] = []

    def source(units: Collection[int], span: Span) -> Iterable[Owed]:
        return [one for one in said if one.unit in units and span.first <= one.due <= span.last]

    monkeypatch.setattr(owing, "_SOURCES", {"报送进展情况": source})
    return said


def test_the_office_sees_every_unit_the_heaviest_first_a_liaison_the_own(
    asked: list[Owed], plans: Plans, city: City
) -> None:
    first, second = city.units["发改"].pk, city.units["财政"].pk
    for key, unit in (("a", first), ("b", second), ("c", second)):
        asked.append(Owed("报送进展情况", key, key, date(2026, 4, 10), "/", unit, done_on=date(2026, 4, 9)))

    rows = burdens_of(list(units_measured(city.actor("office"))), month_of(2026, 4))
    own = burdens_of(list(units_measured(city.actor("liaison"))), month_of(2026, 4))

    assert [(unit.pk, len(burden.items), burden.done) for unit, burden in rows] == [(second, 2, 2), (first, 1, 1)]
    assert rows[0][1].busiest == (date(2026, 4, 10), 2)
    assert [unit.pk for unit, _ in own] == [first]
    assert by_month(city.units["财政"], 2026)[3] == (4, 2)


def test_links_are_found_and_queries_do_not_grow(asked: list[Owed], plans: Plans, city: City) -> None:
    unit, parent = city.units["临川县政府"], plans.task("1")
    place = city.places["临川县"]
    below = Plan.objects.create(jurisdiction=place, year=2026, title="县方案")
    shared = {"plan": below, "jurisdiction": place, "jurisdiction_path": place.path, "year": 2026}
    tasks = [Task.objects.create(**shared, text=f"任务{number}") for number in range(5)]
    TaskLink.objects.create(parent=parent, child=tasks[0])
    asked += [
        Owed("报送进展情况", f"r{task.pk}", "", date(2026, 4, 10), "/", unit.pk, task=task.pk)
        for task in (parent, tasks[0])
    ]

    with CaptureQueriesContext(
        connection,
    ) as few:
        rows = burdens_of([unit], month_of(2026, 4))
    asked += [
        Owed("报送进展情况", f"x{task.pk}", "", date(2026, 4, 20), "/", unit.pk, task=task.pk) for task in tasks[1:]
    ]
    with CaptureQueriesContext(connection) as many:
        burdens_of([unit], month_of(2026, 4))

    assert "上下级任务，说的是同一件事" in [one.reason for one in rows[0][1].overlaps]
    assert len(many) == len(few)


def test_the_pages_show_a_month_and_a_unit(asked: list[Owed], plans: Plans, city: City) -> None:
    unit = city.units["发改"]
    asked.append(Owed("报送进展情况", "a", "第1轮：新开工项目", date(2026, 4, 10), "/", unit.pk, asker="市政府办"))
    office = city.client("office")

    page = office.get("/progress/burden/?month=2026-04").content.decode()
    own = office.get(f"/progress/burden/{unit.pk}/?month=2026-04").content.decode()

    assert "1 个单位应办 1 件" in page
    assert unit.name in page
    assert "第1轮：新开工项目" in own
    assert office.get("/progress/burden/?month=2026-13").status_code == 200
    assert city.client("liaison").get(f"/progress/burden/{city.units['财政'].pk}/").status_code == 404


def test_who_does_not_act_for_a_unit_is_led_to_its_tasks(asked: list[Owed], plans: Plans, city: City) -> None:
    unit, task = city.units["发改"], plans.task("1")
    due, url = date(2026, 4, 10), "/plans/receipts/"
    asked.append(Owed("签收任务", "receipt:1", "新开工重点项目", due, url, unit.pk, task=task.pk))
    page = f"/progress/burden/{unit.pk}/?month=2026-04"

    theirs, own = (city.client(who).get(page).content.decode() for who in ("leader", "liaison"))

    assert f'href="/plans/ledger/{task.pk}/">签收任务' in theirs
    assert 'href="/plans/receipts/">签收任务' not in theirs
    assert 'href="/plans/receipts/">签收任务' in own
