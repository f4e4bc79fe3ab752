"""The pages of adoption, comparison and workbooks: what is shown, what is confirmed, what is refused."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from duban.apps.plans.actions.workbooks import start_workbook_import
from duban.apps.plans.models import DraftTask, MatchedBy, Plan, PlanImport, PlanImportState
from duban.apps.plans.queries.comparison import comparison_of
from duban.apps.plans.workbook.columns import COLUMNS
from duban.apps.plans.workbook.writing import plan_workbook
from duban.rulebook.tasks import TaskState
from plan_cast import Plans

AT = {column.name: number for number, column in enumerate(COLUMNS, 1)}


@pytest.fixture
def office(plans: Plans) -> Client:
    return plans.city.client("office")


@pytest.fixture
def ready(plans: Plans) -> PlanImport:
    plans.review.questions.update(answer="as_printed")
    plans.review.names.filter(matched_by=MatchedBy.OPEN).update(matched_by=MatchedBy.LEFT)
    return plans.review


@pytest.fixture
def correction(plans: Plans) -> PlanImport:
    """The ledger of the plan in force came back: task 1 reworded, task 2 gone, one new."""
    return start_workbook_import(
        plan=plans.force, data=ledger(plans), file_name="台账.xlsx", by=plans.city.actor("office")
    )


def ledger(plans: Plans, **cells: Any) -> bytes:
    book, out = load_workbook(BytesIO(plan_workbook(plans.force))), BytesIO()
    sheet = book["任务"]
    sheet.cell(row=4, column=AT["任务内容"]).value = "新开工重点项目80个以上。"
    sheet.delete_rows(5)
    sheet.cell(row=5, column=AT["任务内容"]).value = "开工市民中心。"
    sheet.cell(row=5, column=AT["牵头单位"]).value = "青泽市财政局"
    for name, value in cells.items():
        sheet.cell(row=4, column=AT[name]).value = value
    book.save(out)
    return out.getvalue()


def shown(client: Client, name: str, pk: int) -> str:
    return client.get(reverse(f"plans:{name}", args=[pk])).content.decode()


def send(client: Client, name: str, pk: int, **data: object) -> Any:
    return client.post(reverse(f"plans:{name}", args=[pk]), data, follow=True)


def test_the_confirmation_says_what_will_be_made(office: Client, ready: PlanImport) -> None:
    assert "只留文字" in shown(office, "import-adopt", ready.pk)


def test_while_something_is_open_the_button_says_what(plans: Plans, office: Client) -> None:
    assert "还有 1 处存疑没有回答、1 个名称没有对应" in shown(office, "import-adopt", plans.review.pk)


def test_confirmed_it_is_a_plan_and_the_plan_is_shown(office: Client, ready: PlanImport) -> None:
    seen = office.get(reverse("plans:import-adopt", args=[ready.pk])).context["prospect"].seen

    answer = send(office, "import-adopt", ready.pk, seen=seen)

    assert answer.redirect_chain[0][0] == reverse("plans:plan", args=[Plan.objects.get(plan_import=ready).pk])


def test_confirmed_twice_it_is_one_plan(office: Client, ready: PlanImport) -> None:
    seen = office.get(reverse("plans:import-adopt", args=[ready.pk])).context["prospect"].seen
    for _ in range(2):
        send(office, "import-adopt", ready.pk, seen=seen)

    assert Plan.objects.filter(plan_import=ready).count() == 1


def test_what_is_stale_is_said_and_shown_anew(office: Client, ready: PlanImport) -> None:
    answer = send(office, "import-adopt", ready.pk, seen="old")

    assert "请看过现在的内容再确认" in answer.content.decode()


def test_a_correction_is_confirmed_beside_its_plan(office: Client, correction: PlanImport) -> None:
    answer = office.get(reverse("plans:import-adopt", args=[correction.pk]))

    assert answer.headers["Location"] == reverse("plans:import-compare", args=[correction.pk])


def test_the_review_of_a_ledger_is_its_comparison(office: Client, correction: PlanImport) -> None:
    answer = office.get(reverse("plans:review", args=[correction.pk]))

    assert answer.headers["Location"] == reverse("plans:import-compare", args=[correction.pk])


def test_changed_words_are_marked(office: Client, correction: PlanImport) -> None:
    page = shown(office, "import-compare", correction.pk)

    assert [words in page for words in ("<del>60</del>", "<ins>80</ins>")] == [True, True]


def test_while_a_dropped_task_is_undecided_the_button_says_so(office: Client, correction: PlanImport) -> None:
    assert "还有 1 项原有任务没有决定终止还是保留" in shown(office, "import-compare", correction.pk)


def test_a_decision_for_one_is_kept(plans: Plans, office: Client, correction: PlanImport) -> None:
    task = plans.task("2")
    send(office, "compare-decide", correction.pk, **{f"task-{task.pk}": "keep"})

    assert comparison_of(PlanImport.objects.get(pk=correction.pk)).decided == {task.pk: "keep"}


def test_a_decision_for_all_is_kept(plans: Plans, office: Client, correction: PlanImport) -> None:
    send(office, "compare-decide", correction.pk, all="terminate")

    assert comparison_of(PlanImport.objects.get(pk=correction.pk)).decided == {plans.task("2").pk: "terminate"}


def test_no_other_decision_is_taken(office: Client, correction: PlanImport) -> None:
    send(office, "compare-decide", correction.pk, all="forget")

    assert comparison_of(PlanImport.objects.get(pk=correction.pk)).decided == {}


def test_what_is_not_the_same_is_dropped_and_added(plans: Plans, office: Client, correction: PlanImport) -> None:
    draft = correction.tasks.get(number="1")
    send(office, "compare-part", draft.pk, task=plans.task("1").pk)
    found = comparison_of(PlanImport.objects.get(pk=correction.pk))

    assert (len(found.dropped), len(found.added)) == (2, 2)


def test_a_person_pairs_what_is_the_same(plans: Plans, office: Client, correction: PlanImport) -> None:
    draft = correction.tasks.get(text="开工市民中心。")
    send(office, "compare-pair", draft.pk, task=plans.task("2").pk)
    found = comparison_of(PlanImport.objects.get(pk=correction.pk))

    assert [(pair.old.number, pair.new.text) for pair in found.changed][1] == ("2", "开工市民中心。")


def test_only_a_task_without_its_like_can_be_paired(plans: Plans, office: Client, correction: PlanImport) -> None:
    draft = correction.tasks.get(text="开工市民中心。")
    send(office, "compare-pair", draft.pk, task=plans.task("1").pk)

    assert DraftTask.objects.get(pk=draft.pk).task is None


def test_confirmed_the_plan_is_corrected(plans: Plans, office: Client, correction: PlanImport) -> None:
    send(office, "compare-decide", correction.pk, all="terminate")
    seen = office.get(reverse("plans:import-compare", args=[correction.pk])).context["token"]
    send(office, "import-compare", correction.pk, seen=seen)

    states = {task.text: task.state for task in plans.force.tasks.all()}
    assert states == {
        "新开工重点项目80个以上。": TaskState.IN_FORCE,
        "开工市民中心。": TaskState.IN_FORCE,
        "盘活存量资产。": TaskState.TERMINATED,
    }


def test_a_comparison_that_is_stale_changes_nothing(plans: Plans, office: Client, correction: PlanImport) -> None:
    send(office, "compare-decide", correction.pk, all="terminate")
    answer = send(office, "import-compare", correction.pk, seen="old")

    assert ("请看过现在的内容再确认" in answer.content.decode(), plans.task("2").state) == (True, TaskState.IN_FORCE)


def test_a_hundred_changes_cost_as_many_queries_as_one(plans: Plans, office: Client, correction: PlanImport) -> None:
    shown(office, "import-compare", correction.pk)  # the session notes that it was used
    counted = []
    for more in (1, 100):
        DraftTask.objects.bulk_create(
            DraftTask(plan_import=correction, order=10 + at, text=f"第{at}件实事", lead=["市财政局"])
            for at in range(more)
        )
        with CaptureQueriesContext(connection) as queries:
            shown(office, "import-compare", correction.pk)
        counted.append(len(queries))

    assert counted[0] == counted[1]


def test_the_ledger_is_taken_away(plans: Plans, office: Client) -> None:
    answer = office.get(reverse("plans:plan-workbook", args=[plans.force.pk]))

    assert load_workbook(BytesIO(b"".join(answer.streaming_content))).sheetnames == ["任务", "说明"]  # type: ignore[attr-defined]


def test_brought_back_it_is_compared(plans: Plans, office: Client) -> None:
    file = SimpleUploadedFile("台账.xlsx", ledger(plans))

    answer = send(office, "plan-workbook-import", plans.force.pk, file=file)

    row = PlanImport.objects.get(replaces=plans.force)
    assert answer.redirect_chain == [(reverse("plans:import-compare", args=[row.pk]), 302)]


def test_what_is_wrong_in_it_is_listed_by_cell(plans: Plans, office: Client) -> None:
    file = SimpleUploadedFile("台账.xlsx", ledger(plans, 完成时限="明年"))

    answer = send(office, "plan-workbook-import", plans.force.pk, file=file)

    assert "第 4 行 完成时限（K4）" in answer.content.decode()


def test_without_a_change_it_says_so(plans: Plans, office: Client) -> None:
    file = SimpleUploadedFile("台账.xlsx", plan_workbook(plans.force))

    answer = send(office, "plan-workbook-import", plans.force.pk, file=file)

    assert "没有改动" in answer.content.decode()


def test_a_county_that_answers_for_a_task_is_not_given_the_whole_ledger(plans: Plans) -> None:
    county = plans.city.client("county_office")

    assert county.get(reverse("plans:plan-workbook", args=[plans.force.pk])).status_code == 403


def test_an_import_that_is_given_up_is_not_compared(office: Client, correction: PlanImport) -> None:
    PlanImport.objects.filter(pk=correction.pk).update(state=PlanImportState.DISCARDED)

    answer = office.get(reverse("plans:import-compare", args=[correction.pk]))

    assert answer.headers["Location"] == reverse("plans:import", args=[correction.pk])
