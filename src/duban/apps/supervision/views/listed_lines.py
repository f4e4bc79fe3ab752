"""The lines of a listed case's page: stages, steps of acceptance, months, each with what is to be said beside it.

In: rows, an actor, the day.  Out: plain values for the templates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from duban.apps.supervision.actions import listed_stages
from duban.apps.supervision.listed_picture import standing_of
from duban.apps.supervision.listed_ways import Way
from duban.apps.supervision.listed_words import period_in_words
from duban.apps.supervision.models import Acceptance, ListedCase, ListedReport, ListedStage
from duban.rulebook.actors import Actor
from duban.rulebook.listings import (
    ON_BOARD,
    STAGE_STANDINGS,
    STEPS,
    ListedReportState,
    ListedState,
    StageStanding,
    Step,
    report_words,
)
from duban.rulebook.permissions import why_not

_OWED = (ListedReportState.OWED, ListedReportState.RETURNED)


@dataclass(frozen=True, slots=True)
class StageLine:
    stage: ListedStage
    period: str
    kind: StageStanding
    label: str
    quote: str
    can_finish: bool
    can_reopen: bool
    can_extend: bool

    @property
    def slug(self) -> str:
        return self.kind.value.replace("_", "-")


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of acceptance: whose it is, and the last time it was taken since the case was last sent back."""

    label: str
    whose: str
    done: Acceptance | None
    is_next: bool


@dataclass(frozen=True, slots=True)
class MonthLine:
    report: ListedReport
    words: str
    is_bad: bool
    is_open: bool


def stages_shown(row: ListedCase, stages: Iterable[ListedStage], actor: Actor, *, on: date) -> list[StageLine]:
    return [_stage(row, one, actor, on) for one in stages]


def _stage(row: ListedCase, one: ListedStage, actor: Actor, on: date) -> StageLine:
    is_judged = row.state in ON_BOARD
    kind = standing_of(one, on if is_judged else None)
    return StageLine(
        stage=one,
        period=period_in_words(one),
        kind=kind,
        label=STAGE_STANDINGS[kind] if is_judged or one.done_on else "",
        quote=str(one.places.get("quote", "")),
        can_finish=not why_not(listed_stages.check_can_finish, row, one, actor),
        can_reopen=not why_not(listed_stages.check_can_reopen, row, one, actor),
        can_extend=not why_not(listed_stages.check_can_extend_stage, row, one, actor),
    )


def steps_shown(row: ListedCase, way: Way, acceptances: Sequence[Acceptance]) -> list[StepLine]:
    passed: dict[str, Acceptance] = {}
    for one in acceptances:
        passed = {**passed, one.step: one} if one.passed else {}
    coming = way.next_step(row)
    return [
        StepLine(
            label=STEPS[step],
            whose=row.unit.name if step is Step.SELF else f"{way.places[step]}督查室",
            done=None if row.state == ListedState.LISTED else passed.get(step),
            is_next=step is coming,
        )
        for step in way.steps
    ]


def months_shown(months: Iterable[ListedReport], *, on: date) -> list[MonthLine]:
    return [month_shown(one, on=on) for one in months]


def month_shown(one: ListedReport, *, on: date) -> MonthLine:
    first = timezone.localtime(one.first_submitted_at).date() if one.first_submitted_at else None
    words = report_words(ListedReportState(one.state), one.due, first, on=on)
    return MonthLine(one, words, is_bad=on > one.due if first is None else first > one.due, is_open=one.state in _OWED)
