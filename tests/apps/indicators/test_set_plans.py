"""重点工作任务 of a set become one plan in draft, once; its tasks and the indicators they serve show each other."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.indicators.actions.set_plans import make_plan_of_tasks
from duban.apps.indicators.models import IndicatorTask
from duban.apps.indicators.task_plan import planned_tasks
from duban.apps.plans.actions.plans import delete_plan
from duban.apps.plans.models import Plan, Task
from duban.rulebook.indicators import SetState
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import PlanState, TaskState
from indicator_cast import Measured

AT, TITLE = datetime(2026, 3, 9, 2, 0, tzinfo=UTC), "民生指标重点工作任务"
SHARED = "建设社区服务站20个以上，配齐设备。"
pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(measured: Measured) -> Measured:
    """Beside the first: one without units, in another field; one text under two indicators, with an unknown name."""
    IndicatorTask.objects.create(indicator=measured.spending, order=1, text="压减一般性支出。")
    for part, support in ((measured.part_a, []), (measured.part_b, ["市发展和改革局", "市某某协会"])):
        IndicatorTask.objects.create(
            indicator=part, order=1, text=SHARED, lead=["市财政局"], support=[*support, "市财政局"]
        )
    return measured


def make(measured: Measured, *, who: str = "office", title: str = TITLE, year: int = 2026, **more: str) -> Plan:
    return make_plan_of_tasks(
        indicator_set=measured.set, title=title, year=year, at=AT, by=measured.city.actor(who), **more
    )


def answering(task: Task, role: str) -> list[object]:
    rows = task.responsibilities.filter(role=role).order_by("order")
    return [row.unit or row.listed_name for row in rows]


def test_each_text_is_a_task_in_the_section_of_its_field(listed: Measured) -> None:
    plan = make(listed)

    assert (plan.title, plan.year, plan.state, plan.jurisdiction) == (TITLE, 2026, PlanState.DRAFT, listed.place)
    rows = plan.tasks.order_by("order").values_list("section__title", "number", "text", "state")
    assert list(rows) == [
        ("公共服务", "1", "梳理网上办理事项清单。", TaskState.DRAFT),
        ("公共服务", "2", SHARED, TaskState.DRAFT),
        ("财政保障", "3", "压减一般性支出。", TaskState.DRAFT),
    ]
    listed.set.refresh_from_db()
    assert listed.set.plan == plan
    served = IndicatorTask.objects.filter(task=plan.tasks.get(number="2")).values_list("indicator", flat=True)
    assert set(served) == {listed.part_a.pk, listed.part_b.pk}
    assert not IndicatorTask.objects.filter(indicator__indicator_set=listed.set, task=None).exists()


def test_units_are_the_register_s_each_in_one_role_and_an_unknown_name_stays_words(listed: Measured) -> None:
    plan = make(listed)
    first, shared, bare = plan.tasks.order_by("order")

    assert (answering(first, "lead"), answering(first, "support")) == ([listed.units["发改"]], [])
    assert answering(shared, "lead") == [listed.units["财政"]]
    assert answering(shared, "support") == [listed.units["发改"], "市某某协会"]
    assert answering(bare, "lead") == [listed.units["财政"]]  # of its indicator


def test_targets_are_read_and_a_search_finds_the_task(listed: Measured) -> None:
    shared = make(listed).tasks.get(number="2")

    target = shared.targets.get()
    assert (target.value, target.unit) == (20, "个")
    assert "社区服务站" in shared.search
    assert "财政局" in shared.search


def test_the_record_says_what_the_plan_was_made_of(listed: Measured) -> None:
    plan = make(listed)

    told = sentence(Event.objects.get(verb="indicator_set.plan_made"))
    assert told.endswith("由“青泽市民生指标提升行动”的4条重点工作任务建立方案“民生指标重点工作任务”，3项任务")
    assert Event.objects.filter(verb="plan.created").count() == 1
    assert Event.objects.filter(verb="task.added").count() == plan.tasks.count()


def test_sent_twice_it_is_one_plan(listed: Measured) -> None:
    first = make(listed)
    events = Event.objects.count()

    assert make(listed) == first
    assert Event.objects.count() == events
    with pytest.raises(Conflict, match="已有任务方案“民生指标重点工作任务”"):
        make(listed, title="另一份")


def test_a_draft_that_is_deleted_leaves_the_tasks_to_a_new_one(listed: Measured) -> None:
    delete_plan(plan=make(listed), by=listed.city.actor("office"))
    listed.set.refresh_from_db()

    assert listed.set.plan is None
    assert make(listed).tasks.count() == 3


def test_what_cannot_be_planned_is_refused_and_nothing_is_made(listed: Measured) -> None:
    plans = Plan.objects.count()
    with pytest.raises(NotAllowed):
        make(listed, who="liaison")
    with pytest.raises(Invalid, match="2025年至2028年"):
        make(listed, year=2030)
    with pytest.raises(Invalid, match="请填写标题"):
        make(listed, title=" ")
    with pytest.raises(Conflict, match="已有变化"):
        make(listed, seen="another")
    listed.set.state = SetState.CLOSED
    listed.set.save()
    with pytest.raises(Conflict, match="已结束"):
        make(listed)
    listed.set.state = SetState.IN_FORCE
    listed.set.save()
    IndicatorTask.objects.all().delete()
    with pytest.raises(Conflict, match="没有列重点工作任务"):
        make(listed)
    assert Plan.objects.count() == plans


def test_many_tasks_are_written_with_as_many_queries(listed: Measured) -> None:
    with CaptureQueriesContext(connection) as few:
        plan = make(listed)
    delete_plan(plan=plan, by=listed.city.actor("office"))
    for order in range(30):
        IndicatorTask.objects.create(indicator=listed.rate, order=order, text=f"办好事项{order}。", lead=["市财政局"])
    listed.set.refresh_from_db()

    with CaptureQueriesContext(connection) as asked:
        planned_tasks(listed.set, on=AT.date())
    with CaptureQueriesContext(connection) as many:
        assert make(listed).tasks.count() == 33
    assert len(asked) < 20
    assert len(many) <= len(few)


def test_the_page_shows_the_tasks_and_leads_to_the_plan(client: Client, listed: Measured) -> None:
    client.force_login(listed.city.accounts["office"])
    url, page = (reverse(f"indicators:{name}", args=[listed.set.pk]) for name in ("set-plan", "set"))
    assert url in client.get(page).content.decode()
    shown = client.get(url)
    assert SHARED in shown.content.decode()
    assert "按指标的牵头单位" in shown.content.decode()
    assert "不分领域" not in shown.content.decode()
    assert listed.other.title in shown.content.decode()

    seen = shown.context["form"].initial["seen"]
    stale = client.post(url, {"title": TITLE, "year": 2026, "seen": "old"}).content.decode()
    assert "已有变化" in stale
    assert f'value="{seen}"' in stale
    sent = {"title": TITLE, "year": 2026, "seen": seen}
    answer = client.post(url, sent)

    plan = Plan.objects.get(title=TITLE)
    assert answer["Location"] == reverse("plans:plan", args=[plan.pk])
    assert client.post(url, sent)["Location"] == answer["Location"]
    assert client.get(url).status_code == 409
    again = client.get(page).content.decode()
    assert url not in again
    assert answer["Location"] in again


def test_indicator_and_task_show_each_other(client: Client, listed: Measured) -> None:
    plan = make(listed)
    task = plan.tasks.get(number="1")
    client.force_login(listed.city.accounts["office"])
    dossier, page = reverse("plans:task", args=[task.pk]), reverse("indicators:indicator", args=[listed.rate.pk])

    there = client.get(page).content.decode()
    assert dossier in there
    assert "第1项任务" in there
    assert page in client.get(dossier).content.decode()
    client.force_login(listed.city.accounts["liaison"])
    assert dossier not in client.get(page).content.decode()  # a draft is the office's
    assert (
        reverse("plans:plan", args=[plan.pk])
        not in client.get(reverse("indicators:set", args=[listed.set.pk])).content.decode()
    )
