"""批示: a leader writes it, each unit answers its own, the leader or the office settles it or asks for more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from duban.apps.audit.models import Event
from duban.apps.organizations.models import Appointment, Official
from duban.apps.progress.actions import instructions as actions
from duban.apps.progress.models import Clock, Evidence, Instruction
from duban.apps.progress.queries.instruction_threads import of_task, shown
from duban.apps.progress.queries.instructions import count_waiting, instructions_for
from duban.rulebook.clocks import Limit
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.requests import InstructionState
from duban.rulebook.tasks import TaskState
from plan_cast import Plans
from progress_cast import PICTURE, Year

AT = datetime(2026, 4, 9, 1, 0, tzinfo=UTC)  # Thursday 09:00
THREE = Limit(working_days=3)
STOPS = ("stop", "resume", "extend")


def give(plans: Plans, *units: str, at: datetime = AT, text: str = "请说明进展。") -> list[Instruction]:
    chosen = [plans.city.units[key] for key in units or ("发改",)]
    leader = plans.city.actor("leader")
    return actions.give_instruction(task=plans.task("1"), units=chosen, text=text, limit=THREE, at=at, by=leader)


def hold(plans: Plans, *, since: date) -> None:
    """The account "leader" holds the post of the task's leader from a day on."""
    official = Official.objects.create(jurisdiction=plans.place, name="顾清源")
    plans.leader.appointments.update(until=since)
    Appointment.objects.create(post=plans.leader, official=official, since=since)
    account = plans.city.accounts["leader"]
    account.official = official
    account.save()


def answer(plans: Plans, row: Instruction, *, at: datetime = AT, who: str = "liaison", **more: object) -> Instruction:
    return actions.answer_instruction(instruction=row, text="已开工38个。", at=at, by=plans.city.actor(who), **more)


def test_each_unit_gets_its_own_with_its_own_clock(plans: Plans) -> None:
    rows = give(plans, "发改", "财政")

    assert [row.unit.name for row in rows] == ["青泽市发展和改革局", "青泽市财政局"]
    assert len({row.clock_id for row in rows}) == 2
    assert {row.clock.due_at for row in rows} == {datetime(2026, 4, 14, 10, 0, tzinfo=UTC)}  # Tuesday at 18:00
    assert plans.city.events() == ["instruction.given"] * 2


def test_it_is_said_in_the_post_the_leader_holds_that_day(plans: Plans) -> None:
    hold(plans, since=AT.date())

    before = give(plans, at=AT - timedelta(days=2), text="请抓紧。")
    then = give(plans)

    assert (before[0].post, then[0].post, then[0].leader) == (None, plans.leader, "顾清源")


def test_the_same_words_given_twice_are_one(plans: Plans) -> None:
    first, again = give(plans), give(plans, at=AT + timedelta(seconds=2))

    assert [row.pk for row in first] == [row.pk for row in again]
    assert plans.city.events() == ["instruction.given"]


def test_only_units_of_the_task_can_be_asked(plans: Plans) -> None:
    with pytest.raises(Invalid, match="责任单位"):
        give(plans, "文旅")


def test_it_says_something(plans: Plans) -> None:
    with pytest.raises(Invalid, match="批示内容"):
        give(plans, text="  ")


@pytest.mark.parametrize("who", ["office", "unit_head", "reader"])
def test_only_a_leader_instructs(plans: Plans, who: str) -> None:
    with pytest.raises(NotAllowed, match="只有领导"):
        actions.give_instruction(
            task=plans.task("1"),
            units=[plans.city.units["发改"]],
            text="请抓紧。",
            limit=THREE,
            at=AT,
            by=plans.city.actor(who),
        )


def test_nothing_is_asked_about_a_task_that_ended(plans: Plans) -> None:
    task = plans.task("1")
    task.state = TaskState.CLOSED
    task.save()

    with pytest.raises(Conflict, match="办结"):
        give(plans)


def test_the_unit_answers_with_its_evidence_and_the_clock_ends(plans: Plans) -> None:
    row = answer(plans, give(plans)[0], files=[("名单.pdf", PICTURE)], at=AT + timedelta(days=1))

    assert (row.state, row.answers.get().by) == (InstructionState.ANSWERED, "林联络")
    assert Clock.objects.get(pk=row.clock_id).ended_at == AT + timedelta(days=1)
    assert Evidence.objects.get(answer=row.answers.get()).name == "名单.pdf"
    assert plans.city.events() == ["instruction.given", "instruction.evidence_attached", "instruction.answered"]


@pytest.mark.parametrize("who", ["finance", "stranger", "office"])
def test_another_unit_does_not_answer(plans: Plans, who: str) -> None:
    with pytest.raises(NotAllowed, match="只有青泽市发展和改革局的负责人"):
        answer(plans, give(plans)[0], who=who)


def test_an_answer_sent_twice_is_one(plans: Plans) -> None:
    row = give(plans)[0]
    answer(plans, row, seen=1)

    with pytest.raises(Conflict):
        answer(plans, row, seen=1)
    assert row.answers.count() == 1


def test_who_saw_it_before_it_changed_does_not_answer_it(plans: Plans) -> None:
    row = give(plans)[0]
    Instruction.objects.filter(pk=row.pk).update(version=2)

    with pytest.raises(Conflict, match="刷新"):
        answer(plans, row, seen=1)


@pytest.mark.parametrize("who", ["leader", "office"])
def test_the_leader_or_the_office_settles_it(plans: Plans, who: str) -> None:
    row = answer(plans, give(plans)[0])

    row = actions.settle_instruction(instruction=row, reply="同意。", at=AT, by=plans.city.actor(who))

    assert (row.state, row.settled_by) == (InstructionState.SETTLED, plans.city.actor(who).name)
    assert row.answers.get().reply == "同意。"
    assert Event.objects.order_by("sequence").last().note == "：同意。"


def test_what_is_not_answered_is_not_settled(plans: Plans) -> None:
    with pytest.raises(Conflict, match="待办理"):
        actions.settle_instruction(instruction=give(plans)[0], at=AT, by=plans.city.actor("office"))


def test_asked_to_go_on_it_runs_again_and_the_first_end_stays(plans: Plans) -> None:
    row = answer(plans, give(plans)[0], at=AT + timedelta(days=1))
    first = row.clock.original_due_at
    later = AT + timedelta(days=4)

    row = actions.continue_instruction(
        instruction=row, reply="请附名单。", limit=Limit(working_hours=4), at=later, by=plans.city.actor("leader")
    )

    clock = Clock.objects.get(pk=row.clock_id)
    assert (row.state, clock.ended_at, clock.original_due_at) == (InstructionState.GIVEN, None, first)
    assert clock.due_at == datetime(2026, 4, 13, 7, 0, tzinfo=UTC)  # Monday 09:00, four hours, over noon
    assert clock.extensions.get().reason == "请继续办理：请附名单。"
    assert row.answers.get().reply == "请附名单。"


def test_a_settled_one_is_opened_again(plans: Plans) -> None:
    row = answer(plans, give(plans)[0])
    row = actions.settle_instruction(instruction=row, at=AT, by=plans.city.actor("leader"))

    row = actions.continue_instruction(
        instruction=row, reply="又停工了。", limit=THREE, at=AT + timedelta(days=9), by=plans.city.actor("leader")
    )

    assert (row.state, row.settled_at) == (InstructionState.GIVEN, None)
    assert plans.city.events()[-1] == "instruction.reopened"


def test_a_late_answer_stays_late_after_more_was_asked(plans: Plans) -> None:
    row = answer(plans, give(plans)[0], at=AT + timedelta(days=10))
    actions.continue_instruction(
        instruction=row, reply="请附名单。", limit=THREE, at=AT + timedelta(days=11), by=plans.city.actor("leader")
    )

    thread = shown(of_task(plans.task("1")), at=AT + timedelta(days=11))[0].lines

    assert [(line.title, line.is_bad) for line in thread] == [
        ("批示", False),
        ("反馈", True),
        ("请继续办理", False),
    ]


def test_the_leader_takes_it_back_while_it_is_open(plans: Plans) -> None:
    row = actions.withdraw_instruction(instruction=give(plans)[0], at=AT, by=plans.city.actor("leader"))

    assert row.state == InstructionState.WITHDRAWN
    assert Clock.objects.get(pk=row.clock_id).ended_at == AT
    assert shown(of_task(plans.task("1")), at=AT) == []


def test_another_leaders_words_are_not_taken_back(year: Year) -> None:
    with pytest.raises(NotAllowed, match="贺知远的批示，由本人撤回"):
        actions.withdraw_instruction(instruction=year.instruction, at=AT, by=year.city.actor("leader"))


def test_the_successor_in_the_post_may_take_it_back(year: Year) -> None:
    hold(year.plans, since=AT.date())

    row = actions.withdraw_instruction(instruction=year.instruction, at=AT, by=year.city.actor("leader"))

    assert row.state == InstructionState.WITHDRAWN


def test_an_answered_one_is_not_taken_back(plans: Plans) -> None:
    row = answer(plans, give(plans)[0])

    with pytest.raises(Conflict, match="已反馈"):
        actions.withdraw_instruction(instruction=row, at=AT, by=plans.city.actor("leader"))


def test_each_waits_for_whoever_has_to_act(plans: Plans) -> None:
    row, other = give(plans, "发改", "财政")
    waiting = lambda who: count_waiting(plans.city.actor(who))  # noqa: E731

    assert [waiting(who) for who in ("liaison", "finance", "stranger", "leader", "office", "reader")] == [
        1, 1, 0, 0, 0, 0
    ]  # fmt: skip

    answer(plans, row)

    assert [waiting(who) for who in ("liaison", "finance", "leader", "office")] == [0, 1, 1, 1]
    assert list(instructions_for(plans.city.actor("finance"))) == [other]


def test_the_unit_it_was_merged_into_answers(plans: Plans) -> None:
    row = give(plans)[0]
    unit = plans.city.units["发改"]
    unit.merged_into, unit.until = plans.city.units["财政"], AT.date()
    unit.save()

    assert answer(plans, row, who="finance").state == InstructionState.ANSWERED


def pages_of(plans: Plans, who: str, *paths: str) -> list[int]:
    """How many queries each page makes."""
    browser, counted = plans.city.client(who), []
    for path in paths:
        browser.get(path)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        counted.append(len(queries))
    return counted


def test_pages_cost_the_same_however_much_was_said(plans: Plans) -> None:
    paths = ("/progress/instructions/", reverse("plans:task", args=[plans.task("1").pk]))
    answer(plans, give(plans)[0])
    few = pages_of(plans, "leader", *paths)

    for text in ("请报进展。", "请报问题。", "请附名单。"):
        for row in give(plans, "发改", "财政", text=text):
            answer(plans, row, who="liaison" if row.unit == plans.city.units["发改"] else "finance")

    assert pages_of(plans, "leader", *paths) == few


def test_a_leader_writes_on_the_page_and_sees_it_on_the_task(plans: Plans) -> None:
    task, browser = plans.task("1"), plans.city.client("leader")
    page = browser.get(reverse("progress:instruct", args=[task.pk]) + "?say=1").content.decode()
    assert "请说明滞后原因和补救措施。" in page
    values = {"text": "请说明滞后原因。", "units": [plans.city.units["发改"].pk], "limit": "h4"}

    answered = browser.post(reverse("progress:instruct", args=[task.pk]), values, follow=True)

    row = Instruction.objects.get()
    assert (row.clock.working_hours, row.leader, row.unit) == (4, "顾清源", plans.city.units["发改"])
    assert "请说明滞后原因。" in answered.content.decode()


def test_a_unit_answers_on_the_page_and_an_empty_answer_is_told(plans: Plans) -> None:
    row, browser = give(plans)[0], plans.city.client("liaison")
    address = reverse("progress:instruction-answer", args=[row.pk])

    empty = browser.post(address, {"text": "", "seen": 1})
    assert empty.status_code == 200
    assert "还有 1 处要改" in empty.content.decode()
    browser.post(address, {"text": "已开工38个。", "seen": 1, "files": SimpleUploadedFile("名单.pdf", PICTURE)})

    row.refresh_from_db()
    assert (row.state, Evidence.objects.get().name) == (InstructionState.ANSWERED, "名单.pdf")
    assert "名单.pdf" in browser.get(reverse("progress:instruction", args=[row.pk])).content.decode()


def test_the_office_stops_and_extends_on_the_page(plans: Plans) -> None:
    row, browser = give(plans, at=timezone.now())[0], plans.city.client("office")
    stop, resume, extend = (reverse(f"progress:clock-{verb}", args=[row.clock_id]) for verb in STOPS)

    browser.post(stop, {"reason": "等听证结果。", "seen": 1})
    assert "已暂停，余3个工作日" in browser.get(reverse("progress:instruction", args=[row.pk])).content.decode()
    browser.post(resume, {"seen": 2})
    day = (timezone.localdate() + timedelta(days=60)).isoformat()
    browser.post(extend, {"due": day, "reason": "材料不齐。", "seen": 3})

    clock = Clock.objects.get(pk=row.clock_id)
    assert (clock.stops.count(), f"{timezone.localtime(clock.due_at):%Y-%m-%d %H:%M}") == (1, f"{day} 18:00")
