"""What the first page and the search say of supervision: to each role what waits for it, by its day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cast import City
from duban.apps.dispatch.models import Copy, Dispatch
from duban.apps.home.pages import page_of
from duban.apps.home.queries.search import search
from duban.apps.plans.models import ReportingRound
from duban.apps.progress.models import Clock
from duban.apps.supervision.models import (
    Case,
    Conclusion,
    Inspection,
    Interview,
    ListedReport,
    Objection,
    Rectification,
)
from duban.rulebook.cases import CaseState
from duban.rulebook.dispatches import DispatchState
from duban.rulebook.inspections import ConclusionState, InspectionState
from supervision_cast import Supervised

AT, ON = datetime(2026, 4, 17, 2, 0, tzinfo=UTC), date(2026, 4, 17)
Told = dict[str, tuple[str, date | None]]


def todos(city: City, who: str, on: date = ON, at: datetime = AT) -> Told:
    return {todo.title: (todo.count, todo.due) for todo in page_of(city.actor(who), on=on, at=at).todos}


def test_the_office_sees_what_to_decide_to_check_and_to_arrange(supervised: Supervised, city: City) -> None:
    found = todos(city, "office")

    assert found["决定督办建议"] == ("1 件", None)
    assert found["核查督办反馈"] == ("1 件", None)
    assert found["核查整改"] == ("1 项", None)
    assert "安排约谈青泽市发展和改革局" in found
    assert "审核挂牌月报" in found
    assert "逾期未反馈的督办件" not in found
    assert todos(city, "office", date(2026, 4, 21), datetime(2026, 4, 21, 2, 0, tzinfo=UTC))["逾期未反馈的督办件"] == (
        "1 件",
        None,
    )


def test_a_unit_sees_what_it_was_asked_by_its_day(supervised: Supervised, city: City) -> None:
    found = todos(city, "liaison")

    assert found["签收公文"] == ("1 件", None)
    assert found["反馈督办件"] == ("", date(2026, 4, 20))
    assert found["整改"] == ("1 项", date(2026, 5, 15))
    assert found["参加约谈"] == ("", date(2026, 4, 20))
    assert found["报送挂牌月报"] == ("", date(2026, 4, 23))
    assert "决定督办建议" not in found


def test_a_conclusion_is_received_first_and_then_can_be_objected_against(supervised: Supervised, city: City) -> None:
    Objection.objects.all().delete()
    assert todos(city, "liaison")["督查结论可申请复核"] == ("", date(2026, 5, 16))
    assert "督查结论可申请复核" not in todos(city, "liaison", date(2026, 5, 17))

    Conclusion.objects.update(state=ConclusionState.DELIVERED, received_at=None)
    assert todos(city, "liaison")["签收督查结论"] == ("", None)


def test_a_leader_sees_what_is_laid_before_him(supervised: Supervised, city: City) -> None:
    Case.objects.filter(pk=supervised.proposed.pk).update(state=CaseState.SUBMITTED)
    Inspection.objects.filter(pk=supervised.inspection_draft.pk).update(state=InspectionState.SUBMITTED)
    Dispatch.objects.filter(pk=supervised.draft.pk).update(state=DispatchState.SUBMITTED)

    found = todos(city, "leader")

    assert {"签发公文", "批准督查方案", "审批结果运用建议"} <= found.keys()
    assert found["批准督办件"] == ("1 件", None)
    assert found["决定复核申请"] == ("", date(2026, 5, 16))


def test_a_closed_round_wants_a_bulletin_and_one_begun_is_finished(supervised: Supervised, city: City) -> None:
    rounds = ReportingRound.objects.filter(pk=supervised.year.round.pk)
    assert "完成通报稿" not in todos(city, "office")
    rounds.update(closed_at=AT)
    assert "完成通报稿" in todos(city, "office")

    Dispatch.objects.filter(pk=supervised.bulletin_draft.pk).update(state=DispatchState.VOID)
    page = page_of(city.actor("office"), on=ON, at=AT)
    write = next(todo for todo in page.todos if todo.title == "编写通报")
    assert write.url == f"{reverse('bulletins:bulletin-new')}?round={supervised.year.round.pk}"
    assert "编写通报" not in todos(city, "office", date(2026, 9, 1))


@pytest.mark.parametrize("who", ["office", "liaison", "leader", "county_office"])
def test_queries_do_not_grow_with_what_waits_in_supervision(supervised: Supervised, city: City, who: str) -> None:
    actor = city.actor(who)
    with CaptureQueriesContext(connection) as few:
        page_of(actor, on=ON, at=AT)
    for number in range(3):
        _once_more(supervised.proposed, occasion="")
        _once_more(supervised.answered)
        clock = Clock.objects.create(begins_at=AT, working_days=5, due_at=AT, original_due_at=AT)
        Case.objects.filter(pk=_once_more(supervised.case, dispatch=None, clock=None)).update(clock=clock)
        _once_more(supervised.rectification, text=f"第{number}条")
        _once_more(supervised.interview)
        _once_more(supervised.listed_report, month=date(2026, 5 + number, 1))
        key = _once_more(supervised.issued, number=f"青督〔2026〕{number + 2}号", serial=number + 2)
        Copy.objects.create(dispatch_id=key, unit=supervised.copy.unit, delivered_at=AT)
    with CaptureQueriesContext(connection) as many:
        page_of(actor, on=ON, at=AT)

    assert len(many) == len(few)


def test_the_search_finds_what_one_may_see(supervised: Supervised, city: City) -> None:
    def found(words: str, who: str) -> dict[str, list[str]]:
        return {kind.label: [hit.text for hit in kind.hits] for kind in search(words, actor=city.actor(who), on=ON)}

    assert found("城北片区", "office")["挂牌督办"] == ["城北片区火灾隐患"]
    assert found("青督〔2026〕1号", "liaison")["公文"] == ["关于尽快报送进展情况的督办单"]
    assert "公文" not in found("青督〔2026〕1号", "stranger")
    assert found("未报送", "office")["督办件"] == ["提醒：第1项任务进展情况未报送"]
    assert "督办件" not in found("未报送", "liaison")
    assert "督查" in found("开工专项", "liaison")


def _once_more(row: Case | Rectification | Interview | ListedReport | Dispatch, **changes: object) -> int:
    """Another one like it."""
    copy = type(row).objects.get(pk=row.pk)
    copy.pk, copy._state.adding = None, True
    for name, value in changes.items():
        setattr(copy, name, value)
    if isinstance(copy, Case) and "clock" not in changes:
        copy.clock = None
    copy.save()
    return int(copy.pk)
