"""进度状态: how a task stands, in one word; judged against 时序进度 by its measurement type.

In: the days on which the word turns, and a day.  Out: a `Health`; `queries.standings` says the same in SQL.
How the days are found is said in `judging`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Health(StrEnum):
    """From the worst to the best; NOT_STARTED: nothing is known and nothing is missed yet."""

    OVERDUE = "overdue"
    BEHIND = "behind"
    NOT_STARTED = "not_started"
    ON_PACE = "on_pace"
    AHEAD = "ahead"
    DONE = "done"


LABELS = {
    Health.OVERDUE: "逾期",
    Health.BEHIND: "滞后",
    Health.NOT_STARTED: "未启动",
    Health.ON_PACE: "正常",
    Health.AHEAD: "超前",
    Health.DONE: "已完成",
}
STATED = (
    Health.DONE,
    Health.AHEAD,
    Health.ON_PACE,
    Health.BEHIND,
    Health.NOT_STARTED,
)  # what a unit or the office says


@dataclass(frozen=True, slots=True)
class Turning:
    """From which day each word applies, the first that does in this order; `ahead_until`: up to and with that day."""

    done_on: date | None = None
    overdue_from: date | None = None
    behind_from: date | None = None
    severe_from: date | None = None
    ahead_until: date | None = None
    started: bool = False


def word(turning: Turning, day: date) -> Health:
    """How it stands on a day."""
    if _has_come(turning.done_on, day):
        return Health.DONE
    if _has_come(turning.overdue_from, day):
        return Health.OVERDUE
    if _has_come(turning.behind_from, day):
        return Health.BEHIND
    if not turning.started:
        return Health.NOT_STARTED
    return Health.AHEAD if turning.ahead_until is not None and day <= turning.ahead_until else Health.ON_PACE


def is_severe(turning: Turning, day: date) -> bool:
    """严重滞后: behind, and by much."""
    return word(turning, day) is Health.BEHIND and _has_come(turning.severe_from, day)


def worst(healths: Iterable[Health]) -> Health:
    """DONE where there is nothing to judge."""
    return min(healths, key=_RANK.__getitem__, default=Health.DONE)


def _has_come(turned: date | None, day: date) -> bool:
    return turned is not None and turned <= day


_RANK = {health: rank for rank, health in enumerate(Health)}
