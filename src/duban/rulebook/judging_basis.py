"""What a task was judged by, as a database keeps it, so that the reason can be said on any day without asking again.

In: `Facts`.  Out: plain JSON values, and `Facts` again, equal to the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from duban.rulebook.health import Health, Turning
from duban.rulebook.pace_facts import Aim, Below, Facts, Figure, Points, Statement, Step
from duban.rulebook.targets import TargetKind

Plain = dict[str, Any]


def as_basis(facts: Facts) -> Plain:
    return {
        "deadline": facts.deadline.isoformat(),
        "dues": [due.isoformat() for due in facts.dues],
        "aims": [_aim(aim) for aim in facts.aims],
        "open_steps": [[step.content, step.due.isoformat(), step.aim] for step in facts.open_steps],
        "statement": _statement(facts.statement),
        "is_reported": facts.is_reported,
        "closed_on": _iso(facts.closed_on),
        "below": [[one.place, _turning(one.turning)] for one in facts.below],
        "points": [facts.points.behind, facts.points.severe, facts.points.ahead],
    }


def from_basis(kept: Mapping[str, Any]) -> Facts:
    said = kept["statement"]
    return Facts(
        deadline=date.fromisoformat(kept["deadline"]),
        dues=tuple(map(date.fromisoformat, kept["dues"])),
        aims=tuple(_read_aim(one) for one in kept["aims"]),
        open_steps=tuple(Step(content, date.fromisoformat(due), *aim) for content, due, *aim in kept["open_steps"]),
        statement=None if said is None else Statement(Health(said[0]), date.fromisoformat(said[1]), *said[2:]),
        is_reported=kept["is_reported"],
        closed_on=_date(kept["closed_on"]),
        below=tuple(Below(place, _read_turning(one)) for place, one in kept["below"]),
        points=Points(*kept["points"]),
    )


def _aim(aim: Aim) -> Plain:
    figure = aim.figure
    return {
        "measure": aim.measure,
        "kind": aim.kind.value,
        "comparator": aim.comparator,
        "goal": _text(aim.goal),
        "goal_to": _text(aim.goal_to),
        "unit": aim.unit,
        "start": aim.start.isoformat(),
        "due": aim.due.isoformat(),
        "steps": [[day.isoformat(), str(value)] for day, value in aim.steps],
        "figure": None
        if figure is None
        else [str(figure.value), figure.on.isoformat(), figure.due.isoformat(), figure.sequence, figure.is_verified],
    }


def _read_aim(kept: Mapping[str, Any]) -> Aim:
    figure = kept["figure"]
    return Aim(
        measure=kept["measure"],
        kind=TargetKind(kept["kind"]),
        comparator=kept["comparator"],
        goal=_decimal(kept["goal"]),
        goal_to=_decimal(kept["goal_to"]),
        unit=kept["unit"],
        start=date.fromisoformat(kept["start"]),
        due=date.fromisoformat(kept["due"]),
        steps=tuple((date.fromisoformat(day), Decimal(value)) for day, value in kept["steps"]),
        figure=None
        if figure is None
        else Figure(Decimal(figure[0]), date.fromisoformat(figure[1]), date.fromisoformat(figure[2]), *figure[3:]),
    )


def _statement(said: Statement | None) -> list[Any] | None:
    return None if said is None else [said.word.value, said.on.isoformat(), said.sequence, said.is_verified]


def _turning(turning: Turning) -> list[Any]:
    days = (turning.done_on, turning.overdue_from, turning.behind_from, turning.severe_from, turning.ahead_until)
    return [*map(_iso, days), turning.started]


def _read_turning(kept: list[Any]) -> Turning:
    done, overdue, behind, severe, ahead = map(_date, kept[:5])
    return Turning(done, overdue, behind, severe, ahead, kept[5])


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
