"""A clock in the database: stopped, resumed, extended by the office of the place; late in SQL as in Python."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from duban.apps.audit.models import Event
from duban.apps.outbox.owing import Span, owed_by
from duban.apps.progress.actions import clocks as actions
from duban.apps.progress.actions import instructions
from duban.apps.progress.models import Clock, Instruction
from duban.apps.progress.queries.clocks import late, standing_of, stopped_since
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from progress_cast import Year

MONDAY = datetime(2026, 4, 13, 1, 0, tzinfo=UTC)  # five working days before the end, Monday 20 April at 18:00
DUE = datetime(2026, 4, 20, 10, 0, tzinfo=UTC)
WEEK = Span(datetime(2026, 4, 20).date(), datetime(2026, 4, 30).date())


def clock_of(year: Year) -> Clock:
    return Clock.objects.get(pk=year.instruction.clock_id)


def stop(year: Year, *, at: datetime = MONDAY, who: str = "office", reason: str = "等听证结果。") -> Clock:
    return actions.stop_clock(clock=clock_of(year), reason=reason, at=at, by=year.city.actor(who))


def test_what_was_left_when_it_stopped_is_left_when_it_goes_on(year: Year) -> None:
    stop(year)
    row = actions.resume_clock(clock=clock_of(year), at=MONDAY + timedelta(days=7), by=year.city.actor("office"))

    assert row.due_at == datetime(2026, 4, 27, 10, 0, tzinfo=UTC)
    assert clock_of(year).original_due_at == DUE
    assert [stop.resumed_by for stop in row.stops.all()] == ["督小青"]
    assert year.city.events() == ["clock.stopped", "clock.resumed"]


def test_its_events_stand_in_the_history_of_what_it_runs_for(year: Year) -> None:
    stop(year)

    event = Event.objects.get()
    assert (event.target_kind, event.target_key) == ("progress.instruction", year.instruction.pk)
    assert (event.after["事项"], event.note) == ("贺知远给青泽市发展和改革局的批示", "等听证结果。")


def test_a_stop_inside_a_stop_is_not_made(year: Year) -> None:
    stop(year)

    with pytest.raises(Conflict, match="已在暂停中"):
        stop(year)
    assert clock_of(year).stops.count() == 1


def test_a_clock_that_ran_out_does_not_stop(year: Year) -> None:
    with pytest.raises(Conflict, match="期限已过"):
        stop(year, at=DUE + timedelta(minutes=1))


def test_a_reason_is_given(year: Year) -> None:
    with pytest.raises(Invalid, match="原因"):
        stop(year, reason=" ")


@pytest.mark.parametrize("who", ["liaison", "leader", "county_office"])
def test_only_the_office_of_the_place_stops_it(year: Year, who: str) -> None:
    with pytest.raises(NotAllowed):
        stop(year, who=who)


def test_who_saw_it_before_it_changed_does_not_stop_it(year: Year) -> None:
    with pytest.raises(Conflict, match="刷新"):
        actions.stop_clock(clock=clock_of(year), reason="等。", at=MONDAY, seen=9, by=year.city.actor("office"))


def test_what_runs_is_not_resumed(year: Year) -> None:
    with pytest.raises(Conflict, match="没有暂停"):
        actions.resume_clock(clock=clock_of(year), at=MONDAY, by=year.city.actor("office"))


def extend(year: Year, due: datetime, *, at: datetime = MONDAY) -> Clock:
    office = year.city.actor("office")
    return actions.extend_clock(clock=clock_of(year), due=due, reason="材料不齐。", at=at, by=office)


def test_an_extension_keeps_the_first_end(year: Year) -> None:
    row = extend(year, DUE + timedelta(days=7))

    assert (row.due_at, row.original_due_at) == (DUE + timedelta(days=7), DUE)
    assert (row.extensions.get().before, Event.objects.get().after["说明"]) == (DUE, "")


def test_an_extension_after_the_end_says_so(year: Year) -> None:
    extend(year, DUE + timedelta(days=7), at=DUE + timedelta(days=1))

    assert Event.objects.get().after["说明"] == "（期限过后办理）"


@pytest.mark.parametrize(("due", "at"), [(DUE, MONDAY), (DUE + timedelta(days=1), DUE + timedelta(days=2))])
def test_an_extension_ends_later_than_before_and_than_now(year: Year, due: datetime, at: datetime) -> None:
    with pytest.raises(Invalid, match="晚于"):
        extend(year, due, at=at)


def test_a_stopped_clock_is_not_extended(year: Year) -> None:
    stop(year)

    with pytest.raises(Conflict, match="恢复以后"):
        extend(year, DUE + timedelta(days=7))


def test_an_answer_while_it_stands_still_ends_the_stop(year: Year) -> None:
    stop(year)
    instructions.answer_instruction(
        instruction=year.instruction, text="已开工。", at=MONDAY + timedelta(days=30), by=year.city.actor("liaison")
    )

    row = clock_of(year)
    assert row.ended_at == MONDAY + timedelta(days=30)
    assert row.due_at > row.ended_at
    assert row.stops.get().resumed_by == "林联络"


def test_what_is_owed_is_told_but_not_while_it_stands_still(year: Year) -> None:
    unit = year.city.units["发改"].pk
    owed = lambda span: [one for one in owed_by([unit], span) if one.kind == "办理批示"]  # noqa: E731

    assert [(one.key, one.due.isoformat(), one.done_on) for one in owed(WEEK)] == [
        (f"instruction:{year.instruction.pk}", "2026-04-20", None)
    ]
    stop(year)
    assert owed(WEEK) == []


def test_what_was_answered_is_told_where_it_is_asked_for(year: Year) -> None:
    unit = year.city.units["发改"].pk
    instructions.answer_instruction(
        instruction=year.instruction, text="已开工。", at=MONDAY, by=year.city.actor("liaison")
    )

    for done, days in ((False, []), (True, ["2026-04-13"])):
        found = owed_by([unit], Span(WEEK.first, WEEK.last, done=done))
        assert [str(one.done_on) for one in found if one.kind == "办理批示"] == days


@pytest.mark.parametrize("ended", [None, -1, 0, 1])
@pytest.mark.parametrize("is_stopped", [False, True])
@pytest.mark.parametrize("now", [-60, 0, 1, 90])
def test_late_is_the_same_in_the_database_and_in_python(
    year: Year, ended: int | None, is_stopped: bool, now: int
) -> None:
    if is_stopped:
        stop(year)
    at = DUE + timedelta(minutes=now)
    Clock.objects.update(ended_at=None if ended is None else DUE + timedelta(minutes=ended))

    rows = Instruction.objects.annotate(stopped_at=stopped_since()).select_related("clock")
    row = rows.get()
    said = standing_of(row.clock, stopped=row.stopped_at, at=at).is_late

    assert Instruction.objects.filter(late(at)).exists() is said
