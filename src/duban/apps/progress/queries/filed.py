"""What was filed for a task, round by round: with what the office said to it, and what came before.

In: a report or a task, who reads it, the day.  Out: plain values, a fixed number of queries.
What a unit has not submitted is read by that unit alone; once submitted, what was filed stays readable as it was filed
while the unit writes it anew. A report that came late stays late (`late_words`), whatever became of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from duban.apps.calendars.queries import distance
from duban.apps.plans.comparing.words import Piece, pieces
from duban.apps.plans.models import Target, Task
from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.models import Report, ReportFigure, ReportSubmission
from duban.apps.web.templatetags.duban import short_day
from duban.rulebook.actors import Actor
from duban.rulebook.reports import BEFORE_SUBMISSION, Decision, FilingState

AS_FILED = (FilingState.SUBMITTED, FilingState.ACCEPTED)  # the row is what was filed
TEXT = "进展情况"  # the name of the text among the values of a submission
_MOSTLY = 0.6  # of the text changed: marking it would say nothing


@dataclass(frozen=True, slots=True)
class Line:
    """A target with what the unit says, what the office found, and what was said last time."""

    target: Target
    stated: Decimal | None
    verified: Decimal | None
    last: Decimal | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One report in the story of its task, as this reader may read it."""

    report: Report
    is_current: bool
    came: str  # 4月9日报送，按时
    late: str  # 迟报2个工作日: stays for ever
    open: str  # what is still wanted
    text: str
    evidence: int
    is_readable: bool


def last_report(report: Report) -> Report | None:
    """What the same unit filed for the task in the latest round before this one."""
    earlier = Report.objects.filter(task=report.task_id, unit=report.unit_id, state__in=AS_FILED)
    earlier = earlier.filter(round__due__lt=report.round.due).select_related("round")
    return earlier.order_by("-round__due").first()


def lines_of(report: Report, last: Report | None) -> list[Line]:
    """The targets of the task in order, two queries."""
    said: dict[tuple[int, int], ReportFigure] = {}
    keys = [report.pk, *([last.pk] if last else [])]
    for row in ReportFigure.objects.filter(report__in=keys):
        said[row.report_id, row.target_id] = row
    found = []
    for target in Target.objects.filter(task=report.task_id).order_by("order", "pk"):
        now, then = said.get((report.pk, target.pk)), said.get((last.pk, target.pk)) if last else None
        if line := line_of(target, now, then):
            found.append(line)
    return found


def line_of(target: Target, now: ReportFigure | None, then: ReportFigure | None) -> Line | None:
    """None where no figure is asked for; of last time what the office found, where it found anything."""
    if target.value is None and now is None:
        return None
    before = (then.value if then.verified is None else then.verified) if then else None
    return Line(target, now.value if now else None, now.verified if now else None, before)


def marked(now: str, before: str) -> Sequence[Piece]:
    """The words of a text, those that are new against last round's marked; all unmarked where most of it is new."""
    if not before or not now:
        return [Piece(now, False)]
    found = pieces(before, now)[1]
    changed = sum(len(piece.text) for piece in found if piece.changed)
    return found if changed <= _MOSTLY * len(now) else [Piece(now, False)]


def story_of(task: Task, actor: Actor, *, on: date) -> list[Entry]:
    """The reports of a task, the latest round first; three queries."""
    own = set(units_answered_by(actor).values_list("pk", flat=True))
    there = Count("evidence", filter=Q(evidence__removed_at=None))
    reports = Report.objects.filter(task=task).select_related("round", "unit").annotate(files=there)
    reports = reports.prefetch_related("submissions").order_by("-round__due", "unit__order", "pk")
    shown = [one for one in reports if one.state != FilingState.RELEASED or one.submissions.all()]
    return [_entry(one, one.unit_id in own, is_current=one.round_id == shown[0].round_id, on=on) for one in shown]


def region_of(task: Task, actor: Actor, on: date) -> Mapping[str, Any] | None:
    """The story as the task's page shows it; None before the first round opened."""
    entries = story_of(task, actor, on=on)
    if not entries:
        return None
    rounds, units = ({getattr(one.report, key) for one in entries} for key in ("round_id", "unit_id"))
    return {"entries": entries, "count": f"{len(rounds)} 轮", "several_units": len(units) > 1}


def late_words(report: Report, *, on: date) -> str:
    """迟报2个工作日 of what came late; 逾期2个工作日未报 of what has not come although it was due."""
    if report.first_submitted_at is not None and not _was_taken_back(report):
        came = timezone.localtime(report.first_submitted_at).date()
        found = distance(report.original_due, on=came)
        return "迟报" + found.words.removeprefix("逾期") if found.is_past else ""
    found = distance(report.original_due, on=on)
    return found.words + "未报" if found.is_past and report.state != FilingState.RELEASED else ""


def latest_filed(submissions: Sequence[ReportSubmission]) -> ReportSubmission | None:
    """The latest that was not taken back by the unit."""
    return max(
        (one for one in submissions if one.decision != Decision.WITHDRAWN), key=lambda one: one.number, default=None
    )


def _was_taken_back(report: Report) -> bool:
    """Before anybody decided on it: it counts as not come, as in `punctuality`."""
    return report.state in BEFORE_SUBMISSION and not report.returns


def _entry(report: Report, is_own: bool, *, is_current: bool, on: date) -> Entry:
    filed = latest_filed(list(report.submissions.all()))
    as_filed = str(filed.values.get(TEXT, "")) if filed else ""
    text = report.text if report.state in AS_FILED or is_own else as_filed
    return Entry(
        report=report,
        is_current=is_current,
        came=_came(report),
        late=late_words(report, on=on),
        open=_wanted(report, on=on),
        text=text,
        evidence=getattr(report, "files", 0),
        is_readable=is_own or filed is not None or report.state in AS_FILED,
    )


def _came(report: Report) -> str:
    if report.first_submitted_at is None or _was_taken_back(report):
        return "" if report.state == FilingState.RELEASED else "未报送"
    came = timezone.localtime(report.first_submitted_at).date()
    return f"{short_day(came)}报送" + ("，按时" if came <= report.original_due else "")


def _wanted(report: Report, *, on: date) -> str:
    """7月3日退回，7月8日前重报，还有3个工作日"""
    if report.state != FilingState.RETURNED or report.reviewed_at is None:
        return ""
    returned = timezone.localtime(report.reviewed_at).date()
    return f"{short_day(returned)}退回，待重报（{short_day(report.due)}前，{distance(report.due, on=on).words}）"
