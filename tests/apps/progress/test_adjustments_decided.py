"""Who decides a request, in which state; that it is decided once."""

from __future__ import annotations

from datetime import date

import pytest
from change_cast import AT, DECIDED, LATER, ask, change_holder, in_charge, refer
from django.db import transaction

from duban.apps.audit.models import Event
from duban.apps.audit.sentences import sentence
from duban.apps.organizations.actions.unit_merging import merge_units
from duban.apps.plans.models import Task
from duban.apps.progress.actions.adjustment_review import grant_adjustment, refer_adjustment, refuse_adjustment
from duban.apps.progress.actions.adjustments import withdraw_adjustment
from duban.apps.progress.adjusting import postponing, responsibility, terminating
from duban.apps.progress.models import Adjustment, Practice
from duban.apps.progress.queries.adjustments import waiting_for
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.requests import ADJUSTMENT, AdjustmentKind, AdjustmentState
from duban.rulebook.roles import Role
from duban.rulebook.tasks import ResponsibilityRole, TaskState
from plan_cast import Plans
from progress_cast import Year

ON = DECIDED.date()
VERBS = {
    AdjustmentState.GRANTED: lambda row, by: grant_adjustment(adjustment=row, decision="同意。", at=DECIDED, by=by),
    AdjustmentState.REFUSED: lambda row, by: refuse_adjustment(
        adjustment=row, decision="理由不足。", at=DECIDED, by=by
    ),
    AdjustmentState.REFERRED: lambda row, by: refer_adjustment(adjustment=row, referral="拟同意。", at=DECIDED, by=by),
    AdjustmentState.WITHDRAWN: lambda row, by: withdraw_adjustment(adjustment=row, by=by),
}
ROLES = ("office", "leader", "liaison", "unit_head", "finance", "reader", "county_office", "system_admin")
MAY = {  # who does what in which state; nobody else, and nothing in the states that are not here
    (AdjustmentState.ASKED, AdjustmentState.GRANTED): {"office"},
    (AdjustmentState.ASKED, AdjustmentState.REFUSED): {"office"},
    (AdjustmentState.ASKED, AdjustmentState.REFERRED): {"office"},
    (AdjustmentState.ASKED, AdjustmentState.WITHDRAWN): {"liaison", "unit_head"},
    (AdjustmentState.REFERRED, AdjustmentState.GRANTED): {"leader"},
    (AdjustmentState.REFERRED, AdjustmentState.REFUSED): {"leader"},
    (AdjustmentState.REFERRED, AdjustmentState.WITHDRAWN): {"liaison", "unit_head"},
}


def grant(row: Adjustment, plans: Plans, who: str = "office", **given: object) -> Adjustment:
    asked = {"decision": "同意。", "at": DECIDED, **given}
    return grant_adjustment(adjustment=row, by=plans.city.actor(who), **asked)


def left_to_leader(plans: Plans, *kinds: AdjustmentKind) -> None:
    Practice.objects.create(jurisdiction=plans.place, leader_decides=[kind.value for kind in kinds])


@pytest.mark.parametrize("state", AdjustmentState)
@pytest.mark.parametrize("verb", VERBS)
def test_every_state_every_verb_every_role(year: Year, state: AdjustmentState, verb: AdjustmentState) -> None:
    Adjustment.objects.update(state=state)
    done = set()
    for who in ROLES:
        try:
            with transaction.atomic():
                VERBS[verb](Adjustment.objects.get(), year.city.actor(who))
                done.add(who)
                transaction.set_rollback(True)
        except (NotAllowed, Conflict):
            pass

    assert done == MAY.get((state, verb), set())
    assert bool(done) == ADJUSTMENT.may_move(state, verb)


def test_granted_the_deadline_moves_and_the_original_stays(plans: Plans) -> None:
    plans.task("1").targets.update(due=date(2026, 12, 31))
    row, version = ask(plans), plans.task("1").version

    grant(row, plans)

    task, row = plans.task("1"), Adjustment.objects.get()
    assert (task.deadline, task.original_deadline, task.version) == (LATER, date(2026, 12, 31), version + 1)
    assert task.targets.get().due == LATER
    assert (row.state, row.decision, row.decided_by, row.decided_at) == ("granted", "同意。", "督小青", DECIDED)
    event = Event.objects.latest("sequence")
    assert (event.before["完成时限"], event.after["完成时限"]) == ("2026年12月31日", "2027年3月31日")
    assert sentence(event).endswith("延期，完成时限由2026年12月31日改为2027年3月31日：同意。")
    assert ["plans.task", task.pk] in event.subjects


def test_an_earlier_day_than_asked_may_be_granted_and_both_are_kept(plans: Plans) -> None:
    grant(ask(plans), plans, after=postponing.wish(date(2027, 1, 31)))

    row = Adjustment.objects.get()
    assert plans.task("1").deadline == date(2027, 1, 31)
    assert (row.after["deadline"], row.after["asked"]["deadline"]) == ("2027-01-31", "2027-03-31")


def test_refused_the_task_stays_as_it_is(plans: Plans) -> None:
    refuse_adjustment(adjustment=ask(plans), decision="可以按期完成。", at=DECIDED, by=plans.city.actor("office"))

    assert plans.task("1").deadline == date(2026, 12, 31)
    assert plans.city.events()[-1] == "adjustment.refused"


@pytest.mark.parametrize("words", ["", "   ", "长" * 2001])
def test_a_decision_needs_words_that_can_be_kept(plans: Plans, words: str) -> None:
    with pytest.raises(Invalid):
        grant(ask(plans), plans, decision=words)
    assert plans.task("1").deadline == date(2026, 12, 31)


def test_who_asked_never_decides(plans: Plans) -> None:
    row = ask(plans, who="office")

    with pytest.raises(NotAllowed, match="须由他人审批"):
        grant(row, plans)
    plans.city.add_account("colleague", name="方同事", unit="市政府办", role=Role.OFFICE)
    assert grant(row, plans, "colleague").state == "granted"


def test_somebody_of_the_same_name_decides(plans: Plans) -> None:
    row = ask(plans, who="office")
    Adjustment.objects.update(asker=plans.city.accounts["liaison"])

    assert grant(row, plans).state == AdjustmentState.GRANTED


def test_who_asked_may_refer_it_to_the_leader(plans: Plans) -> None:
    assert grant(refer(ask(plans, who="office"), plans.city), plans, "leader").state == "granted"


def test_what_the_rules_leave_to_the_leader_the_office_only_refers(plans: Plans) -> None:
    left_to_leader(plans, AdjustmentKind.POSTPONE)
    row = ask(plans)

    for decide in (grant_adjustment, refuse_adjustment):
        with pytest.raises(Conflict, match="延期由领导审批"):
            decide(adjustment=row, decision="同意。", at=DECIDED, by=plans.city.actor("office"))
    row = refer(row, plans.city)
    assert (row.state, row.referral, row.referred_by) == ("referred", "拟同意。", "督小青")
    assert grant(row, plans, "leader").decided_by == "顾清源"
    grant(ask(plans, kind=AdjustmentKind.TERMINATE, after=terminating.wish()), plans)


def test_the_leader_in_charge_decides_and_no_other(plans: Plans) -> None:
    key = in_charge(plans)
    row = refer(ask(plans), plans.city)

    with pytest.raises(NotAllowed, match="贺知远分管"):
        grant(row, plans, "leader")
    assert list(waiting_for(plans.city.actor(key), on=ON)) == [row]
    assert not waiting_for(plans.city.actor("leader"), on=ON)
    assert grant(row, plans, key).decided_by == "贺知远"


def test_who_holds_the_post_on_the_day_decides(plans: Plans) -> None:
    former, successor = in_charge(plans), change_holder(plans, ON)
    row = refer(ask(plans), plans.city)

    with pytest.raises(NotAllowed, match="宋安澜分管"):
        grant(row, plans, former)
    assert list(waiting_for(plans.city.actor(former), on=AT.date())) == [row]
    assert not waiting_for(plans.city.actor(former), on=ON)
    assert grant(row, plans, successor).decided_by == "宋安澜"


def test_without_an_account_of_who_is_in_charge_any_leader_of_the_place_decides(plans: Plans) -> None:
    row = refer(ask(plans), plans.city)

    assert list(waiting_for(plans.city.actor("leader"), on=ON)) == [row]
    assert grant(row, plans, "leader").decided_by == "顾清源"


def test_a_leader_does_not_decide_before_the_office_said_its_opinion(plans: Plans) -> None:
    with pytest.raises(NotAllowed, match="还没有提出拟办意见"):
        grant(ask(plans), plans, "leader")


def test_nothing_is_referred_where_no_leader_could_answer(plans: Plans) -> None:
    plans.city.accounts["leader"].is_active = False
    plans.city.accounts["leader"].save()

    with pytest.raises(Conflict, match="还没有领导账号"):
        refer(ask(plans), plans.city)


def test_two_decisions_of_one_request_are_one(plans: Plans) -> None:
    row = ask(plans)
    plans.city.add_account("colleague", name="方同事", unit="市政府办", role=Role.OFFICE)
    grant(row, plans)

    with pytest.raises(Conflict, match="督小青已审批：已同意"):
        refuse_adjustment(adjustment=row, decision="不行。", at=DECIDED, by=plans.city.actor("colleague"))
    assert plans.task("1").deadline == LATER


def test_a_page_that_showed_an_older_request_or_task_decides_nothing(plans: Plans) -> None:
    row = ask(plans)
    task = plans.task("1")

    with pytest.raises(Conflict, match="已被他人修改"):
        grant(row, plans, seen=row.version - 1)
    Task.objects.filter(pk=task.pk).update(version=task.version + 1)
    with pytest.raises(Conflict, match="已被他人修改"):
        grant(row, plans, task_seen=task.version)


def test_what_became_impossible_meanwhile_is_refused_with_its_reason(plans: Plans) -> None:
    row = ask(plans)
    Task.objects.filter(pk=plans.task("1").pk).update(deadline=LATER)

    with pytest.raises(Invalid, match="应晚于现在的2027年3月31日"):
        grant(row, plans)
    assert Adjustment.objects.get().state == "asked"


def test_a_unit_merged_meanwhile_is_not_given_a_task(plans: Plans) -> None:
    role, units = ResponsibilityRole, plans.city.units
    wish = responsibility.wish({role.LEAD: [units["文旅"]], role.IMPLEMENT: [], role.SUPPORT: [units["发改"]]})
    row = ask(plans, kind=AdjustmentKind.RESPONSIBILITY, after=wish)
    merge_units(
        losing=units["文旅"],
        winning=units["财政"],
        since=AT.date(),
        on=AT.date(),
        chosen={},
        by=plans.city.actor("system_admin"),
    )

    with pytest.raises(Invalid, match="已并入“青泽市财政局”"):
        grant(row, plans)
    mended = responsibility.wish({role.LEAD: [units["财政"]], role.IMPLEMENT: [], role.SUPPORT: [units["发改"]]})
    assert grant(row, plans, after=mended).state == "granted"


def test_when_the_task_ends_what_else_was_asked_lapses(year: Year) -> None:
    year.closure.task, year.closure.unit = year.adjustment.task, year.adjustment.unit
    year.closure.save()
    terminate = ask(year.plans, kind=AdjustmentKind.TERMINATE, after=terminating.wish())

    grant(terminate, year.plans)

    year.adjustment.refresh_from_db()
    year.closure.refresh_from_db()
    assert year.plans.task("1").state == TaskState.TERMINATED
    assert (year.adjustment.state, year.closure.state) == ("withdrawn", "withdrawn")
    assert year.adjustment.decision == "任务已终止，申请不再办理。"
    assert {"adjustment.lapsed", "closure.lapsed"} <= set(year.city.events())


def test_what_waits_is_counted_for_each(plans: Plans) -> None:
    city, row = plans.city, ask(plans)

    assert [waiting_for(city.actor(who), on=ON).count() for who in ("office", "leader", "liaison", "finance")] == [
        1,
        0,
        1,
        0,
    ]
    refer(row, city)
    assert [waiting_for(city.actor(who), on=ON).count() for who in ("office", "leader", "liaison", "reader")] == [
        0,
        1,
        1,
        0,
    ]
    assert not waiting_for(city.actor("county_office"), on=ON)
