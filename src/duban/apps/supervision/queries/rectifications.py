"""整改事项: those of an origin, of a unit, those that wait for whom; late ones; the thread of one.

In: an origin, an actor, a day.  Out: querysets with the related rows, lines of a thread; a fixed number of queries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from duban.apps.plans.queries.receipts import units_answered_by
from duban.apps.progress.answering import of_units
from duban.apps.supervision import origins
from duban.apps.supervision.models import Rectification, SupervisionFile
from duban.apps.supervision.models.rectifications import RectificationQuerySet
from duban.apps.supervision.origins import Origin
from duban.apps.supervision.queries.files import there_at
from duban.rulebook.actors import Actor
from duban.rulebook.cases import RectificationState
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import UNIT_WIDE

R = RectificationState
LIVE = (R.OPEN.value, R.DONE.value)
RELATED = (
    "jurisdiction",
    "unit__merged_into",
    "case",
    "interview__unit",
    "conclusion__inspection",
    "conclusion__unit",
    "listed_case",
)


def late(on: date) -> Q:
    """Not reported done though the day has passed; a fact the ladder proposes from."""
    return Q(state=R.OPEN, due__lt=on)


def with_origins(rows: RectificationQuerySet) -> RectificationQuerySet:
    return rows.select_related(*RELATED)


def items_of(origin: Origin, actor: Actor) -> RectificationQuerySet:
    """What was asked for on the strength of it, by the day; one query."""
    rows = Rectification.objects.visible_to(actor).filter(**{origins.field_of(origin): origin})
    return rows.select_related("jurisdiction", "unit__merged_into")


def unsettled(origin: Origin) -> RectificationQuerySet:
    """What keeps it from being closed."""
    return Rectification.objects.filter(**{origins.field_of(origin): origin}, state__in=LIVE)


def listed(actor: Actor) -> RectificationQuerySet:
    """A unit's own, with those of units merged into it; for everybody else all one sees."""
    if actor.role in UNIT_WIDE:
        return with_origins(Rectification.objects.filter(of_units(units_answered_by(actor))))
    return with_origins(Rectification.objects.visible_to(actor))


def to_do(actor: Actor) -> RectificationQuerySet:
    """What the actor's units have still to put right."""
    if not can(actor, Permission.RECTIFY):
        return Rectification.objects.none()
    return Rectification.objects.filter(of_units(units_answered_by(actor)), state=R.OPEN)


def to_verify(actor: Actor) -> RectificationQuerySet:
    """What waits for a check by the office of its place."""
    if not can(actor, Permission.VERIFY_RECTIFICATION):
        return Rectification.objects.none()
    return Rectification.objects.filter(jurisdiction=actor.jurisdiction, state=R.DONE)


def count_waiting(actor: Actor) -> int:
    return (to_do(actor) | to_verify(actor)).count()


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said or found: by whom, when, what; `note` in few words, `is_bad` where it went against the unit."""

    title: str
    at: datetime
    by: str = ""
    text: str = ""
    note: str = ""
    is_bad: bool = False
    files: Sequence[SupervisionFile] = ()


def thread(row: Rectification) -> list[Line]:
    """What the unit reported and what each check found, the oldest first; two queries."""
    files, checks = list(row.files.all()), list(row.verifications.all())
    lines = [Line("提出", row.required_at, row.required_by, row.text, "")]
    for check in checks:
        if check.stated_at is not None and not check.is_relapse:
            there = there_at(files, check.stated_at)
            lines.append(Line("报完成", check.stated_at, check.stated_by, check.statement, "", False, there))
        word = "问题反弹" if check.is_relapse else "核查通过" if check.passed else "核查退回"
        note = f"{check.on.month}月{check.on.day}日{check.get_way_display()}"
        lines.append(Line(word, check.at, check.by, check.finding, note, not check.passed))
    if row.state == R.DONE and row.done_at is not None:
        lines.append(Line("报完成", row.done_at, row.done_by, row.statement, "", False, there_at(files, row.done_at)))
    return lines
