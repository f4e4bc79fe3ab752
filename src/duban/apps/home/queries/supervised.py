"""What waits in supervision: to decide, to check, to approve, to answer, to put right, to object against.

In: an actor, today, now.  Out: `Todo`s with their day; one query or two for each kind, whatever the number of rows.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from duban.apps.home.parts import Todo
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.answering import of_units
from duban.apps.supervision.models import Conclusion, Inspection, ListedReport
from duban.apps.supervision.queries import cases, inspections, listed, objections, waiting_items
from duban.rulebook.actors import Actor
from duban.rulebook.inspections import ConclusionState, InspectionState, ProposalState, objection_until
from duban.rulebook.listings import ON_BOARD, ListedReportState

_SHOWN = 6
_OBJECTION_TERM = objection_until(date(2020, 1, 1)) - date(2020, 1, 1)


def of_office(actor: Actor, *, on: date, at: datetime) -> list[Todo]:
    """What the office of a place decides, checks and arranges."""
    page = reverse("supervision:cases")
    found = [
        *_counted("决定督办建议", "督办阶梯和人工提出", cases.to_decide(actor), f"{page}?state=proposed", "去决定"),
        *_counted("印发督办文书", "已决定，文书没有印发", cases.to_write(actor), f"{page}?state=drafted", "去印发"),
        *_counted("核查督办反馈", "单位已反馈办理情况", cases.to_check(actor), f"{page}?state=answered", "去核查"),
        *_counted("逾期未反馈的督办件", "可以升级督办", cases.overdue(actor, at=at), f"{page}?late=1", "看名单"),
    ]
    found += [Todo(**asdict(one)) for one in waiting_items.of_office(actor, at=at)]
    return [*found, *_months_to_review(actor), *_to_accept(actor, on), *_to_send(actor), *_objections(actor)]


def of_leader(actor: Actor) -> list[Todo]:
    """What is laid before a leader of the place."""
    page = reverse("supervision:cases")
    return [
        *_counted("批准督办件", "督查室呈批", cases.to_approve(actor), f"{page}?state=submitted", "去批准"),
        *_inspections_to_approve(actor),
        *_objections(actor),
        *_proposals(actor),
    ]


def of_unit(actor: Actor, *, on: date) -> list[Todo]:
    """What was asked of the actor's units."""
    found = [*_to_answer(actor), *(Todo(**asdict(one)) for one in waiting_items.of_unit(actor))]
    return [*found, *_months_owed(actor), *_self_checks(actor), *_conclusions(actor, on)]


def _counted(title: str, detail: str, rows: QuerySet, url: str, action: str) -> list[Todo]:  # type: ignore[type-arg]
    count = rows.count()
    return [Todo(title, detail, url, action, f"{count} 件")] if count else []


def _to_answer(actor: Actor) -> list[Todo]:
    """Each by its own day."""
    rows = cases.to_answer(actor).select_related("clock").defer("reason", "demand")
    return [
        Todo(
            "反馈督办件",
            str(row),
            reverse("supervision:case", args=[row.pk]),
            "去反馈" if row.acknowledged_at else "去签收",
            "",
            timezone.localdate(row.clock.due_at) if row.clock else None,
        )
        for row in rows.order_by("clock__due_at", "pk")[:_SHOWN]
    ]


def _months_to_review(actor: Actor) -> list[Todo]:
    rows = ListedReport.objects.filter(
        state=ListedReportState.SUBMITTED, listed_case__jurisdiction=actor.jurisdiction
    ).select_related("listed_case")
    return [
        Todo("审核挂牌月报", f"{row.listed_case}，{row.month.month}月", _month(row), "去审核")
        for row in rows.order_by("submitted_at", "pk")[:_SHOWN]
    ]


def _months_owed(actor: Actor) -> list[Todo]:
    rows = ListedReport.objects.filter(
        of_units(units_answered_by(actor), "listed_case__unit"),
        state__in=(ListedReportState.OWED, ListedReportState.RETURNED),
        listed_case__state__in=ON_BOARD,
    ).select_related("listed_case")
    return [
        Todo(
            "重报挂牌月报" if row.state == ListedReportState.RETURNED else "报送挂牌月报",
            f"{row.listed_case}，{row.month.month}月",
            _month(row),
            "去报送",
            "",
            row.due,
        )
        for row in rows.order_by("due", "pk")[:_SHOWN]
    ]


def _to_accept(actor: Actor, on: date) -> list[Todo]:
    return [
        Todo("办理挂牌事项验收", str(row), reverse("supervision:listed", args=[row.pk]), "去办理")
        for row in listed.to_accept(actor, on=on)[:_SHOWN]
    ]


def _to_send(actor: Actor) -> list[Todo]:
    rows = Inspection.objects.filter(jurisdiction=actor.jurisdiction, state=InspectionState.APPROVED)
    return [
        Todo("派出督查", row.title, reverse("supervision:inspection", args=[row.pk]), "去派出", "", row.begins)
        for row in rows.order_by("begins", "pk")[:_SHOWN]
    ]


def _inspections_to_approve(actor: Actor) -> list[Todo]:
    rows = Inspection.objects.filter(jurisdiction=actor.jurisdiction, state=InspectionState.SUBMITTED)
    return [
        Todo("批准督查方案", row.title, reverse("supervision:inspection", args=[row.pk]), "去批准")
        for row in rows.order_by("submitted_at", "pk")[:_SHOWN]
    ]


def _objections(actor: Actor) -> list[Todo]:
    """Of the own place, by the last day on which they are to be decided."""
    rows = objections.waiting_objections(actor).filter(conclusion__inspection__jurisdiction=actor.jurisdiction)
    return [
        Todo(
            "决定复核申请",
            f"{row.conclusion.unit}对{row.conclusion.inspection.title}结论有异议",
            reverse("supervision:objection", args=[row.pk]),
            "去复核",
            "",
            row.decide_until,
        )
        for row in rows.order_by("decide_until", "pk")[:_SHOWN]
    ]


def _proposals(actor: Actor) -> list[Todo]:
    rows = objections.proposals_for(actor).filter(
        state=ProposalState.PROPOSED, conclusion__inspection__jurisdiction=actor.jurisdiction
    )
    return [
        Todo(
            "审批结果运用建议",
            f"{row.get_kind_display()}，{row.conclusion.unit}",
            reverse("supervision:conclusion", args=[row.conclusion_id]),
            "去审批",
        )
        for row in rows.order_by("proposed_at", "pk")[:_SHOWN]
    ]


def _self_checks(actor: Actor) -> list[Todo]:
    rows = inspections.open_self_checks(units_answered_by(actor).values_list("pk", flat=True))
    return [
        Todo(
            "报自查情况",
            row.inspection.title,
            reverse("supervision:inspection-record", args=[row.pk]),
            "去填报",
            "",
            date.fromisoformat(row.particulars["due"]),
        )
        for row in rows[:_SHOWN]
    ]


def _conclusions(actor: Actor, on: date) -> list[Todo]:
    """To receive; then, while it is possible, to object against."""
    own = Conclusion.objects.filter(of_units(units_answered_by(actor))).select_related("inspection")
    found = own.filter(state__in=(ConclusionState.DELIVERED, ConclusionState.RECEIVED))
    told = []
    for row in found.defer("facts", "problems", "opinion").order_by("delivered_at", "pk"):
        url = reverse("supervision:conclusion", args=[row.pk])
        if row.received_at is None:
            told.append(Todo("签收督查结论", row.inspection.title, url, "去签收"))
        elif (until := timezone.localdate(row.received_at) + _OBJECTION_TERM) >= on:
            told.append(
                Todo("督查结论可申请复核", f"{row.inspection.title}，有异议的在此前提出", url, "看结论", "", until)
            )
    return told[:_SHOWN]


def _month(row: ListedReport) -> str:
    return reverse("supervision:listed-report", args=[row.pk])
