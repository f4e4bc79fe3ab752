"""进度状态: how a task stands, in one word; judged against 时序进度 by its measurement type.

In: facts and a day.  Out: a `Health` with its reason in words.
"""

from __future__ import annotations

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
