"""The page of a review: source and reading side by side, opened and corrected in place, and without scripts."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.apps.plans.models import DraftSection, DraftTask, MatchedBy, PlanImportState, Question
from plan_cast import SOURCE, Plans

HTMX = {"HX-Request": "true"}


@pytest.fixture
def office(plans: Plans) -> Client:
    return plans.city.client("office")


def page(plans: Plans, office: Client, **query: Any) -> str:
    response = office.get(reverse("plans:review", args=[plans.review.pk]), query)
    assert response.status_code == 200
    return str(response.content.decode())


def task(plans: Plans, number: str = "1") -> DraftTask:
    found: DraftTask = plans.review.tasks.get(number=number)
    return found


def form_of(one: DraftTask, **changed: Any) -> dict[str, Any]:
    """What the form of a task sends when only `changed` was typed."""
    names = {name: "\r\n".join(getattr(one, name)) for name in ("leaders", "lead", "implement", "support")}
    sent = {"number": one.number, "text": one.text, "measures": one.measures, "seen": one.version, **names}
    sent |= {"deadline": one.deadline or "", "deadline_text": one.deadline_text}
    sent |= {"targets-TOTAL_FORMS": len(one.targets), "targets-INITIAL_FORMS": len(one.targets)}
    for at, target in enumerate(one.targets):
        sent |= {f"targets-{at}-{name}": target.get(name) or "" for name in ("measure", "comparator", "value", "unit")}
        sent |= {f"targets-{at}-kind": target["kind"], f"targets-{at}-at": at}
    return sent | changed


def test_the_head_says_what_was_read_and_why_it_cannot_be_imported_yet(plans: Plans, office: Client) -> None:
    shown = page(plans, office)

    assert "读出 2 项任务、1 章、2 个报送节点、4 个单位" in shown
    assert "已核对 0 / 2" in shown
    assert "还有 1 处存疑没有回答、1 个名称没有对应</a>" in shown
    assert 'aria-describedby="adopt-why">导入 2 项' in shown


def test_a_draft_with_nothing_left_to_do_leads_to_its_adoption(plans: Plans, office: Client) -> None:
    plans.review.questions.update(answer="as_printed")
    plans.review.names.filter(matched_by=MatchedBy.OPEN).update(matched_by=MatchedBy.LEFT)
    assert reverse("plans:import-adopt", args=[plans.review.pk]) in page(plans, office)

    plans.review.replaces = plans.force
    plans.review.save()
    assert reverse("plans:import-compare", args=[plans.review.pk]) in page(plans, office)


def test_words_of_the_source_are_marked_with_the_field_they_were_read_into(plans: Plans, office: Client) -> None:
    one = task(plans)

    assert f'data-read="{one.pk}:lead">市发展改革局</span>' in page(plans, office)


def test_the_first_unchecked_task_is_open_or_the_one_asked_for(plans: Plans, office: Client) -> None:
    first, second = task(plans), task(plans, "2")
    assert re.search(rf'id="task-{first.pk}" class="open', page(plans, office))

    assert re.search(rf'id="task-{second.pk}" class="open', page(plans, office, task=second.pk))
    DraftTask.objects.filter(pk=first.pk).update(checked=True)
    assert re.search(rf'id="task-{second.pk}" class="open', page(plans, office))


def test_a_script_in_a_text_is_shown_as_text(plans: Plans, office: Client) -> None:
    evil = "<script>alert(1)</script>"
    DraftTask.objects.filter(pk=task(plans).pk).update(text=evil, lead=[evil], measures=evil)
    plans.review.text = evil + SOURCE
    plans.review.title = evil
    plans.review.save()
    shown = page(plans, office)

    assert evil not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert evil not in office.get(reverse("plans:draft-task-split", args=[task(plans).pk])).content.decode()
    assert evil not in office.get(reverse("plans:draft-task-change", args=[task(plans).pk])).content.decode()


def test_places_that_overlap_or_lie_outside_the_text_do_not_break_the_page(plans: Plans, office: Client) -> None:
    places = {"text": [[40, 60], [50, 70]], "lead": [[-5, 10], [90, 99999]], "support": "none", "leaders": [[3]]}
    DraftTask.objects.filter(pk=task(plans).pk).update(places=places)

    assert "扩大有效投资" in page(plans, office)


def test_the_number_of_queries_does_not_grow_with_the_tasks(plans: Plans, office: Client) -> None:
    page(plans, office)
    with CaptureQueriesContext(
        connection,
    ) as few:
        page(plans, office)
    section = DraftSection.objects.create(plan_import=plans.review, label="二、", title="改善民生", order=2)
    DraftTask.objects.bulk_create(
        DraftTask(
            plan_import=plans.review,
            section=section,
            order=at,
            number=str(at),
            text=f"第{at}件实事。",
            lead=["市财政局"],
            places={"text": [[at, at + 5]]},
        )
        for at in range(3, 103)
    )
    with CaptureQueriesContext(connection) as many:
        shown = page(plans, office)

    assert shown.count('data-task="') == 102
    assert len(many) == len(few)


def test_the_list_is_filtered_by_what_is_left_to_do_and_by_name(plans: Plans, office: Client) -> None:
    DraftTask.objects.filter(pk=task(plans).pk).update(checked=True)
    Question.objects.update(subject={"tasks": [task(plans, "2").pk], "names": [], "numbers": ["第2项"]})

    assert page(plans, office, show="unchecked").count('data-task="') == 1
    assert page(plans, office, show="doubtful").count("存疑 1</b>") == 1
    assert page(plans, office, show="left-out").count('data-task="') == 0
    assert page(plans, office, name="市金融局").count('data-task="') == 1
    assert "没有任务写着“无此单位”" in page(plans, office, name="无此单位")


@pytest.mark.parametrize("query", [{"task": "x"}, {"task": "9" * 40}, {"show": "nonsense"}, {"name": "局" * 500}])
def test_an_address_somebody_made_up_still_shows_a_page(plans: Plans, office: Client, query: dict[str, str]) -> None:
    assert "识别结果" in page(plans, office, **query)


def test_a_draft_that_is_no_longer_under_review_leads_to_its_import(plans: Plans, office: Client) -> None:
    plans.review.state = PlanImportState.ADOPTED
    plans.review.save()
    response = office.get(reverse("plans:review", args=[plans.review.pk]))

    assert response.headers["Location"] == reverse("plans:import", args=[plans.review.pk])
    assert office.get(reverse("plans:draft-task-change", args=[task(plans).pk])).status_code == 409


def test_a_task_is_opened_in_its_place(plans: Plans, office: Client) -> None:
    one = task(plans, "2")
    part = office.get(reverse("plans:draft-task", args=[one.pk]), headers=HTMX).content.decode()

    assert f'<li id="task-{one.pk}" class="open' in part
    assert "<html" not in part
    assert "市金融局" in part


def test_a_field_is_corrected_in_place(plans: Plans, office: Client) -> None:
    one = task(plans)
    address = reverse("plans:draft-task-change", args=[one.pk])
    assert f'data-draft="draft-task-{one.pk}-1"' in office.get(address, headers=HTMX).content.decode()
    sent = form_of(one, support="市财政局\r\n市民政局", deadline="2026-06-30", measures="分两步\r\n做")
    part = office.post(address, sent, headers=HTMX).content.decode()

    one.refresh_from_db()
    assert (one.support, str(one.deadline), one.measures) == (["市财政局", "市民政局"], "2026-06-30", "分两步\n做")
    assert 'id="review-checked" role="status" hx-swap-oob="true"' in part
    assert [change.field for change in plans.review.corrections.all()] == ["工作措施", "配合单位", "完成时限"]


def test_without_scripts_a_correction_leads_back_to_its_task(plans: Plans, office: Client) -> None:
    one = task(plans)
    response = office.post(reverse("plans:draft-task-change", args=[one.pk]), form_of(one, number="1-1"))

    assert response.headers["Location"].endswith(f"/review/?task={one.pk}#task-{one.pk}")


def test_a_stale_correction_says_so_and_keeps_what_was_typed(plans: Plans, office: Client) -> None:
    one = task(plans)
    DraftTask.objects.filter(pk=one.pk).update(version=5)
    sent = form_of(one, text="我写了很久的文字")
    part = office.post(reverse("plans:draft-task-change", args=[one.pk]), sent, headers=HTMX).content.decode()

    assert "第1项已被他人修改，请刷新后再改" in part
    assert "我写了很久的文字" in part
    assert task(plans).text == "新开工重点项目60个以上。"


def test_targets_are_changed_added_and_removed(plans: Plans, office: Client) -> None:
    one = task(plans)
    target = {"measure": "新开工重点项目", "comparator": ">=", "value": "60", "value_to": None, "unit": "个"}
    target |= {"text": "新开工重点项目60个以上", "due": None, "kind": "cumulative", "place": [1, 5]}
    DraftTask.objects.filter(pk=one.pk).update(targets=[target, target | {"measure": "多余的"}])
    one.refresh_from_db()
    sent = form_of(one) | {"targets-TOTAL_FORMS": 3, "targets-0-value": "80", "targets-1-DELETE": "on"}
    sent |= {"targets-2-measure": "完成投资额", "targets-2-comparator": ">=", "targets-2-value": "12.5"}
    sent |= {"targets-2-unit": "亿元", "targets-2-due": "2026-12-31"}
    office.post(reverse("plans:draft-task-change", args=[one.pk]), sent)

    first, second = task(plans).targets
    assert first == target | {"value": "80"}
    assert (second["value"], second["due"], second["kind"]) == ("12.5", "2026-12-31", "cumulative")
    assert second["text"] == "完成投资额12.5亿元"


def test_targets_nobody_touched_are_no_correction(plans: Plans, office: Client) -> None:
    one = task(plans)
    target = {"measure": "", "comparator": "words", "value": None, "value_to": None, "unit": ""}
    target |= {"text": "保持平稳", "due": None, "kind": "qualitative", "place": None}
    DraftTask.objects.filter(pk=one.pk).update(targets=[target])
    one.refresh_from_db()
    office.post(reverse("plans:draft-task-change", args=[one.pk]), form_of(one))

    assert not plans.review.corrections.exists()


def test_a_range_without_its_end_is_refused_in_words(plans: Plans, office: Client) -> None:
    one = task(plans)
    sent = form_of(one) | {"targets-TOTAL_FORMS": 1, "targets-0-measure": "产业", "targets-0-comparator": "range"}
    sent |= {"targets-0-value": "3", "targets-0-value_to": "1"}

    shown = office.post(reverse("plans:draft-task-change", args=[one.pk]), sent).content.decode()
    assert "区间要写明两个数" in shown


def test_a_checked_task_closes_and_is_counted(plans: Plans, office: Client) -> None:
    one = task(plans)
    part = office.post(reverse("plans:draft-task-check", args=[one.pk]), {"seen": 1}, headers=HTMX).content.decode()

    assert "已核对 1 / 2" in part
    assert 'class=" checked"' in part


def test_without_scripts_the_next_task_is_shown_after_checking(plans: Plans, office: Client) -> None:
    response = office.post(reverse("plans:draft-task-check", args=[task(plans).pk]), {"seen": 1})

    assert response.headers["Location"].endswith(f"task={task(plans, '2').pk}#task-{task(plans, '2').pk}")


def test_a_task_is_left_out_and_taken_in_again(plans: Plans, office: Client) -> None:
    one = task(plans)
    part = office.post(reverse("plans:draft-task-remove", args=[one.pk]), {"seen": 1}, headers=HTMX).content.decode()
    assert "恢复导入" in part
    assert "导入 1 项" in part

    office.post(reverse("plans:draft-task-restore", args=[one.pk]), {"seen": 2})
    assert not task(plans).removed


def test_a_task_is_split_merged_moved_and_shifted_by_its_pages(plans: Plans, office: Client) -> None:
    one = task(plans)
    DraftTask.objects.filter(pk=one.pk).update(text="做甲；做乙。")
    office.post(reverse("plans:draft-task-split", args=[one.pk]), {"at": 3, "seen": 1})
    assert [each.text for each in plans.review.tasks.all()] == ["做甲；", "做乙。", "盘活存量资产。"]

    second = plans.review.tasks.get(text="做乙。")
    office.post(reverse("plans:draft-task-merge", args=[second.pk]), {"seen": 1})
    assert plans.review.tasks.count() == 2
    version = plans.review.tasks.get(pk=one.pk).version
    last = task(plans, "2")
    office.post(reverse("plans:draft-task-move", args=[one.pk]), {"place": f"t{last.pk}", "seen": version})
    assert plans.review.tasks.first() == last
    office.post(reverse("plans:draft-task-shift", args=[one.pk]), {"direction": "up", "seen": version + 1})
    assert plans.review.tasks.first() == one


def test_a_task_is_added_by_its_page(plans: Plans, office: Client) -> None:
    one = task(plans)
    address = f"{reverse('plans:draft-task-add', args=[plans.review.pk])}?after={one.pk}"
    empty = DraftTask(version=plans.review.tasks.latest("pk").pk)
    assert "排在“新开工重点项目60个以上。”之后" in office.get(address).content.decode()
    office.post(address, form_of(empty, text="开展前期工作。", lead="市财政局"))

    assert [each.text for each in plans.review.tasks.all()][1] == "开展前期工作。"


def test_headings_and_the_header_are_corrected_by_their_pages(plans: Plans, office: Client) -> None:
    top = plans.review.sections.get()
    add = reverse("plans:draft-section-add", args=[plans.review.pk])
    office.post(add, {"label": "二、", "title": "改善民生", "parent": "", "after": top.pk, "seen": top.pk})
    added = plans.review.sections.get(title="改善民生")
    change = reverse("plans:draft-section-change", args=[added.pk])
    office.post(change, {"label": "（一）", "title": "办好实事", "parent": top.pk, "seen": 1})
    added.refresh_from_db()
    assert (str(added), added.parent) == ("（一）办好实事", top)
    assert "没有任务" in page(plans, office)
    office.post(reverse("plans:draft-section-remove", args=[added.pk]), {"seen": 2})
    assert plans.review.sections.count() == 1

    address = reverse("plans:draft-header", args=[plans.review.pk])
    form = office.get(address).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if name not in ("disclosed", "interviews")}
    sent |= {"counts_in_appraisal": "", "reporting_dates": "2026-04-10\n2026年10月10日", "year": "2025"}
    office.post(address, sent)
    plans.review.refresh_from_db()
    assert (plans.review.reporting_dates, plans.review.year) == (["2026-04-10", "2026-10-10"], 2025)
    assert "“四月”不是日期" in office.post(address, sent | {"reporting_dates": "四月"}).content.decode()
