"""The pages of implementation plans: the form, its lines, filing, review; what others do not see; constant queries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cast import City
from duban.apps.outbox.owing import Span, owed_by
from duban.apps.plans.models import Task
from duban.apps.progress.models import ImplementationPlan, Milestone
from duban.rulebook.reports import FilingState
from duban.rulebook.tasks import TaskState
from progress_cast import Year

SPAN = Span(date(2026, 1, 1), date(2026, 12, 31))


def posted(year: Year, *steps: dict[str, str], **more: str) -> dict[str, str]:
    data = {"measures": "专班推进。", "seen": "1", "steps-TOTAL_FORMS": str(len(steps)), "steps-INITIAL_FORMS": "0"}
    for at, step in enumerate(steps):
        data |= {f"steps-{at}-{name}": value for name, value in step.items()}
    return data | more


def kept_step(year: Year) -> dict[str, str]:
    return {
        "key": str(year.milestone.pk),
        "content": "上半年新开工30个。",
        "due": "2026-06-30",
        "figure": "30",
        "section": "投资科",
        "person": "林联络",
    }


def write(client: Client, year: Year, data: dict[str, str]) -> str:
    url = reverse("progress:implementation-write", args=[year.implementation_plan.pk])
    return client.post(url, data, follow=True).content.decode()


def state(year: Year) -> str:
    return ImplementationPlan.objects.get(pk=year.implementation_plan.pk).state


def test_a_unit_writes_and_files_its_plan(year: Year, city: City) -> None:
    new = {"content": "全部开工。", "due": "2026-12-31", "figure": "60", "person": "林联络"}

    page = write(city.client("liaison"), year, posted(year, kept_step(year), new, {"content": ""}, do="submit"))

    assert "已报送督查室。" in page
    assert state(year) == FilingState.SUBMITTED
    assert [one.figure for one in year.implementation_plan.milestones.all()] == [30, 60]


def test_what_cannot_be_filed_is_kept_and_the_reason_said(year: Year, city: City) -> None:
    page = write(city.client("liaison"), year, posted(year, {"content": "开工。", "due": "2026-06-30"}, do="submit"))

    assert "第1个节点没有写责任人" in page
    assert state(year) == FilingState.DRAFT


def test_a_line_without_its_day_is_said_beside_it(year: Year, city: City) -> None:
    page = write(city.client("liaison"), year, posted(year, {"content": "开工。"}, do="save"))

    assert "请填写完成时间" in page
    assert state(year) == FilingState.OWED


def test_a_form_that_saves_itself_is_told_its_version(year: Year, city: City) -> None:
    page = write(city.client("liaison"), year, posted(year, kept_step(year), do="autosave"))

    assert "已自动保存" in page
    assert 'name="seen" value="2"' in page
    stale = write(city.client("liaison"), year, posted(year, kept_step(year), do="autosave"))
    assert "没有保存：" in stale


@pytest.mark.parametrize(
    ("do", "more", "found"),
    [
        ("more", "", 'name="steps-2-content"'),
        ("quarters", "", 'value="2026-12-31"'),
        ("paste", "完成时间\t工作内容\t责任人\n二季度\t召开推进会\t赵明远", "召开推进会"),
    ],
)
def test_lines_are_added_without_scripts_and_nothing_is_kept_yet(
    year: Year, city: City, do: str, more: str, found: str
) -> None:
    page = write(city.client("liaison"), year, posted(year, kept_step(year), do=do, pasted=more))

    if do != "quarters" or date.today() <= date(2026, 12, 31):
        assert found in page
    assert "上半年新开工30个。" in page
    assert state(year) == FilingState.OWED


def test_a_line_is_removed_without_scripts(year: Year, city: City) -> None:
    other = {"content": "另一步。", "due": "2026-09-30"}

    page = write(city.client("liaison"), year, posted(year, kept_step(year), other, do="remove-0"))

    assert ("另一步。" in page, 'name="steps-1-content"' in page) == (True, False)
    assert Milestone.objects.filter(pk=year.milestone.pk).exists()


def test_the_office_accepts_and_goes_on_to_the_next(year: Year, city: City) -> None:
    client, row = city.client("office"), year.filed_plan
    page = client.get(reverse("progress:implementation-review", args=[row.pk])).content.decode()
    assert "审核通过" in page

    answer = client.post(reverse("progress:implementation-accept", args=[row.pk]), {"seen": row.version})

    assert answer.url == reverse("progress:implementation-reviews")
    assert ImplementationPlan.objects.get(pk=row.pk).state == FilingState.ACCEPTED


def test_the_office_returns_with_reason_and_day(year: Year, city: City) -> None:
    row = year.filed_plan
    data = {"reason": "没有写明节点。", "due": "2099-01-01", "seen": row.version}

    city.client("office").post(reverse("progress:implementation-review", args=[row.pk]), data)

    page = city.client("finance").get(reverse("progress:plans-due")).content.decode()
    assert "退回原因：没有写明节点。" in page


def test_several_are_accepted_after_a_question(year: Year, city: City) -> None:
    client, url = city.client("office"), reverse("progress:implementation-reviews-accept")

    asked = client.post(url, {"ids": [year.filed_plan.pk]}).content.decode()
    assert "审核通过 1 份落实方案" in asked
    assert ImplementationPlan.objects.get(pk=year.filed_plan.pk).state == FilingState.SUBMITTED
    client.post(url, {"ids": [year.filed_plan.pk], "confirmed": "1"})

    assert ImplementationPlan.objects.get(pk=year.filed_plan.pk).state == FilingState.ACCEPTED


@pytest.mark.parametrize("who", ["office", "leader", "reader"])
def test_others_do_not_read_what_was_not_filed(year: Year, city: City, who: str) -> None:
    client = city.client(who)
    for url in (
        reverse("progress:implementation", args=[year.implementation_plan.pk]),
        reverse("plans:task", args=[year.implementation_plan.task_id]),
    ):
        page = client.get(url).content.decode()
        assert ("未报送" in page, "上半年新开工30个。" in page) == (True, False)


def test_the_review_page_says_nothing_of_figures_that_were_not_filed(year: Year, city: City) -> None:
    url = reverse("progress:implementation-review", args=[year.implementation_plan.pk])

    page = city.client("office").get(url).content.decode()

    assert "最后一个节点" not in page
    ImplementationPlan.objects.filter(pk=year.implementation_plan.pk).update(state=FilingState.SUBMITTED)
    assert "最后一个节点是30，达不到目标值60" in city.client("office").get(url).content.decode()


def test_a_milestone_is_finished_and_verified_in_the_browser(year: Year, city: City) -> None:
    ImplementationPlan.objects.filter(pk=year.implementation_plan.pk).update(state=FilingState.ACCEPTED)
    url = reverse("progress:milestone-finish", args=[year.milestone.pk])
    form = city.client("liaison").get(url).context["form"]
    data = {"done_on": "2026-03-30", "words": "已开工32个。", "seen": form.initial["seen"]}
    city.client("liaison").post(url, data)

    client = city.client("office")
    page = client.get(reverse("progress:implementation", args=[year.implementation_plan.pk]))
    assert "已开工32个。" in page.content.decode()
    waiting = client.get(reverse("progress:milestones-to-verify")).content.decode()
    assert "已开工32个。" in waiting
    (shown,) = page.context["to_verify"]
    client.post(reverse("progress:milestone-verify", args=[year.milestone.pk]), {"seen": shown["seen"]})

    assert Milestone.objects.get(pk=year.milestone.pk).verified_on is not None


def test_several_milestones_are_verified_after_a_question(year: Year, city: City) -> None:
    milestone = _said_done(year)
    client, url = city.client("office"), reverse("progress:milestones-verify")
    assert f'action="{url}"' in client.get(reverse("progress:milestones-to-verify")).content.decode()

    asked = client.post(url, {"ids": [milestone.pk]})
    assert "核定 1 个节点完成？" in asked.content.decode()
    (_, shown), *_ = asked.context["shown"]
    said = client.post(url, {"shown": ["x:1", shown], "confirmed": "1"}, follow=True).content.decode()

    milestone.refresh_from_db()
    assert milestone.verified_on == timezone.localdate()
    assert "已核定 1 个节点完成" in said


def test_a_milestone_changed_since_the_question_is_told_and_not_verified(year: Year, city: City) -> None:
    milestone = _said_done(year)
    client, url = city.client("office"), reverse("progress:milestones-verify")
    (_, shown), *_ = client.post(url, {"ids": [milestone.pk]}).context["shown"]
    Milestone.objects.filter(pk=milestone.pk).update(done_words="开工28个。")

    said = client.post(url, {"shown": [shown], "confirmed": "1"}, follow=True).content.decode()

    milestone.refresh_from_db()
    assert milestone.verified_on is None
    assert "已被他人修改" in said


def _said_done(year: Year) -> Milestone:
    ImplementationPlan.objects.filter(pk=year.implementation_plan.pk).update(state=FilingState.ACCEPTED)
    Milestone.objects.filter(pk=year.milestone.pk).update(done_on=date(2026, 6, 26), done_words="开工32个。")
    return year.milestone


def test_a_figure_is_written_without_the_zeros_of_its_column(year: Year, city: City) -> None:
    ImplementationPlan.objects.filter(pk=year.implementation_plan.pk).update(state=FilingState.ACCEPTED)
    Milestone.objects.filter(pk=year.milestone.pk).update(figure="1.7000", target=year.plans.task("1").targets.get())

    page = city.client("office").get(reverse("progress:implementation", args=[year.implementation_plan.pk]))

    assert 'data-label="阶段目标值">1.7<span' in page.content.decode()


def test_a_milestone_of_a_task_that_is_over_waits_for_nobody(year: Year, city: City) -> None:
    ImplementationPlan.objects.filter(pk=year.implementation_plan.pk).update(state=FilingState.ACCEPTED)
    Milestone.objects.filter(pk=year.milestone.pk).update(done_on=date(2026, 3, 30), done_words="已开工32个。")
    Task.objects.filter(pk=year.implementation_plan.task_id).update(state=TaskState.CLOSED)

    waiting = city.client("office").get(reverse("progress:milestones-to-verify")).content.decode()

    assert "已开工32个。" not in waiting


def test_inner_duties_are_shared_out_and_found_by_who_has_them(year: Year, city: City) -> None:
    client, task = city.client("liaison"), year.plans.task("1")
    url = reverse("progress:duties", args=[task.pk])
    seen = client.get(url).context["owner"].initial["seen"]
    data = {
        "section": "投资科",
        "account": str(city.accounts["liaison"].pk),
        "seen": seen,
        "parts-TOTAL_FORMS": "1",
        "parts-INITIAL_FORMS": "0",
        "parts-0-content": "项目前期。",
        "parts-0-person": "赵明远",
    }
    client.post(url, data)

    assert [duty.person for duty in task.inner_duties.all()] == ["林联络", "赵明远"]
    assert str(task) in client.get(reverse("progress:plans-due") + "?mine=1").content.decode()
    assert str(task) not in city.client("unit_head").get(reverse("progress:plans-due") + "?mine=1").content.decode()
    others = city.client("reader").get(reverse("plans:task", args=[task.pk])).content.decode()
    assert "赵明远" not in others


def test_the_page_of_a_plan_counts_what_was_filed(year: Year, city: City) -> None:
    page = city.client("office").get(reverse("plans:plan", args=[year.plans.force.pk])).content.decode()

    assert "已报 1/2" in page


def test_what_is_owed_is_told_by_its_day(year: Year, city: City) -> None:
    units = [city.units["发改"].pk, city.units["财政"].pk]
    assert [one.title for one in owed_by(units, SPAN) if one.kind == "报送落实方案"] == ["新开工重点项目60个以上。"]
    assert [one for one in owed_by(units, SPAN) if one.kind == "节点"] == []

    ImplementationPlan.objects.filter(pk=year.implementation_plan.pk).update(state=FilingState.ACCEPTED)

    assert [(one.title, one.due) for one in owed_by(units, SPAN) if one.kind == "节点"] == [
        ("上半年新开工30个。", date(2026, 6, 30))
    ]
    year.milestone.done_on = date(2026, 6, 20)
    year.milestone.save()
    assert [one for one in owed_by(units, SPAN) if one.kind == "节点"] == []
    done = owed_by(units, Span(SPAN.first, SPAN.last, done=True))
    assert {one.kind: one.done_on for one in done if one.kind == "节点"} == {"节点": date(2026, 6, 20)}


@pytest.mark.parametrize("name", ["plans-due", "implementation-reviews", "implementations"])
def test_no_list_asks_more_for_more_rows(year: Year, city: City, name: str) -> None:
    client = city.client("office" if name == "implementation-reviews" else "finance")
    url = reverse(f"progress:{name}", args=[year.plans.force.pk] if name == "implementations" else [])
    first = queries_of(client, url)
    for at in range(5):
        task = Task.objects.get(pk=year.filed_plan.task_id)
        task.pk, task.order, task.text = None, 10 + at, f"任务{at}"
        task.save()
        row = ImplementationPlan.objects.get(pk=year.filed_plan.pk)
        row.pk, row.task = None, task
        row.save()

    assert queries_of(client, url) <= first


def queries_of(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as made:
        client.get(url)
    return len(made)


@pytest.mark.parametrize(("who", "is_led"), [("finance", True), ("leader", False), ("reader", False)])
def test_nobody_is_led_to_a_list_that_is_not_theirs(year: Year, city: City, who: str, is_led: bool) -> None:
    page = city.client(who).get(reverse("progress:implementation", args=[year.filed_plan.pk])).content.decode()

    assert (f'href="{reverse("progress:plans-due")}"' in page) is is_led
