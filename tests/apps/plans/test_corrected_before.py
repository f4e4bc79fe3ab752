"""A corrected version does not ask to undo what was corrected at the first import, where it reads the same."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.jobs.running import run_waiting
from duban.apps.plans.actions.adoption import adopt_draft, correct_plan
from duban.apps.plans.actions.draft_header import correct_header
from duban.apps.plans.actions.draft_parts import split_task
from duban.apps.plans.actions.drafts import correct_task
from duban.apps.plans.actions.imports import start_import
from duban.apps.plans.labels.plans import RULES
from duban.apps.plans.models import Correction, DraftTask, MatchedBy, Plan, PlanImport
from duban.apps.plans.queries.comparison import comparison_of
from duban.apps.plans.review.header import FIELDS, header_token

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "report-division.txt"
ON, AT = date(2026, 3, 2), datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
FORESTS = "完成人工造林1.6万亩"  # task （十）
CODE = "corrected-before"


class Issue:
    """Versions of one document of the county, each read, corrected and adopted."""

    def __init__(self, city: City) -> None:
        self.city, self.by = city, city.actor("office")
        self.plan: Plan | None = None

    def read(self, *changes: tuple[str, str]) -> PlanImport:
        """The document with other words; a remark below its title makes it another file."""
        text = SAMPLE.read_text()
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        data = text.replace("浏览次数：352", f"浏览次数：{PlanImport.objects.count()}").encode()
        place = self.city.places["临川县"]
        row = start_import(jurisdiction=place, data=data, file_name="分工.txt", by=self.by, replaces=self.plan)
        run_waiting()
        row.refresh_from_db()
        return row

    def correct(self, row: PlanImport, words: str, **values: Any) -> DraftTask:
        task = task_of(row, words)
        return correct_task(draft_task=task, seen=task.version, values=values, by=self.by)

    def adopt(self, row: PlanImport) -> None:
        row.questions.filter(blocks=True).update(answer="as_printed")
        row.names.filter(matched_by=MatchedBy.OPEN).update(matched_by=MatchedBy.LEFT)
        if row.replaces_id:
            self.plan = correct_plan(plan_import=row, seen=None, on=ON, at=AT, by=self.by)
        else:
            self.plan = adopt_draft(plan_import=row, seen=None, on=ON, by=self.by)

    def head(self, row: PlanImport, **values: Any) -> None:
        row.refresh_from_db()
        now = {name: getattr(row, name) for name in FIELDS} | {name: row.rules.get(name) for name in RULES}
        correct_header(plan_import=row, seen=header_token(row), values=now | values, by=self.by)


@pytest.fixture
def issue(city: City) -> Issue:
    return Issue(city)


def task_of(row: PlanImport, words: str) -> DraftTask:
    return row.tasks.get(text__contains=words)


def test_a_correction_of_what_reads_the_same_is_made_again(issue: Issue) -> None:
    first = issue.read()
    targets = [one | {"unit": "万亩次"} for one in task_of(first, FORESTS).targets]
    issue.correct(first, FORESTS, lead=["县自然资源局"], deadline=date(2026, 11, 30), targets=targets)
    issue.adopt(first)

    second = issue.read(("临政办发〔2026〕3号", "临政办发〔2026〕3号（更正）"))

    again = task_of(second, FORESTS)
    assert (again.lead, again.deadline) == (["县自然资源局"], date(2026, 11, 30))
    assert {one["unit"] for one in again.targets} == {"万亩次"}
    assert not comparison_of(second).changed
    assert second.names.filter(name="县自然资源局").get().count == 1 + counted_elsewhere(second, "县自然资源局", again)


def counted_elsewhere(row: PlanImport, name: str, but: DraftTask) -> int:
    others = row.tasks.exclude(pk=but.pk)
    return sum(name in names for one in others for names in (one.lead, one.implement, one.support))


def test_a_name_that_only_the_uncorrected_reading_had_is_not_asked_about(issue: Issue) -> None:
    first = issue.read()
    issue.correct(first, FORESTS, lead=["县自然资源局"])
    issue.adopt(first)

    assert not issue.read().names.filter(name="县林业局").exists()


def test_it_is_kept_as_a_correction_and_told(issue: Issue) -> None:
    first = issue.read()
    issue.correct(first, FORESTS, lead=["县自然资源局"])
    issue.adopt(first)

    second = issue.read()

    again, kept = task_of(second, FORESTS), Correction.objects.get(plan_import=second)
    assert (kept.draft_task, kept.field) == (again, "牵头单位")
    assert (kept.before, kept.after) == (["县林业局"], ["县自然资源局"])
    assert kept.account == issue.city.accounts["office"]
    told = second.questions.get(code=CODE)
    assert told.message == "第十项的牵头单位沿用上次核对的修改"
    assert told.about == [(again.pk, "第十项")]
    assert not told.blocks
    assert told.message in issue.city.client("office").get(f"/plans/imports/{second.pk}/review/").content.decode()


def test_where_the_document_says_something_else_it_is_right(issue: Issue) -> None:
    first = issue.read()
    issue.correct(first, FORESTS, lead=["县自然资源局"], measures="分两期实施。")
    issue.adopt(first)

    second = issue.read(("（县林业局牵头，县财政局配合）", "（县农业农村局牵头，县财政局配合）"))

    again = task_of(second, FORESTS)
    assert (again.lead, again.measures) == (["县农业农村局"], "分两期实施。")
    assert [change.field for change in comparison_of(second).changed[0].changes] == ["lead"]


def test_corrected_words_of_a_task_are_kept_and_so_is_its_task(issue: Issue) -> None:
    first = issue.read()
    words = task_of(first, FORESTS).text.replace("1.6万亩", "1.8万亩")
    issue.correct(first, FORESTS, text=words)
    issue.adopt(first)

    second = issue.read()

    assert task_of(second, "完成人工造林1.8万亩").text == words
    assert comparison_of(second).changes_nothing


def test_a_correction_that_was_taken_back_is_not_made_again(issue: Issue) -> None:
    first = issue.read()
    issue.correct(first, FORESTS, lead=["县自然资源局"])
    issue.correct(first, FORESTS, lead=["县林业局"])
    issue.adopt(first)

    second = issue.read()

    assert task_of(second, FORESTS).lead == ["县林业局"]
    assert not second.questions.filter(code=CODE).exists()


def test_taken_back_in_the_second_version_it_stays_so_in_the_third(issue: Issue) -> None:
    first = issue.read()
    issue.correct(first, FORESTS, lead=["县自然资源局"], measures="分两期实施。")
    issue.adopt(first)
    second = issue.read()
    issue.correct(second, FORESTS, lead=["县林业局"])
    issue.adopt(second)

    third = task_of(issue.read(), FORESTS)

    assert (third.lead, third.measures) == (["县林业局"], "分两期实施。")


def test_a_task_that_was_split_is_read_as_it_stands(issue: Issue) -> None:
    first = issue.read()
    task = task_of(first, FORESTS)
    whole = task.text
    second_half = split_task(draft_task=task, seen=task.version, at=whole.index("松材线虫"), by=issue.by)
    for half in (task_of(first, FORESTS), second_half):
        correct_task(draft_task=half, seen=half.version, values={"lead": ["县自然资源局"]}, by=issue.by)
    issue.adopt(first)

    again = task_of(issue.read(), FORESTS)

    assert (again.text, again.lead) == (whole, ["县林业局"])


def test_the_header_is_kept_as_it_was_corrected(issue: Issue) -> None:
    first = issue.read()
    issue.head(first, title="临川县2026年重点任务分工", reporting_dates=[date(2026, 9, 5)])
    issue.adopt(first)

    second = issue.read(("临政办发〔2026〕3号", "临政办发〔2026〕13号"))

    assert (second.title, second.reporting_dates) == ("临川县2026年重点任务分工", ["2026-09-05"])
    assert second.rules["reporting_dates"] == ["2026-09-05"]
    assert second.number == "临政办发〔2026〕13号"
    assert second.questions.get(code=CODE).message == "方案信息沿用上次核对的修改：标题、报送日期"


def test_a_draft_of_no_plan_carries_nothing(issue: Issue) -> None:
    first = issue.read()
    issue.correct(first, FORESTS, lead=["县自然资源局"])

    second = issue.read()

    assert task_of(second, FORESTS).lead == ["县林业局"]


def test_many_corrections_cost_as_many_queries_as_one(issue: Issue) -> None:
    first = issue.read()
    issue.correct(first, FORESTS, measures="分两期实施。")
    issue.adopt(first)
    asked = []
    for corrected in (1, 9):
        for task in first.tasks.all()[:corrected]:
            Correction.objects.create(
                plan_import=first,
                draft_task=task,
                field="工作措施",
                before=task.measures,
                after="另有措施。",
                account=first.account,
            )
            DraftTask.objects.filter(pk=task.pk).update(measures="另有措施。")
        with CaptureQueriesContext(connection) as queries:
            second = issue.read()
        asked.append(len(queries))
        assert second.questions.get(code=CODE).message.endswith("的工作措施沿用上次核对的修改")
        PlanImport.objects.filter(pk=second.pk).update(state="discarded")
    assert asked[1] == asked[0]
