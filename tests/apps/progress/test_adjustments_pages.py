"""The pages of adjustment and closure, as those who ask and decide use them."""

from __future__ import annotations

from datetime import date

import pytest
from change_cast import PDF, ask, refer
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from duban.apps.plans.models import Task
from duban.apps.progress.models import Adjustment, Closure, Evidence
from duban.rulebook.tasks import TaskState
from plan_cast import Plans
from progress_cast import Year


def page(client: Client, name: str, key: int, query: str = "") -> str:
    return client.get(reverse(f"progress:{name}", args=[key]) + query).content.decode()


def send(client: Client, name: str, key: int, query: str = "", **given: object) -> object:
    return client.post(reverse(f"progress:{name}", args=[key]) + query, given)


def postpone(plans: Plans, who: str = "liaison", **given: object) -> object:
    task = plans.task("1")
    words = {"deadline": "2027-03-31", "reason": "用地未批。", "progress": "已勘察。", "seen": task.version}
    return send(plans.city.client(who), "adjustment-ask", task.pk, **{**words, **given})


def test_a_liaison_asks_for_a_postponement_with_a_file(plans: Plans) -> None:
    response = postpone(plans, files=SimpleUploadedFile("说明.pdf", PDF))

    row = Adjustment.objects.get()
    assert response.url == reverse("progress:adjustment", args=[row.pk])
    assert (row.after, Evidence.objects.get().adjustment) == ({"deadline": "2027-03-31"}, row)
    shown = page(plans.city.client("liaison"), "adjustment", row.pk)
    assert "2027年3月31日" in shown
    assert "说明.pdf" in shown
    assert "撤回申请" in shown


@pytest.mark.parametrize(
    ("given", "words"), [({"deadline": "2026-12-31"}, "应晚于"), ({"progress": ""}, "form-errors")]
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(plans: Plans, given: dict, words: str) -> None:
    shown = postpone(plans, **given).content.decode()

    assert words in shown
    assert "用地未批。" in shown
    assert not Adjustment.objects.exists()


def test_other_words_are_asked_for_and_shown_side_by_side(plans: Plans) -> None:
    task, client = plans.task("1"), plans.city.client("liaison")
    given = {"text": "新开工重点项目50个以上。", f"target_{task.targets.get().pk}": "60", "measures": ""}

    send(client, "adjustment-ask", task.pk, "?kind=content", **given, reason="规划调整。", seen=task.version)

    row = Adjustment.objects.get()
    assert row.after["targets"][0]["value"] == "50"
    shown = page(client, "adjustment", row.pk)
    assert "<del>60</del>" in shown
    assert "<ins>50</ins>" in shown


def test_a_unit_names_units_whose_pages_it_does_not_see(plans: Plans) -> None:
    task, client = plans.task("1"), plans.city.client("liaison")
    assert '<option value="青泽市文化广电旅游局">' in page(client, "adjustment-ask", task.pk, "?kind=responsibility")
    given = {"lead": ["青泽市文化广电旅游局"], "support": ["青泽市发展和改革局"], "implement": ["各县（市、区）政府"]}

    send(client, "adjustment-ask", task.pk, "?kind=responsibility", **given, reason="职能划转。", seen=task.version)

    assert [one["name"] for one in Adjustment.objects.get().after["lead"]] == ["青泽市文化广电旅游局"]


def test_the_office_grants_another_day_than_asked(plans: Plans) -> None:
    row, client = ask(plans), plans.city.client("office")
    given = {"verdict": "grant", "decision": "同意延一个月。", "deadline": "2027-01-31"}

    send(client, "adjustment", row.pk, **given, seen=row.version, task_seen=plans.task("1").version)

    assert plans.task("1").deadline == date(2027, 1, 31)
    shown = page(client, "adjustment", row.pk)
    assert "审批时改动了申请的内容" in shown
    dossier = plans.city.client("liaison").get(reverse("plans:task", args=[row.task_id])).content.decode()
    assert "原定2026年12月31日，经批准延至2027年1月31日" in dossier


def test_the_office_refers_and_the_leader_refuses(plans: Plans) -> None:
    row, task = ask(plans), plans.task("1")
    tokens = {"task_seen": task.version, "deadline": "2027-03-31"}
    send(plans.city.client("office"), "adjustment", row.pk, verdict="refer", decision="拟不同意。", seen=1, **tokens)
    leader = plans.city.client("leader")
    assert "拟不同意。" in page(leader, "adjustment", row.pk)

    send(leader, "adjustment", row.pk, verdict="refuse", decision="抓紧办。", seen=2, **tokens)

    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("refused", "顾清源")


def test_who_cannot_decide_reads_why(plans: Plans) -> None:
    row = refer(ask(plans), plans.city)

    shown = page(plans.city.client("office"), "adjustment", row.pk)
    assert "已呈领导审批，由青泽市的领导审批" in shown
    assert "提交审批" not in shown
    answer = send(plans.city.client("liaison"), "adjustment", row.pk, verdict="grant", decision="同意。", seen=2)
    assert "已同意" not in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "referred"


def test_a_late_request_is_said_to_everybody(plans: Plans) -> None:
    Task.objects.update(deadline=date(2026, 1, 31))
    row = ask(plans)

    assert "逾期申请：当时的完成时限是2026年1月31日" in page(plans.city.client("liaison"), "adjustment", row.pk)
    dossier = plans.city.client("reader").get(reverse("plans:task", args=[row.task_id])).content.decode()
    assert "逾期申请" in dossier
    assert "已过完成时限" in page(plans.city.client("liaison"), "adjustment-ask", row.task_id, "?kind=terminate")


def test_what_waits_is_counted_in_the_sidebar_and_stands_first(year: Year) -> None:
    shown = year.city.client("office").get(reverse("progress:adjustments")).content.decode()

    assert "待审批" in shown
    assert "完成时限由2026年12月31日改为2027年3月31日" in shown
    assert year.city.client("office").get(reverse("progress:closures")).status_code == 200


def test_the_list_asks_the_same_questions_however_many_rows(year: Year, django_assert_max_num_queries) -> None:
    client = year.city.client("office")
    client.get(reverse("progress:adjustments"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("progress:adjustments"))
    Adjustment.objects.bulk_create(
        Adjustment(
            task=year.adjustment.task,
            unit=year.adjustment.unit,
            kind="terminate",
            reason="政策取消。",
            asked_at=year.adjustment.asked_at,
            asked_by="林联络",
        )
        for _ in range(20)
    )
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("progress:adjustments"))


def test_a_task_is_closed_and_opened_again_in_the_pages(plans: Plans) -> None:
    task, finance, office = plans.task("2"), plans.city.client("finance"), plans.city.client("office")
    words = {"statement": "已全部盘活。", "finished_on": timezone.localdate().isoformat(), "seen": task.version}
    assert "请上传佐证材料" in send(finance, "closure-ask", task.pk, **words).content.decode()

    send(finance, "closure-ask", task.pk, **words, why_no_files="无纸质材料。")
    row = Closure.objects.get()
    assert "没有：无纸质材料。" in page(office, "closure", row.pk)
    send(office, "closure", row.pk, verification="已查看。", verdict="accept", seen=row.version)
    assert plans.task("2").state == TaskState.CLOSED
    dossier = office.get(reverse("plans:task", args=[task.pk])).content.decode()
    assert reverse("progress:closure-reopen", args=[row.pk]) in dossier
    said = finance.get(reverse("plans:task", args=[task.pk])).content.decode()
    assert "任务已办结，不再办理" in said

    send(office, "closure-reopen", row.pk, reason="又闲置了。", seen=row.version + 1)

    assert plans.task("2").state == TaskState.IN_FORCE
    assert "又闲置了。" in page(finance, "closure", row.pk)


def test_a_refusal_of_closure_needs_its_reason(year: Year) -> None:
    given = {"verification": "已查看。", "verdict": "refuse", "seen": year.closure.version}

    assert (
        "请写明不同意的理由" in send(year.city.client("office"), "closure", year.closure.pk, **given).content.decode()
    )
    send(year.city.client("office"), "closure", year.closure.pk, **given, decision="还缺一宗。")
    assert Closure.objects.get().state == "refused"


@pytest.mark.parametrize("name", ["adjustment", "closure"])
def test_a_request_is_withdrawn_in_the_pages(year: Year, name: str) -> None:
    row, who = getattr(year, name), "liaison" if name == "adjustment" else "finance"

    send(year.city.client(who), f"{name}-withdraw", row.pk)

    row.refresh_from_db()
    assert row.state == "withdrawn"
