"""A served case: acknowledged, answered with evidence, checked by another, ended, withdrawn, reopened."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from duban.apps.dispatch.actions.receiving import acknowledge_copy
from duban.apps.outbox.owing import Span, owed_by
from duban.apps.progress.actions.clocks import extend_clock, stop_clock
from duban.apps.progress.models import Standing
from duban.apps.supervision.actions import cases_answering as actions
from duban.apps.supervision.models import Case
from duban.apps.supervision.queries import cases as queries
from duban.apps.supervision.queries.waiting import waiting_for
from duban.rulebook.cases import CaseState, Trigger
from duban.rulebook.clocks import Limit
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from progress_cast import PICTURE
from supervision_cast import DUE, Supervised

AT = datetime(2026, 4, 17, 2, 0, tzinfo=UTC)
LATE = datetime(2026, 4, 21, 2, 0, tzinfo=UTC)
THREE = Limit(working_days=3)
_CLEAR = {"done_on": None, "overdue_from": None, "behind_from": None, "severe_from": None, "started": False}


def _answered(supervised: Supervised, at: datetime = AT, **more: Any) -> Case:
    return actions.answer_case(
        case=supervised.case, text="已报送，附说明。", at=at, by=supervised.city.actor("liaison"), **more
    )


def test_the_unit_acknowledges_the_case_with_its_document(supervised: Supervised) -> None:
    row = actions.acknowledge_case(case=supervised.case, at=AT, by=supervised.city.actor("liaison"))
    supervised.copy.refresh_from_db()

    assert (row.acknowledged_at, row.acknowledged_by) == (AT, supervised.city.accounts["liaison"].name)
    assert supervised.copy.acknowledged_at == AT
    again = actions.acknowledge_case(case=supervised.case, at=LATE, by=supervised.city.actor("unit_head"))
    assert again.acknowledged_at == AT
    assert supervised.city.events().count("case.acknowledged") == 1


def test_who_signs_for_the_document_signs_for_the_case(supervised: Supervised) -> None:
    acknowledge_copy(copy=supervised.copy, at=AT, by=supervised.city.actor("unit_head"))
    supervised.case.refresh_from_db()

    assert supervised.case.acknowledged_at == AT
    assert supervised.city.events().count("case.acknowledged") == 1


def test_the_unit_answers_with_evidence_in_time(supervised: Supervised) -> None:
    row = _answered(supervised, files=[("说明.pdf", PICTURE)])
    answer = row.answers.get()

    assert (row.state, answer.is_late, answer.account) == (
        CaseState.ANSWERED,
        False,
        supervised.city.accounts["liaison"],
    )
    assert [one.name for one in answer.files.all()] == ["说明.pdf"]
    assert row.clock is not None
    assert row.clock.ended_at == AT
    assert row.acknowledged_at == AT


def test_an_answer_after_the_limit_is_marked(supervised: Supervised) -> None:
    assert _answered(supervised, LATE).answers.get().is_late


def test_an_extension_makes_it_timely(supervised: Supervised) -> None:
    office = supervised.city.actor("office")
    assert supervised.case.clock is not None
    later = datetime(2026, 4, 24, 10, 0, tzinfo=UTC)
    extend_clock(clock=supervised.case.clock, due=later, reason="等验收。", at=AT, by=office)

    assert not _answered(supervised, LATE).answers.get().is_late


def test_a_stopped_clock_owes_nothing(supervised: Supervised) -> None:
    units, span = {supervised.units["发改"].pk}, Span(AT.date(), DUE.date())
    assert [one.key for one in owed_by(units, span) if one.kind == "反馈督办件"] == [f"case:{supervised.case.pk}"]
    assert supervised.case.clock is not None
    stop_clock(clock=supervised.case.clock, reason="等招标。", at=AT, by=supervised.city.actor("office"))

    assert [one for one in owed_by(units, span) if one.kind == "反馈督办件"] == []


def test_what_was_done_is_owed_no_more_but_told(supervised: Supervised) -> None:
    _answered(supervised)
    units = {supervised.units["发改"].pk}

    assert [one for one in owed_by(units, Span(AT.date(), DUE.date())) if one.kind == "反馈督办件"] == []
    (one,) = (o for o in owed_by(units, Span(AT.date(), DUE.date(), done=True)) if o.kind == "反馈督办件")
    assert one.done_on == AT.date()


@pytest.mark.parametrize("who", ["finance", "office", "leader", "county_office", "reader"])
def test_nobody_else_answers_for_the_unit(supervised: Supervised, who: str) -> None:
    with pytest.raises(NotAllowed):
        actions.answer_case(case=supervised.case, text="已办。", at=AT, by=supervised.city.actor(who))


def test_an_answer_that_was_accepted_ends_it(supervised: Supervised) -> None:
    row = actions.verify_case(
        case=supervised.answered, finding="材料属实。", accepted=True, at=AT, by=supervised.city.actor("office")
    )
    answer = row.answers.get()

    assert (row.state, row.ending, row.ended_at) == (CaseState.ENDED, "材料属实。", AT)
    assert (answer.is_accepted, answer.finding, answer.checked_account) == (
        True,
        "材料属实。",
        supervised.city.accounts["office"],
    )


def test_an_answer_that_was_not_goes_back_with_a_new_limit(supervised: Supervised) -> None:
    office = supervised.city.actor("office")
    with pytest.raises(Invalid) as refusal:
        actions.verify_case(case=supervised.answered, finding="缺佐证。", accepted=False, at=AT, by=office)
    assert refusal.value.field == "limit"
    row = actions.verify_case(
        case=supervised.answered, finding="缺佐证。", accepted=False, limit=THREE, at=AT, by=office
    )

    assert (row.state, row.returns) == (CaseState.SERVED, 1)
    assert row.clock is not None
    assert (row.clock.ended_at, row.clock.due_at) == (None, datetime(2026, 4, 22, 10, 0, tzinfo=UTC))
    assert row.clock.original_due_at == DUE


def test_who_answered_does_not_check(supervised: Supervised) -> None:
    answer = supervised.answer
    answer.account = supervised.city.accounts["office"]
    answer.save()
    with pytest.raises(NotAllowed, match="须由他人核查"):
        actions.verify_case(
            case=supervised.answered, finding="属实。", accepted=True, at=AT, by=supervised.city.actor("office")
        )


def test_open_rectification_items_keep_it_open(supervised: Supervised) -> None:
    with pytest.raises(Conflict, match="还有1条整改事项"):
        actions.end_case(case=supervised.case, ending="已报送。", at=AT, by=supervised.city.actor("office"))


def test_what_it_asked_for_was_done_without_an_answer(supervised: Supervised) -> None:
    supervised.rectification.delete()
    row = actions.end_case(case=supervised.case, ending="已报送。", at=AT, by=supervised.city.actor("office"))

    assert (row.state, row.ended_at) == (CaseState.ENDED, AT)
    assert row.clock is not None
    assert row.clock.ended_at == AT


def test_it_is_withdrawn_and_reopened(supervised: Supervised) -> None:
    office = supervised.city.actor("office")
    row = actions.withdraw_case(case=supervised.case, reason="发错单位。", at=AT, by=office)
    assert row.state == CaseState.WITHDRAWN
    with pytest.raises(Conflict):
        actions.reopen_case(case=row, reason="x", limit=THREE, at=AT, by=office)

    ended = actions.verify_case(case=supervised.answered, finding="属实。", accepted=True, at=AT, by=office)
    reopened = actions.reopen_case(case=ended, reason="问题反弹。", limit=THREE, at=LATE, by=office)
    assert (reopened.state, reopened.ended_at, reopened.ending) == (CaseState.SERVED, None, "")
    assert reopened.clock is not None
    assert reopened.clock.ended_at is None


def test_a_stale_form_changes_nothing(supervised: Supervised) -> None:
    seen = supervised.answered.version
    office = supervised.city.actor("office")
    actions.verify_case(case=supervised.answered, finding="缺。", accepted=False, limit=THREE, at=AT, by=office)
    with pytest.raises(Conflict):
        actions.verify_case(case=supervised.answered, finding="属实。", accepted=True, at=AT, seen=seen, by=office)
    with pytest.raises(Conflict, match="已被他人修改"):
        actions.withdraw_case(case=supervised.answered, reason="x", at=AT, seen=seen, by=office)


def test_a_merged_unit_is_answered_for_by_the_one_it_went_to(supervised: Supervised) -> None:
    unit = supervised.units["发改"]
    unit.merged_into = supervised.units["财政"]
    unit.save()
    finance = supervised.city.actor("finance")

    assert supervised.case in queries.cases_for(finance)
    assert actions.answer_case(case=supervised.case, text="已办。", at=AT, by=finance).state == CaseState.ANSWERED


def test_what_waits_for_whom(supervised: Supervised) -> None:
    def of(who: str, at: datetime = AT) -> dict[str, int]:
        return {one.label: one.count for one in waiting_for(supervised.city.actor(who), at=at)}

    assert of("office") == {"督办建议待决定": 1, "督办反馈待核查": 1}
    assert of("office", LATE) == {"督办建议待决定": 1, "督办反馈待核查": 1, "督办件逾期未反馈": 1}
    assert of("liaison") == {"督办件待反馈": 1}
    assert of("leader") == of("county_office") == of("reader") == {}
    Case.objects.filter(pk=supervised.proposed.pk).update(state=CaseState.SUBMITTED)
    assert of("leader") == {"督办件待批准": 1}
    assert queries.count_waiting(supervised.city.actor("office")) == 1


def test_a_report_that_came_says_that_its_case_is_over(supervised: Supervised) -> None:
    Case.objects.filter(pk=supervised.proposed.pk).update(state=CaseState.SERVED)
    rows = Case.objects.filter(queries.is_over(AT.date()))
    assert list(rows) == []
    supervised.year.report.state = "submitted"
    supervised.year.report.save()

    assert list(rows.all()) == [supervised.proposed]


def test_a_report_that_came_ends_what_its_silence_was_raised_to(supervised: Supervised) -> None:
    Case.objects.filter(pk=supervised.proposed.pk).update(state=CaseState.SERVED, trigger=Trigger.CASE_UNANSWERED)
    assert not Case.objects.filter(queries.is_over(AT.date())).exists()
    supervised.year.report.state = "accepted"
    supervised.year.report.save()

    assert supervised.proposed in Case.objects.filter(queries.is_over(AT.date()))


@pytest.mark.parametrize(
    ("stands", "over"),
    [
        ({"started": True}, True),
        ({"done_on": date(2026, 4, 16), "behind_from": date(2026, 4, 1)}, True),
        ({"behind_from": date(2026, 4, 20)}, True),
        ({"behind_from": date(2026, 4, 1)}, False),
        ({"overdue_from": date(2026, 4, 17)}, False),
    ],
)
def test_a_task_back_on_pace_says_that_its_case_is_over(
    supervised: Supervised, stands: dict[str, Any], over: bool
) -> None:
    row = supervised.case
    Case.objects.filter(pk=row.pk).update(trigger=Trigger.BEHIND)
    Standing.objects.update_or_create(task=row.task, defaults=_CLEAR | stands)

    assert Case.objects.filter(queries.is_over(AT.date()), pk=row.pk).exists() is over
