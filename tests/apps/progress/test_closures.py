"""A task is said to be finished, checked, closed or refused, opened again."""

from __future__ import annotations

from datetime import date

import pytest
from change_cast import DECIDED, PDF, close
from django.db import transaction

from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.plans.models import Task, TaskLink
from duban.apps.progress.actions.closures import (
    accept_closure,
    ask_closure,
    refuse_closure,
    reopen_closure,
    withdraw_closure,
)
from duban.apps.progress.models import Closure, Evidence, ReportFigure
from duban.apps.progress.queries.closures import beside, waiting_for
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed, RuleError
from duban.rulebook.reports import FilingState
from duban.rulebook.requests import CLOSURE, ClosureState
from duban.rulebook.roles import Role
from duban.rulebook.tasks import TaskState
from plan_cast import Plans
from progress_cast import FILED, Year

SEEN = "查看了处置合同和入账凭证。"


def accept(row: Closure, by: Actor, **given: object) -> Closure:
    return accept_closure(closure=row, by=by, **{"verification": SEEN, "at": DECIDED, **given})


def refuse(row: Closure, by: Actor, **given: object) -> Closure:
    asked = {"verification": SEEN, "decision": "还缺一宗。", "at": DECIDED, **given}
    return refuse_closure(closure=row, by=by, **asked)


VERBS = {
    ClosureState.ACCEPTED: accept,
    ClosureState.REFUSED: refuse,
    ClosureState.WITHDRAWN: lambda row, by: withdraw_closure(closure=row, by=by),
    ClosureState.REOPENED: lambda row, by: reopen_closure(closure=row, reason="又闲置了。", at=DECIDED, by=by),
}
ROLES = ("office", "leader", "finance", "liaison", "unit_head", "reader", "county_office", "system_admin")
MAY = {
    (ClosureState.ASKED, ClosureState.ACCEPTED): {"office"},
    (ClosureState.ASKED, ClosureState.REFUSED): {"office"},
    (ClosureState.ASKED, ClosureState.WITHDRAWN): {"finance"},
    (ClosureState.ACCEPTED, ClosureState.REOPENED): {"office"},
}


@pytest.mark.parametrize("state", ClosureState)
@pytest.mark.parametrize("verb", VERBS)
def test_every_state_every_verb_every_role(year: Year, state: ClosureState, verb: ClosureState) -> None:
    Closure.objects.update(state=state)
    closed = state is ClosureState.ACCEPTED
    Task.objects.filter(pk=year.closure.task_id).update(state=TaskState.CLOSED if closed else TaskState.IN_FORCE)
    done = set()
    for who in ROLES:
        try:
            with transaction.atomic():
                VERBS[verb](Closure.objects.get(), year.city.actor(who))
                done.add(who)
                transaction.set_rollback(True)
        except RuleError:
            pass

    assert done == MAY.get((state, verb), set())
    assert bool(done) == CLOSURE.may_move(state, verb)


def test_the_lead_unit_asks_with_evidence(plans: Plans) -> None:
    row = close(plans, files=[("清单.pdf", PDF)], why_no_files="")

    assert (row.state, row.unit, row.finished_on) == ("asked", plans.city.units["财政"], date(2026, 5, 30))
    assert Evidence.objects.get(closure=row).name == "清单.pdf"
    assert plans.city.events() == ["closure.evidence_attached", "closure.asked"]
    assert plans.task("2").state == TaskState.IN_FORCE


def test_without_evidence_it_says_why(plans: Plans) -> None:
    with pytest.raises(Invalid, match="请上传佐证材料"):
        close(plans, why_no_files=" ")
    assert close(plans).statement == "资产已全部盘活。\n没有佐证材料：无纸质材料。"


def test_a_task_is_not_finished_tomorrow(plans: Plans) -> None:
    with pytest.raises(Invalid, match="不能晚于今天"):
        close(plans, finished_on=date(2026, 6, 2))


@pytest.mark.parametrize("who", ["liaison", "stranger", "leader", "office", "county_office"])
def test_only_who_acts_for_the_lead_unit_asks(plans: Plans, who: str) -> None:
    with pytest.raises(NotAllowed):
        close(plans, who)


@pytest.mark.parametrize("state", [TaskState.CLOSED, TaskState.TERMINATED, TaskState.DRAFT])
def test_only_a_task_in_force_is_closed(plans: Plans, state: TaskState) -> None:
    Task.objects.filter(pk=plans.task("2").pk).update(state=state)

    with pytest.raises(Conflict):
        close(plans)


def test_one_request_is_open_at_a_time_and_sent_twice_it_is_one(plans: Plans) -> None:
    assert close(plans) == close(plans)
    assert plans.city.events().count("closure.asked") == 1
    with pytest.raises(Conflict, match="正在核查"):
        close(plans, statement="另一种说法。")


def test_accepted_the_task_is_closed_and_both_words_are_kept_apart(year: Year) -> None:
    row, version = year.closure, year.closure.task.version

    accept(row, year.city.actor("office"), decision="予以销号。")

    row = Closure.objects.get()
    assert (row.state, row.statement, row.verification) == ("accepted", "资产已全部盘活。", SEEN)
    assert (row.decision, row.decided_by, row.decided_at) == ("予以销号。", "督小青", DECIDED)
    assert (row.task.state, row.task.version) == (TaskState.CLOSED, version + 1)
    event = Event.objects.latest("sequence")
    assert sentence(event) == f"任务“盘活存量资产。”验收通过，予以销号，核查情况：{SEEN}"
    assert event.after["按要求完成"] == "2026年4月7日"


def test_a_report_still_owed_is_released_and_owed_again_once_reopened(year: Year) -> None:
    close_task = ask_closure(
        task=year.plans.task("1"),
        statement="已全部开工。",
        finished_on=date(2026, 4, 7),
        why_no_files="见统计报表。",
        at=FILED,
        by=year.city.actor("liaison"),
    )
    accept(close_task, year.city.actor("office"))
    year.report.refresh_from_db()
    assert year.report.state == FilingState.RELEASED

    reopen_closure(closure=close_task, reason="项目停工。", at=FILED, by=year.city.actor("office"))

    year.report.refresh_from_db()
    close_task.refresh_from_db()
    assert year.report.state == FilingState.OWED
    assert (close_task.state, close_task.reopen_reason, close_task.reopened_by) == ("reopened", "项目停工。", "督小青")
    assert year.plans.task("1").state == TaskState.IN_FORCE
    assert year.city.events()[-1] == "closure.reopened"


def test_refused_the_task_goes_on_and_may_be_asked_for_again(year: Year) -> None:
    refuse(year.closure, year.city.actor("office"))

    assert Closure.objects.get().decision == "还缺一宗。"
    assert year.plans.task("2").state == TaskState.IN_FORCE
    assert close(year.plans).state == "asked"


def test_what_was_checked_is_said(year: Year) -> None:
    office = year.city.actor("office")

    with pytest.raises(Invalid, match="核查情况"):
        accept(year.closure, office, verification=" ")
    with pytest.raises(Invalid, match="不同意的理由"):
        refuse(year.closure, office, decision="")
    accept(year.closure, office)
    with pytest.raises(Invalid, match="重新打开的原因"):
        reopen_closure(closure=year.closure, reason="", at=DECIDED, by=office)


def test_two_checks_of_one_request_are_one(year: Year) -> None:
    year.city.add_account("colleague", name="方同事", unit="市政府办", role=Role.OFFICE)
    accept(year.closure, year.city.actor("office"))

    with pytest.raises(Conflict, match="督小青已核查：已销号"):
        refuse(year.closure, year.city.actor("colleague"))


def test_a_page_that_showed_an_older_request_checks_nothing(year: Year) -> None:
    with pytest.raises(Conflict, match="已被他人修改"):
        accept(year.closure, year.city.actor("office"), seen=year.closure.version - 1)


def test_who_asked_does_not_check(year: Year) -> None:
    Closure.objects.update(asker=year.city.accounts["office"], asked_by="从前的名字")

    with pytest.raises(NotAllowed, match="须由他人核查"):
        accept(year.closure, year.city.actor("office"))


def test_somebody_of_the_same_name_checks(year: Year) -> None:
    Closure.objects.update(asker=year.city.accounts["finance"], asked_by="督小青")

    assert accept(year.closure, year.city.actor("office")).state == ClosureState.ACCEPTED


def test_of_a_request_without_an_account_the_name_decides(year: Year) -> None:
    Closure.objects.update(asked_by="督小青")

    with pytest.raises(NotAllowed, match="须由他人核查"):
        accept(year.closure, year.city.actor("office"))


def test_what_waits_is_counted_for_each(year: Year) -> None:
    waits = {who: waiting_for(year.city.actor(who)).count() for who in ROLES}

    assert waits == dict.fromkeys(ROLES, 0) | {"office": 1, "finance": 1}


def test_the_office_sees_figures_open_tasks_below_and_the_last_report(year: Year) -> None:
    task, county = year.plans.task("1"), year.city.places["临川县"]
    target = task.targets.get()
    ReportFigure.objects.create(report=year.report, target=target, value=12)
    below = Task.objects.create(
        plan=year.plans.force,
        jurisdiction=county,
        jurisdiction_path=county.path,
        year=2026,
        text="开工12个。",
        state=TaskState.IN_FORCE,
    )
    TaskLink.objects.create(parent=task, child=below)

    owed = beside(task, year.city.actor("office"))
    assert (owed.reached[0].words, owed.report, owed.children) == ("还没有报数", None, [below])
    year.report.state = FilingState.SUBMITTED
    year.report.save()
    filed = beside(task, year.city.actor("office"))
    assert (filed.reached[0].words, filed.report) == ("自报12 个，未核定", year.report)
    ReportFigure.objects.update(verified=10)
    assert beside(task, year.city.actor("office")).reached[0].words == "核定10 个"
