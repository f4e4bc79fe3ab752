"""A case before it is served: opened, edited, submitted, approved, decided against; and how it goes out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from duban.apps.audit.models import Subject
from duban.apps.dispatch.actions.drafting import void_dispatch
from duban.apps.dispatch.actions.issuing import issue_dispatch
from duban.apps.dispatch.models import Dispatch, NumberSeries
from duban.apps.supervision.actions import cases, cases_raising, cases_serving
from duban.apps.supervision.models import Case, Ladder
from duban.apps.supervision.queries.case_threads import thread
from duban.apps.supervision.queries.cases import cases_for
from duban.rulebook.cases import CaseState, Level
from duban.rulebook.clocks import Limit
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from supervision_cast import Supervised

AT = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)  # a Tuesday
LATER = datetime(2026, 4, 15, 2, 0, tzinfo=UTC)
FIVE = Limit(working_days=5)
WORDS: dict[str, Any] = {
    "subject": "第1项任务滞后",
    "reason": "落后时序进度18个百分点。",
    "basis": "青府〔2026〕6号第1项",
    "demand": "请说明原因，提出措施。",
    "limit": FIVE,
}


def _open(supervised: Supervised, level: Level = Level.URGING, **more: Any) -> Case:
    given = {**WORDS, "unit": supervised.units["财政"], "level": level, "at": AT, **more}
    return cases.open_case(**given, by=supervised.city.actor("office"))


def _issue(supervised: Supervised, case: Case) -> None:
    """The cast's document has the first number of its year."""
    NumberSeries.objects.get_or_create(jurisdiction=supervised.place, code="青督", year=2026, defaults={"last": 1})
    assert case.dispatch is not None
    issue_dispatch(dispatch=case.dispatch, at=LATER, by=supervised.city.actor("office"))


def test_a_person_opens_a_case_at_any_step(supervised: Supervised) -> None:
    row = _open(supervised, Level.NOTICE)

    assert (row.state, row.level, row.working_days, row.trigger) == ("proposed", "notice", 5, "")
    assert row.jurisdiction == supervised.place
    assert supervised.city.events() == ["case.opened"]


def test_the_button_pressed_twice_opens_one(supervised: Supervised) -> None:
    assert _open(supervised) == _open(supervised)


@pytest.mark.parametrize("field", ["subject", "reason", "basis", "demand"])
def test_every_word_of_it_is_wanted(supervised: Supervised, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        _open(supervised, **{field: " "})
    assert refusal.value.field == field


def test_a_county_opens_none_for_the_city(supervised: Supervised) -> None:
    with pytest.raises(NotAllowed, match="本行政区"):
        cases.open_case(
            **WORDS, unit=supervised.units["财政"], level=Level.URGING, at=AT, by=supervised.city.actor("county_office")
        )


def test_a_reminder_is_served_at_once_and_its_clock_runs(supervised: Supervised) -> None:
    row = cases_serving.serve_case(case=supervised.proposed, at=AT, by=supervised.city.actor("office"))

    assert (row.state, row.document, row.dispatch) == (CaseState.SERVED, "", None)
    assert row.clock is not None
    assert row.clock.due_at == datetime(2026, 4, 21, 10, 0, tzinfo=UTC)


def test_a_notice_is_served_when_its_document_is_issued(supervised: Supervised) -> None:
    office = supervised.city.actor("office")
    row = cases_serving.serve_case(case=_open(supervised, Level.NOTICE), at=AT, by=office)

    assert (row.state, row.clock) == (CaseState.DRAFTED, None)
    assert row.dispatch is not None
    assert (row.dispatch.kind, row.dispatch.title) == ("notice", "关于第1项任务滞后的督办单")
    assert "落后时序进度18个百分点。" in row.dispatch.text
    assert "2026年4月21日" in row.dispatch.text

    _issue(supervised, row)
    row.refresh_from_db()
    assert (row.state, row.served_at) == (CaseState.SERVED, LATER)
    assert row.clock is not None
    assert row.clock.due_at.date().isoformat() == "2026-04-22"
    assert "2026年4月22日" in Dispatch.objects.get(pk=row.dispatch_id).text


def test_an_urging_goes_out_without_a_document_where_the_office_says_so(supervised: Supervised) -> None:
    row = cases_serving.serve_case(
        case=_open(supervised), document=cases_serving.NONE, at=AT, by=supervised.city.actor("office")
    )

    assert (row.state, row.dispatch) == (CaseState.SERVED, None)


def test_a_notice_does_not(supervised: Supervised) -> None:
    row = _open(supervised, Level.NOTICE)
    with pytest.raises(Invalid, match="督办单须以文书发出"):
        cases_serving.serve_case(case=row, document="none", at=AT, by=supervised.city.actor("office"))
    with pytest.raises(Invalid, match="不用这种文书"):
        cases_serving.serve_case(case=row, document="bulletin", at=AT, by=supervised.city.actor("office"))


def test_without_a_letterhead_the_way_there_is_said(supervised: Supervised) -> None:
    with pytest.raises(Conflict, match="发文机关"):
        cases_serving.serve_case(case=_open(supervised), at=AT, by=supervised.city.actor("office"))


def test_a_document_thrown_away_puts_the_case_back(supervised: Supervised) -> None:
    office = supervised.city.actor("office")
    row = cases_serving.serve_case(case=_open(supervised, Level.NOTICE), at=AT, by=office)
    assert row.dispatch is not None
    with pytest.raises(Conflict, match="先作废公文"):
        cases.dismiss_case(case=row, reason="情况已变。", at=AT, by=office)
    void_dispatch(dispatch=row.dispatch, reason="不发了。", at=AT, by=office)
    row.refresh_from_db()

    assert (row.state, row.dispatch, row.decided_by) == (CaseState.PROPOSED, None, "")


def test_criticism_always_goes_to_a_leader(supervised: Supervised) -> None:
    office, leader = supervised.city.actor("office"), supervised.city.actor("leader")
    supervised.form.kinds = ["notice", "criticism"]
    supervised.form.save()
    row = _open(supervised, Level.CRITICISM)
    with pytest.raises(Conflict, match="通报批评建议须先呈领导批准"):
        cases_serving.serve_case(case=row, at=AT, by=office)
    row = cases.submit_case(case=row, at=AT, by=office)
    with pytest.raises(NotAllowed):
        cases.approve_case(case=row, at=AT, by=office)
    row = cases.approve_case(case=row, opinion="同意。", at=LATER, by=leader)

    assert (row.state, row.decided_by, row.decision) == (CaseState.DRAFTED, leader.name, "同意。")
    assert row.dispatch is not None
    assert (row.dispatch.kind, row.dispatch.state) == ("criticism", "draft")


def test_what_could_not_be_drafted_on_approval_the_office_drafts(supervised: Supervised) -> None:
    office = supervised.city.actor("office")
    row = cases.submit_case(case=_open(supervised, Level.CRITICISM), at=AT, by=office)
    row = cases.approve_case(case=row, at=AT, by=supervised.city.actor("leader"))
    assert (row.state, row.dispatch) == (CaseState.DRAFTED, None)
    supervised.form.kinds = ["criticism"]
    supervised.form.save()

    assert cases_serving.write_document(case=row, at=AT, by=office).dispatch is not None


def test_the_ladder_says_which_steps_a_leader_approves(supervised: Supervised) -> None:
    Ladder.objects.update(approved_levels=["reminder"])
    office = supervised.city.actor("office")
    with pytest.raises(Conflict, match="提醒须先呈领导批准"):
        cases_serving.serve_case(case=supervised.proposed, at=AT, by=office)
    row = cases.submit_case(case=supervised.proposed, at=AT, by=office)
    row = cases.approve_case(case=row, at=AT, by=supervised.city.actor("leader"))

    assert (row.state, row.served_at) == (CaseState.SERVED, AT)


def test_what_the_leader_wrote_is_read_inside_though_it_was_served_at_once(supervised: Supervised) -> None:
    row = cases.submit_case(case=_open(supervised, Level.INTERVIEW), at=AT, by=supervised.city.actor("office"))
    row = cases.approve_case(case=row, opinion="请先告知。", at=LATER, by=supervised.city.actor("leader"))

    assert [line.text for line in thread(row, is_inside=True) if line.title == "同意发出"] == ["请先告知。"]
    assert "同意发出" not in [line.title for line in thread(row, is_inside=False)]


def test_a_leader_sends_it_back_or_decides_against_it(supervised: Supervised) -> None:
    office, leader = supervised.city.actor("office"), supervised.city.actor("leader")
    row = cases.submit_case(case=supervised.proposed, at=AT, by=office)
    row = cases.return_case(case=row, opinion="再核实。", at=AT, by=leader)
    assert (row.state, row.decision) == (CaseState.PROPOSED, "再核实。")
    row = cases.submit_case(case=row, at=AT, by=office)
    with pytest.raises(NotAllowed):
        cases.dismiss_case(case=row, reason="不督办。", at=AT, by=office)

    assert cases.dismiss_case(case=row, reason="不督办。", at=AT, by=leader).state == CaseState.DISMISSED


def test_an_interview_is_proposed_when_its_step_is_served(supervised: Supervised) -> None:
    row = cases.submit_case(case=_open(supervised, Level.INTERVIEW), at=AT, by=supervised.city.actor("office"))
    Ladder.objects.update(approved_levels=["interview"])
    row = cases.approve_case(case=row, at=AT, by=supervised.city.actor("leader"))

    assert row.state == CaseState.SERVED
    assert (row.interview.state, row.interview.unit) == ("proposed", supervised.units["财政"])


def test_the_graver_step_takes_the_place_of_the_milder_when_it_is_served(supervised: Supervised) -> None:
    office = supervised.city.actor("office")
    milder = cases_serving.serve_case(case=_open(supervised), document="none", at=AT, by=office)
    graver = cases_raising.raise_case(case=milder, reason="反馈内容空泛。", limit=FIVE, at=AT, by=office)

    assert (graver.level, graver.state) == ("notice", "proposed")
    assert graver.reason == "反馈内容空泛。；2026年4月14日已催办"
    milder.refresh_from_db()
    assert milder.state == CaseState.SERVED
    with pytest.raises(Conflict, match="升级已提出"):
        cases_raising.raise_case(case=milder, reason="再升级。", limit=FIVE, at=AT, by=office)
    graver = cases_serving.serve_case(case=graver, at=AT, by=office)
    _issue(supervised, graver)
    milder.refresh_from_db()
    assert (milder.state, milder.ending) == (CaseState.RAISED, "升级为督办单")
    assert milder.clock is not None
    assert milder.clock.ended_at == LATER


def test_a_raise_that_was_decided_against_may_be_asked_again(supervised: Supervised) -> None:
    office = supervised.city.actor("office")
    for _ in range(2):
        graver = cases_raising.raise_case(
            case=supervised.answered, reason="没有实质进展。", limit=FIVE, level=Level.INTERVIEW, at=AT, by=office
        )
        cases.dismiss_case(case=graver, reason="先看下一轮。", at=AT, by=office)

    assert Case.objects.filter(occasion__startswith="raised:").count() == 2
    with pytest.raises(Invalid, match="要高于催办"):
        cases_raising.raise_case(
            case=supervised.answered, reason="x", limit=FIVE, level=Level.REMINDER, at=AT, by=office
        )


def test_it_is_edited_while_nothing_is_decided_and_not_over_another(supervised: Supervised) -> None:
    office, row = supervised.city.actor("office"), supervised.proposed
    edited = cases.edit_case(case=row, level=Level.URGING, **WORDS, seen=row.version, by=office)
    assert (edited.level, edited.subject) == ("urging", WORDS["subject"])
    with pytest.raises(Conflict, match="已被他人修改"):
        cases.edit_case(case=row, level=Level.NOTICE, **WORDS, seen=row.version, by=office)
    with pytest.raises(Conflict, match="没有改动"):
        cases.edit_case(case=row, level=Level.URGING, **WORDS, by=office)
    with pytest.raises(Conflict, match="待反馈，不能再修改"):
        cases.edit_case(case=supervised.case, level=Level.URGING, **WORDS, by=office)


def test_served_twice_it_is_served_once(supervised: Supervised) -> None:
    office = supervised.city.actor("office")
    cases_serving.serve_case(case=supervised.proposed, at=AT, by=office)
    with pytest.raises(Conflict, match="不能再发出"):
        cases_serving.serve_case(case=supervised.proposed, at=AT, by=office)


def test_a_unit_never_sees_what_was_not_served(supervised: Supervised) -> None:
    office, liaison = supervised.city.actor("office"), supervised.city.actor("liaison")
    row = _open(supervised, Level.REMINDER, unit=supervised.units["发改"])
    about = Subject.objects.filter(kind="organizations.unit", key=supervised.units["发改"].pk)

    assert not about.exists()
    for untold in (row, supervised.proposed):
        assert untold not in cases_for(liaison)
        assert untold not in Case.objects.visible_to(liaison)
        assert untold not in Case.objects.visible_to(supervised.city.actor("reader"))
    cases.dismiss_case(case=row, reason="已报。", at=AT, by=office)
    assert row not in cases_for(liaison)
    assert not about.exists()
    cases_serving.serve_case(case=supervised.proposed, at=AT, by=office)
    assert supervised.proposed in cases_for(liaison)
    assert about.exists()
