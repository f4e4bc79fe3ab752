"""What waits of interviews and rectifications, for each role's first page.

In: an actor, today, now.  Out: `Waiting`s with their day; one query for each kind, whatever the number of rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from duban.apps.supervision.models import Interview, Rectification
from duban.apps.supervision.queries import interviews, rectifications
from duban.apps.web.templatetags.duban import moment
from duban.rulebook.actors import Actor

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits; the fields of the first page's `Todo`."""

    title: str
    detail: str
    url: str
    action: str
    count: str = ""
    due: date | None = None


def of_office(actor: Actor, *, at: datetime) -> list[Waiting]:
    """To verify, to arrange, to write down, to close."""
    waiting, _ = _counted(rectifications.to_verify(actor))
    items = reverse("supervision:rectifications")
    found = [Waiting("核查整改", "单位报整改完成", f"{items}?state=done", "去核查", f"{waiting} 项")] if waiting else []
    found += _each(interviews.to_arrange(actor), "安排约谈{unit}", "去安排")
    found += _each(interviews.to_record(actor, at=at), "记录约谈{unit}", "去记录")
    found += _each(interviews.to_close(actor), "办结约谈{unit}", "去办结")
    return found


def of_unit(actor: Actor) -> list[Waiting]:
    """To put right, to attend."""
    found = [
        Waiting(
            "参加约谈",
            f"{moment(row.planned_at)}，{row.place}，{row.chair}主持",
            reverse("supervision:interview", args=[row.pk]),
            "去查看",
            "",
            timezone.localtime(row.planned_at).date() if row.planned_at else None,
        )
        for row in interviews.to_attend(actor).order_by("planned_at", "pk")[:_SHOWN]
    ]
    count, due = _counted(rectifications.to_do(actor))
    if count:
        url = f"{reverse('supervision:rectifications')}?state=open"
        found.append(Waiting("整改", "改完报督查室核查", url, "去整改", f"{count} 项", due))
    return found


def _counted(rows: QuerySet[Rectification]) -> tuple[int, date | None]:
    """How many, and the first day."""
    found = rows.aggregate(count=Count("pk"), first=Min("due"))
    return found["count"], found["first"]


def _each(rows: QuerySet[Interview], title: str, action: str) -> Sequence[Waiting]:
    shown = rows.select_related("unit").order_by("proposed_at", "pk")[:_SHOWN]
    return [
        Waiting(
            title.format(unit=row.unit),
            moment(row.planned_at) if row.planned_at else row.basis,
            reverse("supervision:interview", args=[row.pk]),
            action,
        )
        for row in shown
    ]
