"""Doubts of a reading: what is asked, what an answer does to the draft, and that it can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cast import City
from corpus import corpus_file
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.jobs.running import run_waiting
from duban.apps.plans.actions.drafts import correct_task
from duban.apps.plans.actions.imports import discard_import, start_import
from duban.apps.plans.actions.questions import answer_question
from duban.apps.plans.drafting.doubts import create_questions
from duban.apps.plans.models import DraftName, DraftTask, MatchedBy, NameKind, PlanImport, Question
from duban.documents.blocks import Place
from duban.documents.model import Diagnostic, Kind, OfficialDocument, TaskDraft
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from plan_cast import Plans

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HEAD = """青泽市人民政府关于印发2026年重点任务分工方案的通知
青府〔2026〕9号
各县（区）人民政府，市政府各部门：
　　现将方案印发给你们，请认真组织实施。
青泽市人民政府
2026年3月1日
2026年重点任务分工方案
一、扩大有效投资
"""
TASKS = """1．新开工重点项目60个以上。
责任单位：市发展改革局牵头，市财政局配合。
2．盘活存量资产。
责任单位：市发展和改革局牵头，市财政局配合。
4．建设产业园区。
责任单位：市发展改革局牵头，市审计局、市统计局配合。
"""


def imported(city: City, tasks: str = TASKS) -> PlanImport:
    by, place = city.actor("office"), city.places["青泽市"]
    row = start_import(jurisdiction=place, data=(HEAD + tasks).encode(), file_name="方案.txt", by=by)
    run_waiting()
    row.refresh_from_db()
    assert row.state == "reviewing", row.failure
    return row


def answered(city: City, question: Question, answer: str, *, who: str = "office", seen: str | None = None) -> Question:
    return answer_question(question=question, answer=answer, seen=seen, at=AT, by=city.actor(who))


def alike(row: PlanImport) -> Question:
    return row.questions.get(code="unit-aliases")


def units(row: PlanImport) -> dict[str, int]:
    return dict(row.names.filter(kind=NameKind.UNIT).values_list("name", "count"))


def leads(row: PlanImport) -> list[list[str]]:
    return list(row.tasks.values_list("lead", flat=True))


def test_two_names_that_may_be_one_unit_are_asked_about_with_how_often_each_is_used(city: City) -> None:
    question = alike(imported(city))

    assert question.message == "“市发展改革局”与“市发展和改革局”是同一单位吗？"
    assert question.detail == "前者出现 2 次（第1项、第4项），后者出现 1 次（第2项）"
    assert question.answers == [
        ["keep-0", "都用前者"],
        ["keep-1", "都用后者"],
        ["no", "不是"],
    ]
    assert question.blocks


def test_a_number_left_out_is_asked_about_and_may_stand_as_printed(city: City) -> None:
    question = imported(city).questions.get(code="numbering-gap")

    assert question.message == "第2项任务之后缺编号3"
    assert question.answers == [["as_printed", "原文如此"]]
    assert question.subject["numbers"] == ["第4项"]

    question = answered(city, question, "as_printed")

    assert (question.answer_words, question.answered_by, question.answered_at) == (
        "原文如此",
        city.accounts["office"],
        AT,
    )
    assert sentence(Event.objects.get(verb="plan_import.question_answered")) == (
        "回答存疑“第2项任务之后缺编号3”：原文如此"
    )


def test_one_unit_gets_the_name_that_is_kept_and_every_change_is_remembered(city: City) -> None:
    row = imported(city)
    places = list(row.tasks.values_list("places", flat=True))

    answered(city, alike(row), "keep-0")

    assert leads(row) == [["市发展改革局"]] * 3
    assert units(row) == {"市发展改革局": 3, "市财政局": 2, "市审计局": 1, "市统计局": 1}
    assert list(row.tasks.values_list("places", flat=True)) == places
    assert [(one.field, one.before, one.after, one.draft_task.number) for one in row.corrections.all()] == [
        ("牵头单位", ["市发展和改革局"], ["市发展改革局"], "2")
    ]
    assert row.tasks.get(number="2").version == 2


def test_the_name_that_is_kept_means_what_the_other_was_found_to_mean(city: City) -> None:
    row = imported(city)
    row.names.filter(name="市发展和改革局").update(unit=None, matched_by=MatchedBy.OPEN)
    row.names.filter(name="市发展改革局").update(unit=city.units["发改"], matched_by=MatchedBy.PERSON)

    answered(city, alike(row), "keep-1")

    kept = row.names.get(name="市发展和改革局")
    assert (kept.unit, kept.matched_by) == (city.units["发改"], MatchedBy.PERSON)


def test_an_answer_is_taken_back_with_what_it_did(city: City) -> None:
    row = imported(city)
    before = leads(row)
    question = answered(city, alike(row), "keep-0")

    question = answered(city, question, "")

    assert (question.answer, question.answered_by, question.answered_at) == ("", None, None)
    assert leads(row) == before
    assert units(row)["市发展和改革局"] == 1
    assert city.events()[-1] == "plan_import.question_reopened"


def test_another_answer_replaces_what_the_first_one_did(city: City) -> None:
    row = imported(city)
    question = answered(city, alike(row), "keep-0")

    answered(city, question, "keep-1")
    assert leads(row) == [["市发展和改革局"]] * 3

    answered(city, Question.objects.get(pk=question.pk), "no")
    assert leads(row) == [["市发展改革局"], ["市发展和改革局"], ["市发展改革局"]]


def test_what_was_corrected_since_is_not_undone(city: City) -> None:
    row = imported(city)
    question = answered(city, alike(row), "keep-0")
    task = row.tasks.get(number="2")
    correct_task(draft_task=task, seen=task.version, values={"lead": ["市工信局"]}, by=city.actor("office"))

    with pytest.raises(Conflict, match="第2项在回答之后又改过，不能撤回"):
        answered(city, question, "")

    assert Question.objects.get(pk=question.pk).answer == "keep-0"
    assert row.tasks.get(number="2").lead == ["市工信局"]


def test_tasks_without_divided_roles_are_one_question_that_lists_them(city: City) -> None:
    tasks = "".join(f"{at}．建设第{at}批园区。\n责任单位：市财政局、市审计局、市统计局\n" for at in range(1, 16))
    row = imported(city, tasks)

    question = row.questions.get(code="roles-undivided")

    assert question.message == "15项任务列出多个单位，没有分牵头和配合"
    assert question.detail == "暂记为负责单位"
    assert [words for _, words in question.about] == [f"第{at}项" for at in range(1, 16)]
    answered(city, question, "first_leads")
    task = row.tasks.get(number="15")
    assert (task.lead, task.implement, task.support) == (["市财政局"], [], ["市审计局", "市统计局"])
    answered(city, Question.objects.get(pk=question.pk), "as_printed")
    task.refresh_from_db()
    assert (task.lead, task.implement, task.support) == ([], ["市财政局", "市审计局", "市统计局"], [])


def test_the_same_answer_twice_is_one(city: City) -> None:
    row = imported(city)
    question = alike(row)

    answered(city, question, "keep-0", seen="")
    answered(city, question, "keep-0", seen="")

    assert Event.objects.filter(verb="plan_import.question_answered").count() == 1
    assert row.corrections.count() == 1


def test_an_answer_given_meanwhile_is_not_overwritten(city: City) -> None:
    question = alike(imported(city))
    answered(city, question, "no", seen="")

    with pytest.raises(Conflict, match="已由他人回答"):
        answered(city, question, "keep-0", seen="")

    assert Question.objects.get(pk=question.pk).answer == "no"


def test_only_offered_answers_are_taken_by_the_office_while_under_review(city: City, plans: Plans) -> None:
    question = plans.review.questions.get()

    with pytest.raises(Invalid, match="没有这个回答"):
        answered(city, question, "keep-0")
    with pytest.raises(NotAllowed):
        answered(city, question, "as_printed", who="liaison")
    discard_import(plan_import=plans.review, by=city.actor("office"))
    with pytest.raises(Conflict, match="已放弃"):
        answered(city, question, "as_printed")


def test_each_kind_of_doubt_becomes_a_question_that_can_be_answered(plans: Plans) -> None:
    plans.review.questions.all().delete()
    at = Place(3, 9)
    task = TaskDraft("7", (), "盘活资产", lead=("市财政局",), support=("市财政局", "市审计局"), source=at)
    draft = DraftTask.objects.create(
        plan_import=plans.review, number="7", text="盘活资产", lead=["市财政局"], support=["市财政局", "市审计局"]
    )
    codes = {
        "numbering-repeat": ("warning", True),
        "declared-count": ("warning", True),
        "damaged-number": ("warning", True),
        "damaged-date": ("warning", True),
        "table-only-attached": ("warning", True),
        "no-unit": ("warning", True),
        "no-leader": ("warning", True),
        "unit-twice": ("info", False),
        "unplaced-text": ("info", False),
        "a-code-of-tomorrow": ("warning", True),
        "a-remark-of-tomorrow": ("info", False),
    }
    doubts = [Diagnostic(level, code, f"{code}有疑问，请核对。", at) for code, (level, _) in codes.items()]
    doubts.append(Diagnostic("warning", "unknown-unit", "“市某”不像已知形式的单位名称", at))
    doubts.append(Diagnostic("warning", "direction-open", "第7项“失业率”：请核实", at))  # asked with the indicators
    document = OfficialDocument(Kind.TASK_PLAN, "方案", tasks=(task,), diagnostics=tuple(doubts))

    create_questions(plans.review, document, [draft])

    questions = {one.code: one for one in plans.review.questions.all()}
    assert {code: one.blocks for code, one in questions.items()} == {
        code: blocks for code, (_, blocks) in codes.items()
    }
    assert all(one.answers and one.message and "请核对" not in one.message for one in questions.values())
    assert questions["no-unit"].subject["tasks"] == [draft.pk]
    assert [one.blocks for one in plans.review.questions.all()] == sorted(
        (blocks for _, blocks in codes.values()), reverse=True
    )


def test_a_unit_that_leads_and_supports_is_kept_as_lead_only(city: City, plans: Plans) -> None:
    draft = DraftTask.objects.create(
        plan_import=plans.review, number="7", text="盘活", lead=["市财政局"], support=["市财政局", "市审计局"]
    )
    question = Question.objects.create(
        plan_import=plans.review,
        code="unit-twice",
        message="第7项中“市财政局”既牵头又配合",
        subject={"tasks": [draft.pk], "numbers": ["第7项"]},
        answers=[["lead_only", "只作牵头"], ["as_printed", "原文如此"]],
    )

    answered(city, question, "lead_only")

    draft.refresh_from_db()
    assert (draft.lead, draft.support) == (["市财政局"], ["市审计局"])


def test_the_real_plan_with_two_names_for_one_unit_has_one_after_the_answer(city: City) -> None:
    path = corpus_file("001")
    row = start_import(
        jurisdiction=city.places["青泽市"], data=path.read_bytes(), file_name=path.name, by=city.actor("office")
    )
    run_waiting()
    question = next(one for one in row.questions.all() if "发展和改革" in one.message)
    kept, other = question.subject["names"]
    total = sum(DraftName.objects.filter(plan_import=row, name__in=(kept, other)).values_list("count", flat=True))

    answered(city, question, "keep-0")

    assert not row.names.filter(name=other).exists()
    assert row.names.get(name=kept).count <= total
    assert row.corrections.exists()
