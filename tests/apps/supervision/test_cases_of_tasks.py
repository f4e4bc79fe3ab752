"""Cases for tasks that are ticked in the ledger, and for a unit from its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from duban.apps.plans.models import Responsibility, Task
from duban.apps.progress.models import Standing
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries.case_openings import openings_of
from supervision_cast import Supervised

NOW = datetime(2026, 4, 17, 2, 0, tzinfo=UTC)
ASKED = {"level": "notice", "reason": "市长要求逐项督办。", "demand": "请倒排时间。", "limit": "d5", "confirmed": "1"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return


def _post(client: Client, *tasks: Task, **values: str) -> str:
    ids = [str(task.pk) for task in tasks]
    answer = client.post(reverse("supervision:cases-open"), {"ids": ids, **values}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_ledger_and_a_units_page_offer_it_to_the_office_alone(supervised: Supervised) -> None:
    unit = supervised.units["发改"]
    for who, offered in (("office", True), ("liaison", False), ("leader", False)):
        client = supervised.city.client(who)
        ledger = client.get(reverse("plans:ledger")).content.decode()
        page = client.get(reverse("plans:unit-tasks", args=[unit.pk])).content.decode()
        assert (reverse("supervision:cases-open") in ledger) is offered
        assert (f"{reverse('supervision:case-open')}?unit={unit.pk}" in page) is offered


def test_each_unit_that_leads_a_ticked_task_has_a_case_of_its_own(supervised: Supervised) -> None:
    client, tasks = supervised.city.client("office"), supervised.year.plans.force.tasks
    Case.objects.exclude(task=None).update(state="dismissed")
    rows = list(tasks.filter(state="in_force"))
    leads = Responsibility.objects.filter(task__in=rows, role="lead", until=None, unit__isnull=False)
    pairs = set(leads.values_list("task", "unit"))
    assert "提出" in _post(client, *rows)
    assert not Case.objects.filter(reason__contains="市长要求").exists()

    page = _post(client, *rows, **ASKED)

    made = Case.objects.filter(reason__contains="市长要求逐项督办")
    assert f"已提出 {len(pairs)} 件，请决定是否发出。" in page
    assert set(made.values_list("task", "unit")) == pairs
    assert {(one.level, one.state, one.working_days) for one in made} == {("notice", "proposed", 5)}


def test_what_the_record_says_stands_behind_what_was_typed(supervised: Supervised) -> None:
    task = supervised.year.plans.task("1")
    Case.objects.filter(task=task).update(state="dismissed")
    _post(supervised.city.client("office"), task, **ASKED)

    reason = Case.objects.filter(task=task, level="notice", state="proposed").latest("pk").reason
    assert reason.startswith("市长要求逐项督办；")
    assert "尚未报送" in reason


def test_sent_twice_it_opens_once(supervised: Supervised) -> None:
    client, task = supervised.city.client("office"), supervised.year.plans.task("1")
    Case.objects.filter(task=task).update(state="dismissed")
    _post(client, task, **ASKED)
    count = Case.objects.count()

    assert "已有办理中的督办件" in _post(client, task, **ASKED)
    assert Case.objects.count() == count


def test_a_draft_and_a_finished_task_are_left_out_and_named(supervised: Supervised) -> None:
    plans = supervised.year.plans
    draft, done = plans.draft.tasks.earliest("pk"), plans.task("2")
    Task.objects.filter(pk=done.pk).update(state="closed")
    page = _post(supervised.city.client("office"), draft, done)

    assert "勾选的任务都不能发起督办。" in page
    assert page.count("不需要督办") == 2


def test_a_reason_has_to_be_given(supervised: Supervised) -> None:
    client, task, count = supervised.city.client("office"), supervised.year.plans.task("1"), Case.objects.count()
    Case.objects.filter(task=task).update(state="dismissed")
    page = _post(client, task, **ASKED | {"reason": " "})

    assert "还有 1 处要改" in page
    assert "请倒排时间。" in page
    assert Case.objects.count() == count


def test_tasks_one_does_not_see_are_not_touched(supervised: Supervised) -> None:
    page = _post(supervised.city.client("county_office"), supervised.year.plans.draft.tasks.earliest("pk"), **ASKED)

    assert "勾选的任务都不能发起督办。" in page
    assert not Case.objects.filter(reason__contains="市长要求").exists()


def test_reading_what_can_be_opened_costs_the_same_for_many(supervised: Supervised) -> None:
    plans, by = supervised.year.plans, supervised.city.actor("office")
    first = plans.task("1")
    lead = first.responsibilities.filter(role="lead").earliest("pk")
    given = {"plan": plans.force, "jurisdiction": plans.place, "jurisdiction_path": first.jurisdiction_path}
    more = [
        Task.objects.create(
            **given, year=2026, section=first.section, state="in_force", text=f"任务{at}", order=900 + at
        )
        for at in range(20)
    ]
    Standing.objects.bulk_create([Standing(task=one, behind_from=date(2026, 4, 1)) for one in more])
    for one in more:
        Responsibility.objects.create(task=one, role="lead", unit=lead.unit, listed_name=lead.listed_name)
    costs = []
    for rows in ([first], [first, *more]):
        with CaptureQueriesContext(connection) as asked:
            openings_of(Task.objects.filter(pk__in=[one.pk for one in rows]), by, on=date(2026, 4, 17))
        costs.append(len(asked))

    assert costs[0] == costs[1] <= 5
