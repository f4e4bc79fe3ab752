"""The round that is being reported: how long it still is open, and how far the reports have come.

In: an actor, today.  Out: `NextRound`, or none where no round is open; who owes most; all rounds of the year.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from duban.apps.calendars.queries import distance
from duban.apps.home.parts import Part, Row
from duban.apps.plans.models import ReportingRound
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.models import Report
from duban.apps.progress.queries.matrix import UNSENT, reads_drafts
from duban.apps.web import pictures
from duban.apps.web.templatetags.duban import short_day
from duban.rulebook.actors import Actor
from duban.rulebook.reports import BEFORE_SUBMISSION, OPEN, FilingState
from duban.rulebook.tasks import PlanState
from duban.rulebook.working_days import Distance

_SHOWN = 6
_PARTS = (  # states as people see them on the bar, with their colour
    ("已审核", (FilingState.ACCEPTED,), "accepted"),
    ("待审核", (FilingState.SUBMITTED,), "submitted"),
    ("已退回", (FilingState.RETURNED,), "returned"),
    ("草稿", (FilingState.DRAFT, FilingState.INNER), "draft"),
    ("未填", (FilingState.OWED,), "owed"),
)
_TOLD_TO_OTHERS = (*_PARTS[:3], (UNSENT, BEFORE_SUBMISSION, "owed"))


@dataclass(frozen=True)
class NextRound:
    """The open round that is due next, with its reports by state."""

    round: ReportingRound
    parts: tuple[pictures.Part, ...]
    far: Distance
    url: str
    action: str

    @property
    def total(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def slices(self) -> list[pictures.Slice]:
        return pictures.slices(self.parts)

    @property
    def summary(self) -> str:
        return f"应报 {self.total} 项：" + "，".join(f"{part.label} {part.count}" for part in self.parts)

    @property
    def detail(self) -> str:
        return f"第{self.round.sequence}轮报送，{short_day(self.round.due)}"

    @property
    def figure(self) -> int:
        """The working days that are left, or that it is late."""
        return abs(self.far.working_days)

    @property
    def figure_words(self) -> str:
        if self.far.days == 0:
            return "今天截止"
        return "个工作日前已截止" if self.far.is_past else "个工作日后截止"


def next_round(actor: Actor, *, on: date) -> NextRound | None:
    """Of the plans of the own place; for a unit, of whatever plan asks it. Two queries."""
    rounds = ReportingRound.objects.filter(opened_at__isnull=False, closed_at=None, plan__state=PlanState.ISSUED)
    if actor.sees_jurisdiction:
        rounds = rounds.filter(plan__jurisdiction=actor.jurisdiction)
    else:
        rounds = rounds.filter(reports__unit__in=units_answered_by(actor)).distinct()
    shown = rounds.order_by("due", "pk").select_related("plan")
    found = shown.filter(due__gte=on).first() or shown.last()
    if found is None:
        return None
    counted = Counter(dict(_counts(_reports(actor, found))))
    page, action = ("progress:rounds", "报送情况") if actor.sees_jurisdiction else ("progress:reports", "去填报")
    told = _PARTS if reads_drafts(actor) else _TOLD_TO_OTHERS
    parts = tuple(
        pictures.Part(label, sum(counted[state.value] for state in states), fill) for label, states, fill in told
    )
    return NextRound(found, parts, distance(found.due, on=on), reverse(page), action)


def _reports(actor: Actor, found: ReportingRound) -> QuerySet[Report]:
    reports = Report.objects.filter(round=found).exclude(state=FilingState.RELEASED)
    return reports if actor.sees_jurisdiction else reports.filter(unit__in=units_answered_by(actor))


def _counts(reports: QuerySet[Report]) -> QuerySet[Report, tuple[str, int]]:
    return reports.order_by().values_list("state").annotate(count=Count("pk"))


def owing_most(shown: NextRound) -> Part:
    """The units with the most that is not reported yet in the round."""
    reports = Report.objects.filter(round=shown.round).exclude(state=FilingState.RELEASED).order_by()
    counted = reports.values("unit", "unit__name").annotate(
        open=Count("pk", filter=Q(state__in=OPEN)), total=Count("pk")
    )
    page = reverse("progress:round", args=[shown.round.pk])
    rows = [
        Row(
            row["unit__name"],
            f"{page}?{urlencode({'unit': row['unit__name']})}",
            note=f"欠 {row['open']}，应报 {row['total']}",
        )
        for row in counted.filter(open__gt=0).order_by("-open", "unit__order")[:_SHOWN]
    ]
    return Part("欠报较多的单位", rows, "各单位都已报齐。", reverse("progress:rounds"), "报送情况")


def rounds_of_year(shown: NextRound, *, on: date) -> Part:
    """All rounds of the plan, with how far each is."""
    rows = [
        Row(
            f"第{one.sequence}轮　{short_day(one.due)}",
            reverse("progress:round", args=[one.pk]) if one.opened_at else "",
            note="已关闭" if one.closed_at else distance(one.due, on=on).words if one.due >= on else "已截止",
        )
        for one in shown.round.plan.rounds.order_by("due")
    ]
    return Part("全年报送节点", rows, "方案没有规定报送日期。")
