"""Two things at one moment that touch the same tasks: both come to an end, and what they leave agrees with itself."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from django.db import connection

from duban.apps.organizations.actions.unit_merging import merge_units
from duban.apps.plans.models import TaskLink
from duban.apps.progress.actions.adjustment_review import grant_adjustment
from duban.apps.progress.actions.closures import accept_closure, reopen_closure
from duban.apps.progress.actions.reports import save_report, submit_report, withdraw_report
from duban.apps.progress.actions.review import accept_report, accept_reports, return_report
from duban.apps.progress.actions.rounds import change_reporting_days, close_round, open_round
from duban.apps.progress.models import Adjustment, Closure, Report, Standing
from duban.apps.progress.standing import stand_again
from duban.rulebook.actors import SYSTEM
from duban.rulebook.refusals import RuleError
from duban.rulebook.reports import FilingState
from duban.rulebook.roles import Role
from duban.rulebook.tasks import TaskState
from progress_cast import Year

AT = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)  # the first round was due three days ago
ON = date(2026, 4, 13)
SAID = {"text": "已开工46个。", "stated": "on_pace"}
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls: Callable[[], object]) -> list[str]:
    """What became of each, in their order: done, or the words of the refusal; anything else is a defect."""
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lives in memory, with one connection; its writers wait for each other anyway")
    start = Barrier(len(calls))

    def one(call: Callable[[], object]) -> str:
        try:
            start.wait(timeout=10)
            call()
            return "done"
        except RuleError as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(one, calls))


def accept(year: Year, who: str = "office") -> Callable[[], object]:
    by, report = year.city.actor(who), year.filed
    return lambda: accept_report(report=report, verified=None, figures={}, note="", seen=None, at=AT, by=by)


def submit(year: Year) -> Callable[[], object]:
    by = year.city.actor("liaison")
    return lambda: submit_report(report=year.report, values=SAID, at=AT, by=by)


def merge(year: Year, losing: str = "发改", winning: str = "文旅") -> Callable[[], object]:
    units = year.city.units
    pair = {"losing": units[losing], "winning": units[winning]}
    chosen = {"tasks": {str(year.plans.force.pk)}}
    return lambda: merge_units(**pair, since=ON, on=ON, chosen=chosen, by=SYSTEM)


def grant(year: Year) -> Callable[[], object]:
    by, row = year.city.actor("office"), year.adjustment
    return lambda: grant_adjustment(adjustment=row, decision="同意。", at=AT, by=by)


def test_what_is_accepted_is_not_withdrawn(year: Year) -> None:
    finance = year.city.actor("finance")

    found = at_once(accept(year), lambda: withdraw_report(report=year.filed, at=AT, by=finance))

    row = Report.objects.get(pk=year.filed.pk)
    assert found.count("done") == 1, found
    assert row.submissions.get().decision == {"accepted": "accepted", "draft": "withdrawn"}[row.state]


def test_of_two_reviewers_one_decides(year: Year) -> None:
    year.city.add_account("colleague", name="方同事", unit="市政府办", role=Role.OFFICE)
    by, version = year.city.actor("colleague"), year.filed.version
    given = {"report": year.filed, "reason": "没有数字。", "new_due": None, "seen": version, "at": AT, "by": by}
    office = year.city.actor("office")

    found = at_once(
        lambda: accept_reports(reports={year.filed.pk: version}, at=AT, by=office), lambda: return_report(**given)
    )

    row = Report.objects.get(pk=year.filed.pk)
    assert "done" in found
    assert (row.state, row.submissions.get().decision) in {("accepted", "accepted"), ("returned", "returned")}


def test_a_round_is_not_closed_over_a_report_that_just_came(year: Year) -> None:
    Report.objects.filter(pk=year.filed.pk).update(state=FilingState.ACCEPTED)
    office = year.city.actor("office")

    found = at_once(submit(year), lambda: close_round(round=year.round, at=AT, by=office))

    year.round.refresh_from_db()
    came = Report.objects.get(pk=year.report.pk).state == FilingState.SUBMITTED
    assert found.count("done") == 1, found
    assert came is (year.round.closed_at is None)


def test_a_round_opened_twice_asks_once(year: Year) -> None:
    office = year.city.actor("office")

    found = at_once(*[lambda: open_round(round=year.later, at=AT, by=office)] * 2)

    assert found.count("done") == 1, found
    assert year.later.reports.count() == 2


def test_a_day_is_not_taken_away_while_its_round_opens(year: Year) -> None:
    office = year.city.actor("office")
    days = [one.due for one in year.plans.force.rounds.all() if one.pk != year.later.pk]

    at_once(
        lambda: open_round(round=year.later, at=AT, by=office),
        lambda: change_reporting_days(plan=year.plans.force, days=days, at=AT, by=office),
    )

    opened = [one for one in year.plans.force.rounds.all() if one.pk == year.later.pk]
    assert all(one.reports.count() == 2 for one in opened)


def test_a_unit_is_merged_while_it_submits(year: Year) -> None:
    found = at_once(submit(year), merge(year))

    assert found[1] == "done", found
    owed = year.round.reports.filter(task=year.report.task).exclude(state=FilingState.RELEASED)
    assert owed.count() == 1
    assert owed.get().unit == year.city.units["发改" if found[0] == "done" else "文旅"]


def test_a_unit_is_merged_while_a_round_opens(year: Year) -> None:
    office = year.city.actor("office")

    found = at_once(lambda: open_round(round=year.later, at=AT, by=office), merge(year))

    assert found == ["done", "done"]
    owed = year.later.reports.exclude(state=FilingState.RELEASED)
    assert {one.unit.name for one in owed.filter(task=year.report.task)} == {"青泽市文化广电旅游局"}


def test_a_unit_is_merged_while_its_task_is_adjusted(year: Year) -> None:
    found = at_once(grant(year), merge(year))

    assert found == ["done", "done"]


def test_an_adjustment_is_granted_while_the_task_is_closed(year: Year) -> None:
    Adjustment.objects.filter(pk=year.adjustment.pk).update(task=year.closure.task, unit=year.closure.unit)
    year.adjustment.refresh_from_db()
    by = year.city.actor("office")

    at_once(grant(year), lambda: accept_closure(closure=year.closure, verification="看过。", at=AT, by=by))

    adjustment, closure = Adjustment.objects.get(pk=year.adjustment.pk), Closure.objects.get(pk=year.closure.pk)
    assert (closure.state, closure.task.state) == ("accepted", TaskState.CLOSED)
    assert adjustment.state in ("granted", "withdrawn")


def test_a_closed_task_comes_back_while_its_round_is_closed(year: Year) -> None:
    office = year.city.actor("office")
    accept(year)()
    accept_closure(closure=year.closure, verification="看过。", at=AT, by=office)

    found = at_once(
        lambda: close_round(round=year.round, at=AT, by=office),
        lambda: reopen_closure(closure=year.closure, reason="反弹。", at=AT, by=office),
    )

    assert found == ["done", "done"]
    assert not year.round.reports.filter(round__closed_at__isnull=False, due__gte=ON).exists()


def test_two_tasks_below_one_are_judged_at_once(year: Year) -> None:
    above = year.plans.task("1", year.plans.draft)
    above.state = TaskState.IN_FORCE
    above.save()
    for number in ("1", "2"):
        TaskLink.objects.create(parent=above, child=year.plans.task(number))
    stand_again([above.pk])

    found = at_once(submit(year), accept(year))

    assert found == ["done", "done"]
    told = Standing.objects.get(task=above).basis
    stand_again([above.pk])
    assert Standing.objects.get(task=above).basis == told


def test_what_is_saved_while_the_unit_is_merged_is_not_lost(year: Year) -> None:
    by = year.city.actor("liaison")

    found = at_once(lambda: save_report(report=year.report, values={"text": "写"}, at=AT, by=by), merge(year))

    assert found[1] == "done", found
    kept = [one.unit.name for one in year.round.reports.filter(task=year.report.task, text="写")]
    assert kept == (["青泽市文化广电旅游局"] if found[0] == "done" else [])
