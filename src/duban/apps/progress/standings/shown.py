"""How a task stands on a day, as pages show it: the word with its shape, the reason, the share of the goal.

In: a task with its `standing`, the day.  Out: `Shown`; markup for a cell. Only the calendar is asked of the database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

from django.utils.html import format_html
from django.utils.safestring import SafeString

from duban.apps.calendars.queries import work_calendar
from duban.apps.plans.models import Task
from duban.apps.progress.models import Standing
from duban.rulebook.health import LABELS
from duban.rulebook.judging import Judgement, judge
from duban.rulebook.judging_aims import Finding
from duban.rulebook.judging_basis import from_basis
from duban.rulebook.judging_words import amount, deciding_aim, percent, reason
from duban.rulebook.pace_facts import Aim, Facts

SEVERE_LABEL = "严重滞后"


@dataclass(frozen=True)
class Shown:
    facts: Facts
    day: date

    @cached_property
    def judged(self) -> Judgement:
        return judge(self.facts, self.day)

    @property
    def label(self) -> str:
        return SEVERE_LABEL if self.judged.is_severe else LABELS[self.judged.health]

    @property
    def slug(self) -> str:
        """The class of its shape and colour."""
        return self.judged.health.value.replace("_", "-")

    @cached_property
    def reason(self) -> str:
        return reason(self.facts, self.day, work_calendar())

    @cached_property
    def deciding(self) -> tuple[Aim, Finding] | None:
        """The target that decided and what was found of it; None for a task without targets."""
        if not self.facts.aims:
            return None
        at = deciding_aim(self.judged)
        return self.facts.aims[at], self.judged.findings[at]


def shown(task: Task, day: date) -> Shown | None:
    """None for a task that is not judged: a draft, a terminated one."""
    standing: Standing | None = getattr(task, "standing", None)
    return Shown(from_basis(standing.basis), day) if standing is not None and standing.basis else None


def state_markup(one: Shown) -> SafeString:
    return format_html('<span class="state state-{}" title="{}">{}</span>', one.slug, one.reason, one.label)


def pace_markup(one: Shown) -> SafeString | str:
    """The share of the goal as a bar, the hairline where it should be; the value where no share can be said."""
    if one.deciding is not None:
        _, finding = one.deciding
        if finding.actual is not None and finding.expected is not None:
            return _bar(finding.actual, finding.expected, one.slug)
    return format_html('<span class="plain-words">{}</span>', words) if (words := _without_share(one)) else ""


def pace_words(one: Shown) -> str:
    """完成 46%，应达 75%, for files."""
    if one.deciding is not None:
        _, finding = one.deciding
        if finding.actual is not None and finding.expected is not None:
            return f"完成 {percent(finding.actual)}，应达 {percent(finding.expected)}"
    return _without_share(one)


def _without_share(one: Shown) -> str:
    """The value of a level or a growth; how many steps are late."""
    aim = one.deciding[0] if one.deciding is not None else None
    if aim is not None and aim.figure is not None and aim.is_measured:
        return amount(aim.figure.value, aim.unit)
    return f"{len(one.judged.late_steps)}个节点逾期" if one.judged.late_steps else ""


def _bar(actual: Fraction, expected: Fraction, slug: str) -> SafeString:
    """A goal passed fills the bar; less than nothing leaves it empty."""
    words = f"{round(actual * 100)}%"
    width = f"{float(min(max(actual, Fraction(0)), Fraction(1)) * 100):.1f}%"
    return format_html(
        '<b>{0}</b><svg aria-hidden="true"><rect class="track" y="14" width="100%" height="7"/>'
        '<rect class="fill-{1}" y="14" width="{2}" height="7"/>'
        '<line class="today" x1="{3}" x2="{3}" y1="0" y2="100%"/></svg>',
        words,
        slug,
        width,
        f"{float(expected * 100):.1f}%",
    )
