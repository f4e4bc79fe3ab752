"""A report is filled, approved inside the unit, submitted, taken back; and what is remembered of it."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import City
from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Target, Task
from duban.apps.plans.queries.receipts import answers_for, units_answered_by
from duban.apps.progress.actions.report_approval import approve_reports, send_back_report
from duban.apps.progress.actions.reports import save_report, submit_report, withdraw_report
from duban.apps.progress.actions.unit_practice import set_unit_practice
from duban.apps.progress.models import Report, ReportSubmission, UnitPractice
from duban.apps.progress.submitting import LONGEST
from duban.rulebook.actors import SYSTEM, Actor
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.tasks import TaskState
from progress_cast import Year

AT = datetime(2026, 4, 9, 2, 0, tzinfo=UTC)
LATER = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
SAID = {"text": "已开工46个。", "stated": "on_pace"}


def save(report: Report, by: Actor, values: dict[str, str] | None = None, **more: Any) -> Report:
    return save_report(report=report, values=SAID if values is None else values, by=by, **{"at": AT, **more})


def submit(report: Report, by: Actor, values: dict[str, str] | None = None, **more: Any) -> Report:
    return submit_report(report=report, values=SAID if values is None else values, by=by, **{"at": AT, **more})


def fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def ask_the_head(year: Year) -> None:
    UnitPractice.objects.create(unit=year.report.unit, inner_approval=True)


def target(year: Year) -> Target:
    return year.plans.task("1").targets.get()


def test_what_is_typed_becomes_a_draft_and_one_event(year: Year, city: City) -> None:
    liaison = city.actor("liaison")

    save(year.report, liaison)
    save(year.report, liaison, {"text": "已开工47个。"})

    row = fresh(year.report)
    assert (row.state, row.text, row.stated, row.written_by) == ("draft", "已开工47个。", "on_pace", "林联络")
    assert (row.begun_at, row.version) == (AT, 3)
    assert city.events() == ["report.begun"]


def test_saving_the_same_again_changes_nothing(year: Year, city: City) -> None:
    before = save(year.report, city.actor("liaison"), figures={target(year).pk: Decimal("46")})

    save(year.report, city.actor("unit_head"), figures={target(year).pk: Decimal("46.0")}, seen=1, at=LATER)

    row = fresh(year.report)
    assert (row.version, row.written_by, row.changed_at) == (before.version, "林联络", AT)


def test_a_colleague_is_not_written_over(year: Year, city: City) -> None:
    save(year.report, city.actor("unit_head"), {"text": "郑发展写的。"}, seen=1)

    with pytest.raises(Conflict, match="郑发展刚刚改过"):
        save(year.report, city.actor("liaison"), {"text": "林联络写的。"}, seen=1)

    assert fresh(year.report).text == "郑发展写的。"


def test_a_figure_is_kept_changed_and_emptied(year: Year, city: City) -> None:
    key, liaison = target(year).pk, city.actor("liaison")
    kept = []
    for value in (Decimal(46), Decimal("47.5"), None):
        save(year.report, liaison, figures={key: value})
        kept.append(year.report.figures.get().value)

    assert kept == [Decimal(46), Decimal("47.5"), None]


def test_a_figure_of_another_task_is_refused(year: Year, city: City) -> None:
    other = Target.objects.create(
        task=year.plans.task("2"), measure="资产", comparator=">=", text="3宗", kind="cumulative"
    )

    with pytest.raises(Conflict, match="量化目标刚刚改过"):
        save(year.report, city.actor("liaison"), figures={other.pk: Decimal(1)})


@pytest.mark.parametrize(
    ("values", "field"), [({"text": "字" * (LONGEST + 1)}, "text"), ({"stated": "overdue"}, "stated")]
)
def test_what_cannot_be_taken_is_refused(year: Year, city: City, values: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        save(year.report, city.actor("liaison"), values)

    assert refused.value.field == field
    assert fresh(year.report).state == "owed"


def test_a_figure_too_large_for_its_column_is_refused(year: Year, city: City) -> None:
    with pytest.raises(Invalid, match="太大"):
        save(year.report, city.actor("liaison"), figures={target(year).pk: Decimal(10) ** 16})


@pytest.mark.parametrize("who", ["stranger", "finance", "office", "county_office", "leader", "reader", "system_admin"])
def test_nobody_else_writes_for_a_unit(year: Year, city: City, who: str) -> None:
    for action in (save, submit):
        with pytest.raises(NotAllowed):
            action(year.report, city.actor(who))
    with pytest.raises(NotAllowed):
        withdraw_report(report=year.filed, at=AT, by=city.actor(who if who != "finance" else "stranger"))


@pytest.mark.parametrize("who", ["liaison", "unit_head", "office", "county_office", "town_liaison", "leader", "reader"])
def test_acting_for_a_unit_is_the_same_with_and_without_the_database(city: City, who: str) -> None:
    actor = city.actor(who)

    asked = set(units_answered_by(actor).values_list("pk", flat=True))

    assert {unit.pk for unit in Unit.objects.all() if answers_for(actor, unit)} == asked
    assert all(answers_for(SYSTEM, unit) for unit in Unit.objects.all())


def test_submitting_keeps_what_was_filed(year: Year, city: City) -> None:
    submit(year.report, city.actor("liaison"), figures={target(year).pk: Decimal("46.50")})

    row, kept = fresh(year.report), ReportSubmission.objects.get(report=year.report)
    assert (row.state, row.submitted_by, row.approved_by, row.first_submitted_at) == ("submitted", "林联络", "", AT)
    assert (kept.number, kept.by, kept.at, kept.due) == (1, "林联络", AT, year.report.due)
    assert kept.values == {
        "进展情况": "已开工46个。",
        "存在问题": "",
        "需要协调的事项": "",
        "下一步打算": "",
        "自评": "正常",
        "完成数": {"新开工重点项目60个以上": "46.5"},
        "佐证材料": [],
    }
    event = Event.objects.latest("sequence")
    assert sentence(event) == "报送“新开工重点项目60个以上。”第1轮进展情况"
    assert event.jurisdiction_path == year.plans.place.path


def test_two_targets_with_the_same_words_are_told_apart(year: Year, city: City) -> None:
    first = target(year)
    second = Target.objects.create(
        task=first.task, measure="亿元以上项目", comparator=">=", value=5, text=first.text, kind="cumulative"
    )

    submit(year.report, city.actor("liaison"), figures={second.pk: Decimal(2)})

    values = ReportSubmission.objects.get(report=year.report).values
    assert values["完成数"] == {"亿元以上项目：新开工重点项目60个以上": "2"}


@pytest.mark.parametrize(
    ("values", "field"), [({"text": "  \n", "stated": "done"}, "text"), ({"text": "有"}, "stated")]
)
def test_a_report_that_says_nothing_is_not_submitted(
    year: Year, city: City, values: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        submit(year.report, city.actor("liaison"), values)

    assert refused.value.field == field
    assert not year.report.submissions.exists()


def test_submitting_twice_files_it_once(year: Year, city: City) -> None:
    submit(year.report, city.actor("liaison"))

    with pytest.raises(Conflict, match="待审核，不能修改"):
        submit(year.report, city.actor("liaison"), at=LATER)

    assert (year.report.submissions.count(), fresh(year.report).submitted_at) == (1, AT)


@pytest.mark.parametrize(("head_first", "state"), [(False, "submitted"), (True, "inner")])
def test_what_is_sent_twice_from_one_page_is_filed_once_and_good_both_times(
    year: Year, city: City, head_first: bool, state: str
) -> None:
    if head_first:
        ask_the_head(year)
    seen = fresh(year.report).version
    submit(year.report, city.actor("liaison"), seen=seen)
    events = city.events()

    row = submit(year.report, city.actor("liaison"), seen=seen, at=LATER)

    assert (row.state, row.version) == (state, seen + 1)
    assert (year.report.submissions.count(), city.events()) == (int(not head_first), events)


def test_what_a_colleague_submitted_otherwise_is_not_taken_for_ones_own(year: Year, city: City) -> None:
    seen = fresh(year.report).version
    submit(year.report, city.actor("unit_head"), seen=seen)

    with pytest.raises(Conflict, match="待审核，不能修改"):
        submit(year.report, city.actor("liaison"), {"text": "另有一处。", "stated": "done"}, seen=seen, at=LATER)


def test_a_form_from_before_the_return_does_not_answer_it(year: Year, city: City) -> None:
    seen = fresh(year.report).version
    submit(year.report, city.actor("liaison"), seen=seen)
    Report.objects.filter(pk=year.report.pk).update(state="returned", version=seen + 2)

    with pytest.raises(Conflict, match="看过退回原因"):
        submit(year.report, city.actor("liaison"), seen=seen, at=LATER)

    assert submit(year.report, city.actor("liaison"), seen=seen + 2, at=LATER).state == "submitted"
    assert year.report.submissions.count() == 2


def test_the_head_files_what_was_sent_for_approval_from_the_page_before(year: Year, city: City) -> None:
    ask_the_head(year)
    seen = fresh(year.report).version
    submit(year.report, city.actor("liaison"), seen=seen)

    row = submit(year.report, city.actor("unit_head"), seen=seen, at=LATER)

    assert (row.state, year.report.submissions.count()) == ("submitted", 1)


def test_what_was_returned_is_filed_again_under_the_next_number(year: Year, city: City) -> None:
    submit(year.report, city.actor("liaison"))
    Report.objects.filter(pk=year.report.pk).update(state="returned", return_reason="缺名单。")

    save(year.report, city.actor("liaison"), {"text": "已开工46个，名单附后。"}, at=LATER)
    assert fresh(year.report).state == "returned"
    submit(year.report, city.actor("liaison"), {}, at=LATER)

    row = fresh(year.report)
    assert (row.state, row.first_submitted_at, row.submitted_at) == ("submitted", AT, LATER)
    assert list(row.submissions.values_list("number", flat=True)) == [1, 2]


def test_taken_back_it_is_a_draft_and_its_first_coming_stays(year: Year, city: City) -> None:
    submit(year.report, city.actor("liaison"))

    withdraw_report(report=year.report, at=LATER, by=city.actor("liaison"))

    row, kept = fresh(year.report), ReportSubmission.objects.get(report=year.report)
    assert (row.state, row.submitted_at, row.first_submitted_at) == ("draft", None, AT)
    assert (kept.decision, kept.decided_by, kept.decided_at) == ("withdrawn", "林联络", LATER)
    assert city.events()[-1] == "report.withdrawn"


@pytest.mark.parametrize("state", ["owed", "draft", "returned", "accepted", "released"])
def test_only_what_waits_can_be_taken_back(year: Year, city: City, state: str) -> None:
    Report.objects.filter(pk=year.report.pk).update(state=state)

    with pytest.raises(Conflict, match="不能撤回"):
        withdraw_report(report=year.report, at=LATER, by=city.actor("liaison"))


def test_a_closed_round_is_locked(year: Year, city: City) -> None:
    submit(year.report, city.actor("liaison"))
    year.round.closed_at = AT
    year.round.save()

    with pytest.raises(Conflict, match="已关闭"):
        withdraw_report(report=year.report, at=LATER, by=city.actor("liaison"))
    Report.objects.filter(pk=year.report.pk).update(state="draft")
    for action in (save, submit):
        with pytest.raises(Conflict, match="已关闭"):
            action(year.report, city.actor("liaison"))


def test_of_a_task_that_ended_nothing_is_reported(year: Year, city: City) -> None:
    Task.objects.filter(pk=year.report.task_id).update(state=TaskState.CLOSED)

    with pytest.raises(Conflict, match="已办结，不再办理"):
        submit(year.report, city.actor("liaison"))


def test_the_head_looks_first_where_the_unit_wants_it(year: Year, city: City) -> None:
    ask_the_head(year)

    submit(year.report, city.actor("liaison"))

    row = fresh(year.report)
    assert (row.state, row.submitted_by, row.first_submitted_at) == ("inner", "林联络", None)
    assert not row.submissions.exists()
    with pytest.raises(Conflict, match="不能修改"):
        save(year.report, city.actor("liaison"), {"text": "再改。"})

    approve_reports(reports=[row], at=LATER, by=city.actor("unit_head"))
    row = fresh(year.report)
    kept = row.submissions.get()
    assert (row.state, row.submitted_by, row.approved_by, row.first_submitted_at) == (
        "submitted",
        "林联络",
        "郑发展",
        LATER,
    )
    assert (kept.by, kept.approved_by) == ("林联络", "郑发展")
    assert city.events() == ["report.sent_to_head", "report.approved"]


def test_the_heads_own_report_needs_no_second_approval(year: Year, city: City) -> None:
    ask_the_head(year)

    submit(year.report, city.actor("unit_head"))

    row = fresh(year.report)
    assert (row.state, row.submitted_by, row.approved_by) == ("submitted", "郑发展", "郑发展")


def test_a_head_mends_and_lets_go_in_one_step(year: Year, city: City) -> None:
    ask_the_head(year)
    submit(year.report, city.actor("liaison"))

    submit(year.report, city.actor("unit_head"), {"text": "已开工46个，其中亿元以上12个。"}, at=LATER)

    row = fresh(year.report)
    assert (row.state, row.written_by, row.approved_by) == ("submitted", "林联络", "郑发展")
    assert row.submissions.get().values["进展情况"] == "已开工46个，其中亿元以上12个。"
    assert city.events()[-1] == "report.approved"


def test_given_back_inside_the_unit_it_is_a_draft_with_a_note(year: Year, city: City) -> None:
    ask_the_head(year)
    submit(year.report, city.actor("liaison"))
    head = city.actor("unit_head")

    with pytest.raises(Invalid):
        send_back_report(report=year.report, note=" ", by=head)
    send_back_report(report=year.report, note="补名单。", by=head)

    assert (fresh(year.report).state, fresh(year.report).inner_note) == ("draft", "补名单。")
    with pytest.raises(Conflict, match="不能由单位退回"):
        send_back_report(report=year.report, note="补名单。", by=head)
    submit(year.report, city.actor("liaison"))
    assert fresh(year.report).inner_note == ""


def test_approving_twice_files_it_once(year: Year, city: City) -> None:
    ask_the_head(year)
    submit(year.report, city.actor("liaison"))
    approve_reports(reports=[year.report], at=LATER, by=city.actor("unit_head"))

    assert approve_reports(reports=[year.report], at=LATER, by=city.actor("unit_head")) == []
    assert year.report.submissions.count() == 1


def test_a_liaison_approves_nothing(year: Year, city: City) -> None:
    with pytest.raises(NotAllowed):
        approve_reports(reports=[year.report], at=LATER, by=city.actor("liaison"))


def _more(year: Year, count: int, state: str) -> list[Report]:
    rows = []
    for number in range(count):
        task = year.plans.task("1")
        task.pk, task.order, task.number = None, 10 + number, ""
        task.save()
        rows.append(
            Report.objects.create(
                task=task, unit=year.report.unit, round=year.round, due=year.report.due,
                original_due=year.report.due, state=state, submitted_by="林联络", **SAID,
            )
        )  # fmt: skip
    return rows


def test_thirty_are_approved_with_the_queries_of_two(year: Year, city: City) -> None:
    head = city.actor("unit_head")

    def queries(rows: list[Report]) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(approve_reports(reports=rows, at=LATER, by=head)) == len(rows)
        return len(asked)

    queries(_more(year, 1, "inner"))  # the record begins
    two = queries(_more(year, 2, "inner"))
    assert queries(_more(year, 30, "inner")) == two


def test_a_draft_is_saved_in_six_queries(year: Year, city: City) -> None:
    liaison, key = city.actor("liaison"), target(year).pk
    save(year.report, liaison, figures={key: Decimal(1)})

    with CaptureQueriesContext(connection) as asked:
        save(year.report, liaison, {"text": "又开工2个。"}, figures={key: Decimal(2)})

    statements = [one["sql"] for one in asked if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(statements) <= 6, "\n".join(statements)


def test_a_unit_says_whether_its_head_looks_first(year: Year, city: City) -> None:
    unit = year.report.unit

    set_unit_practice(unit=unit, inner_approval=True, by=city.actor("unit_head"))
    set_unit_practice(unit=unit, inner_approval=True, by=city.actor("unit_head"))

    assert UnitPractice.objects.get(unit=unit).inner_approval
    assert city.events() == ["practice.unit_set"]
    for who in ("liaison", "office", "finance"):
        with pytest.raises(NotAllowed):
            set_unit_practice(unit=unit, inner_approval=False, by=city.actor(who))
    with pytest.raises(NotAllowed):
        set_unit_practice(unit=city.units["财政"], inner_approval=True, by=city.actor("unit_head"))
