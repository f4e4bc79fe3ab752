"""The office decides on a report: what it found beside what the unit says, the reason and the new day, once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.plans.models import Target, Task
from duban.apps.progress.actions.review import Accepted, accept_report, accept_reports, return_report
from duban.apps.progress.models import Practice, Report, ReportFigure, ReportSubmission
from duban.apps.progress.queries.returns import latest_new_due, new_due_of
from duban.rulebook.health import Health
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.reports import FilingState
from duban.rulebook.targets import TargetKind
from duban.rulebook.tasks import TaskState
from progress_cast import DUE, FILED, Year

AT = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)  # a Monday
WANTED = date(2026, 4, 16)
REASON = "缺资产清单。"


def accept(year: Year, *, verified: Health | None = None, who: str = "office", **given: object) -> Report:
    asked = {"report": year.filed, "figures": {}, "note": "", "seen": year.filed.version, "at": AT, **given}
    return accept_report(verified=verified, by=year.city.actor(who), **asked)  # type: ignore[arg-type]


def give_back(year: Year, *, who: str = "office", **given: object) -> Report:
    asked = {"report": year.filed, "reason": REASON, "new_due": None, "seen": None, "at": AT, **given}
    return return_report(by=year.city.actor(who), **asked)  # type: ignore[arg-type]


def target_of(year: Year, value: int | None = None) -> Target:
    """A target of the task that was reported on, with what its unit said."""
    found = Target.objects.create(
        task=year.filed.task,
        measure="盘活资产",
        comparator=">=",
        value=Decimal(10),
        unit="宗",
        text="盘活资产10宗",
        kind=TargetKind.CUMULATIVE,
    )
    if value is not None:
        ReportFigure.objects.create(report=year.filed, target=found, value=value)
    return found


def more_filed(year: Year, number: int) -> list[Report]:
    """Further reports that wait, each of a task of its own."""
    found = []
    for order in range(number):
        task = Task.objects.get(pk=year.filed.task_id)
        task.pk, task.number, task.order = None, str(10 + order), 10 + order
        task.save()
        row = Report.objects.get(pk=year.filed.pk)
        row.pk, row.task = None, task
        row.save()
        ReportSubmission.objects.create(report=row, number=1, at=FILED, by="金财政", due=DUE)
        found.append(row)
    return found


def test_an_accepted_report_keeps_what_the_unit_says_beside_what_the_office_found(year: Year) -> None:
    target = target_of(year, 3)

    row = accept(year, verified=Health.BEHIND, figures={target.pk: Decimal(2)}, note="按2宗计。")

    row.refresh_from_db()
    figure = row.figures.get()
    assert (row.state, row.stated, row.verified) == (FilingState.ACCEPTED, "on_pace", "behind")
    assert (figure.value, figure.verified) == (3, 2)
    assert (row.reviewed_by, row.reviewed_at) == ("督小青", AT)
    year.submission.refresh_from_db()
    assert (year.submission.decision, year.submission.reason) == ("accepted", "按2宗计。")
    assert (year.submission.decided_at, year.submission.decided_by) == (AT, "督小青")


def test_what_the_office_says_nothing_to_is_as_the_unit_says(year: Year) -> None:
    target_of(year, 3)

    row = accept(year)

    assert row.verified == "on_pace"
    assert row.figures.get().verified == 3


def test_a_figure_the_unit_left_out_can_be_found_by_the_office(year: Year) -> None:
    target = target_of(year)

    row = accept(year, figures={target.pk: Decimal(5)})

    figure = row.figures.get()
    assert (figure.value, figure.verified) == (None, 5)


def test_a_figure_the_office_leaves_blank_is_not_verified(year: Year) -> None:
    target = target_of(year, 3)

    assert accept(year, figures={target.pk: None}).figures.get().verified is None


def test_a_figure_of_another_task_is_refused(year: Year) -> None:
    other = year.report.task.targets.get()

    with pytest.raises(Conflict, match="量化目标有变动"):
        accept(year, figures={other.pk: Decimal(1)})

    assert Report.objects.get(pk=year.filed.pk).state == FilingState.SUBMITTED


def test_the_record_says_what_was_found(year: Year) -> None:
    accept(year, verified=Health.BEHIND)

    event = Event.objects.latest("sequence")
    assert sentence(event) == "审核通过青泽市财政局第1轮关于“盘活存量资产。”的进展情况，核定滞后"
    assert ["plans.task", year.filed.task_id] in event.subjects


def test_overdue_is_not_what_an_office_finds(year: Year) -> None:
    with pytest.raises(Invalid, match="不能是逾期"):
        accept(year, verified=Health.OVERDUE)


@pytest.mark.parametrize("who", ["county_office", "liaison", "unit_head", "leader", "reader", "system_admin"])
def test_only_the_office_of_the_place_decides(year: Year, who: str) -> None:
    with pytest.raises(NotAllowed):
        accept(year, who=who)
    with pytest.raises(NotAllowed):
        give_back(year, who=who)
    with pytest.raises(NotAllowed):
        accept_reports(reports={year.filed.pk: None}, at=AT, by=year.city.actor(who))


def test_an_office_that_reviews_its_own_unit_says_so_in_the_record(year: Year) -> None:
    Report.objects.filter(pk=year.filed.pk).update(unit=year.city.units["市政府办"])

    accept(year)

    assert Event.objects.latest("sequence").after["审核本单位的报送"] is True


def test_a_returned_report_has_a_reason_and_a_new_day_and_keeps_the_old_one(year: Year) -> None:
    row = give_back(year)

    assert (row.state, row.return_reason, row.returns) == (FilingState.RETURNED, REASON, 1)
    assert (row.due, row.original_due) == (WANTED, DUE)  # three working days after Monday
    year.submission.refresh_from_db()
    assert (year.submission.decision, year.submission.new_due) == ("returned", WANTED)
    assert sentence(Event.objects.latest("sequence")) == (
        "退回青泽市财政局第1轮关于“盘活存量资产。”的进展情况，2026年4月16日前重报：缺资产清单。"
    )


def test_the_new_day_follows_the_offices_own_rule(year: Year) -> None:
    Practice.objects.create(jurisdiction=year.plans.place, return_within=5, since=date(2026, 1, 1))

    assert new_due_of(year.filed, on=date(2026, 4, 29)) == date(2026, 5, 9)  # Labour Day between; a Saturday worked


def test_the_new_day_is_at_most_twice_what_the_rule_gives(year: Year) -> None:
    last = date(2026, 4, 21)  # six working days after Monday the 13th
    assert latest_new_due(year.filed, on=AT.date()) == (last, "退回后最多6个工作日")

    with pytest.raises(Invalid, match="不能晚于2026年4月21日：退回后最多6个工作日"):
        give_back(year, new_due=date(2026, 4, 22))
    assert give_back(year, new_due=last).due == last


def test_the_new_day_does_not_pass_the_day_of_the_next_round(year: Year) -> None:
    following = year.round.plan.rounds.filter(due__gt=year.round.due).earliest("due")
    following.due = date(2026, 4, 15)
    following.save()

    assert new_due_of(year.filed, on=AT.date()) == date(2026, 4, 15)
    with pytest.raises(Invalid, match="不能晚于2026年4月15日：下一轮在这一天报送"):
        give_back(year, new_due=date(2026, 4, 16))
    assert latest_new_due(year.filed, on=date(2026, 4, 16))[0] == date(2026, 4, 24)  # that day has passed, too


def test_the_new_day_may_be_today_but_not_before(year: Year) -> None:
    with pytest.raises(Invalid, match="不能早于今天"):
        give_back(year, new_due=date(2026, 4, 12))

    assert give_back(year, new_due=date(2026, 4, 13)).due == date(2026, 4, 13)


@pytest.mark.parametrize(("reason", "words"), [("  ", "请写明退回原因"), ("长" * 1001, "最多 1000 个字")])
def test_a_return_needs_a_reason_that_can_be_kept(year: Year, reason: str, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        give_back(year, reason=reason)


def test_what_is_returned_goes_to_whoever_leads_the_task_by_now(year: Year) -> None:
    tourism = year.city.units["文旅"]
    year.filed.task.responsibilities.filter(unit=year.filed.unit).update(unit=tourism)

    give_back(year)

    row = Report.objects.get(pk=year.filed.pk)
    assert (row.unit_id, row.state, row.text) == (tourism.pk, FilingState.RETURNED, year.filed.text)


def test_an_accepted_report_is_reopened_with_a_reason_and_what_was_verified_holds_no_more(year: Year) -> None:
    target_of(year, 3)
    accept(year)

    row = give_back(year)

    assert (row.state, row.verified) == (FilingState.RETURNED, "")
    figure = row.figures.get()
    assert (figure.value, figure.verified) == (3, None)
    event = Event.objects.latest("sequence")
    assert event.verb == "report.reopened"
    assert event.before["审核人"] == "督小青"


def test_of_two_officers_at_once_the_second_is_told_who_was_first(year: Year) -> None:
    seen = year.filed.version
    accept(year)

    with pytest.raises(Conflict, match="督小青已审核"):
        accept(year, seen=seen)
    with pytest.raises(Conflict, match="督小青已审核"):
        give_back(year, seen=seen)
    assert year.city.events().count("report.accepted") == 1


def test_what_the_unit_took_back_or_changed_is_not_decided_on_unseen(year: Year) -> None:
    Report.objects.filter(pk=year.filed.pk).update(version=2)
    with pytest.raises(Conflict, match="已被他人修改"):
        accept(year)

    Report.objects.filter(pk=year.filed.pk).update(state=FilingState.DRAFT, version=3)
    with pytest.raises(Conflict, match="已撤回"):
        accept(year)


def test_what_was_never_submitted_is_neither_accepted_nor_returned(year: Year) -> None:
    for action in (accept, give_back):
        with pytest.raises(Conflict, match="未填"):
            action(year, report=year.report, seen=None)


def test_a_closed_round_is_locked(year: Year) -> None:
    year.round.closed_at = AT
    year.round.save()

    for action in (accept, give_back):
        with pytest.raises(Conflict, match="已关闭"):
            action(year)
    found = accept_reports(reports={year.filed.pk: None}, at=AT, by=year.city.actor("office"))
    assert not found.done
    assert "已关闭" in found.skipped[0][1]


def test_nothing_more_is_wanted_of_a_task_that_ended(year: Year) -> None:
    Task.objects.filter(pk=year.filed.task_id).update(state=TaskState.TERMINATED)

    with pytest.raises(Conflict, match="已终止，不再办理"):
        give_back(year)
    assert accept(year).state == FilingState.ACCEPTED


def several(year: Year, reports: dict[int, int | None]) -> Accepted:
    return accept_reports(reports=reports, at=AT, by=year.city.actor("office"))


def test_several_are_accepted_as_stated_and_the_others_told_why_not(year: Year) -> None:
    target_of(year, 3)
    first, changed, gone = more_filed(year, 3)
    accept(year, report=gone, seen=gone.version)

    found = several(year, {year.filed.pk: 1, first.pk: 1, changed.pk: 7, gone.pk: 1, year.report.pk: 1})

    assert {row.pk for row in found.done} == {year.filed.pk, first.pk}
    reasons = {row.pk: reason for row, reason in found.skipped}
    assert reasons.keys() == {changed.pk, gone.pk, year.report.pk}
    assert reasons[gone.pk] == "督小青已审核通过"
    year.filed.refresh_from_db()
    year.submission.refresh_from_db()
    assert (year.filed.verified, year.filed.figures.get().verified) == ("on_pace", 3)
    assert (year.submission.decision, year.submission.decided_by) == ("accepted", "督小青")
    assert year.city.events().count("report.accepted") == 3


def test_accepting_many_costs_as_many_queries_as_few(year: Year) -> None:
    def cost(number: int) -> int:
        rows = more_filed(year, number)
        with CaptureQueriesContext(connection) as asked:
            several(year, {row.pk: row.version for row in rows})
        return len(asked)

    several(year, {year.filed.pk: None})
    assert cost(2) == cost(9)
