"""One report as its reviewer reads it: beside the task, last round's words and figures, and what was filed before.

In: a key, the day.  Out: a `Reviewed`; a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from duban.apps.audit.sentences import in_words
from duban.apps.plans.comparing.words import Piece
from duban.apps.plans.labels.targets import amount_in_words
from duban.apps.plans.ledger.wording import amount
from duban.apps.progress.models import Evidence, Report, ReportSubmission
from duban.apps.progress.queries.filed import Line, last_report, late_words, marked
from duban.apps.progress.queries.hints import hints_of
from duban.apps.progress.queries.reports import Aim, aims_of
from duban.apps.progress.standings.shown import Shown, shown
from duban.rulebook.reports import Decision
from duban.rulebook.substance import Hint

FILES = "佐证材料"  # among the values of a submission


@dataclass(frozen=True, slots=True)
class Figure:
    """A target's line in words."""

    aim: Aim

    @property
    def line(self) -> Line:
        return self.aim.line

    @property
    def goal(self) -> str:
        return amount(self.line.target)

    @property
    def last(self) -> str:
        return _words(self.line.last)

    @property
    def expected(self) -> str:
        return "" if self._is_limit else _words(self.aim.expected)

    @property
    def stated(self) -> str:
        return _words(self.line.stated)

    @property
    def verified(self) -> str:
        return _words(self.line.verified)

    @property
    def is_short(self) -> bool:
        return self.aim.is_short and not self._is_limit

    @property
    def _is_limit(self) -> bool:
        """A figure that must stay below is not short of anything."""
        return self.line.target.comparator == "<="

    @property
    def change(self) -> str:
        """增4, 减2: against last round."""
        now, before = self.line.stated, self.line.last
        if now is None or before is None:
            return ""
        return f"{'增' if now > before else '减'}{_words(abs(now - before))}" if now != before else "未变"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A submission that was decided on, with what it said by the names people know."""

    submission: ReportSubmission
    said: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """`earlier`: what was filed before the submission under review, the latest first."""

    report: Report
    last: Report | None
    figures: Sequence[Figure]
    late: str
    text: Sequence[Piece]
    earlier: Sequence[Earlier]
    evidence: Sequence[Evidence]
    hints: Sequence[Hint]
    standing: Shown | None  # how the task stands by all that is known of it

    @property
    def is_marked(self) -> bool:
        return any(piece.changed for piece in self.text)

    @property
    def has_expected(self) -> bool:
        return any(figure.expected for figure in self.figures)

    @property
    def stated_shape(self) -> str:
        return self.report.stated.replace("_", "-")


def report_to_review(key: int, *, on: date) -> Reviewed:
    """What the unit took back before anybody decided on it is not told."""
    related = ("task__plan", "task__section", "task__standing", "unit", "round")
    report = Report.objects.select_related(*related).defer("task__search", "task__grams").get(pk=key)
    last, filed = last_report(report), report.submissions.order_by("-number")
    return Reviewed(
        report=report,
        last=last,
        figures=[Figure(aim) for aim in aims_of(report, last, on=on)],
        late=late_words(report, on=on),
        text=marked(report.text, last.text if last else ""),
        earlier=[Earlier(one, _said(one)) for one in filed[1:] if one.decision != Decision.WITHDRAWN],
        evidence=list(report.evidence.filter(removed_at=None)),
        hints=hints_of(report),
        standing=shown(report.task, on),
    )


def _said(submission: ReportSubmission) -> list[tuple[str, str]]:
    """Without what is empty; files by their names."""
    values = dict(submission.values)
    values[FILES] = [one["文件名"] for one in values.get(FILES, ())]
    return [(name, in_words(value)) for name, value in values.items() if value]


def _words(value: Decimal | None) -> str:
    return "" if value is None else amount_in_words("", value, None, "")
