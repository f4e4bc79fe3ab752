"""The thread of an instruction: what was said and done, in its order, and how its clock stands.

In: instructions with `with_threads`, a moment.  Out: `Shown` with its `Line`s; a fixed number of queries.
Each answer is held against the end that was set when it came: a later extension hides no miss.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Prefetch

from duban.apps.plans.models import Task
from duban.apps.progress.models import (
    Clock,
    ClockExtension,
    ClockStop,
    Evidence,
    Instruction,
    InstructionAnswer,
)
from duban.apps.progress.models.instructions import InstructionQuerySet
from duban.apps.progress.queries.clocks import standing_of
from duban.apps.web.templatetags.duban import moment
from duban.rulebook.clocks import Standing
from duban.rulebook.requests import InstructionState


@dataclass(frozen=True, slots=True)
class Line:
    """One thing said or done: by whom, when, what; `note` in few words, `is_bad` when it was late."""

    title: str
    at: datetime
    by: str = ""
    text: str = ""
    note: str = ""
    is_bad: bool = False
    evidence: Sequence[Evidence] = ()


@dataclass(slots=True)
class Shown:
    """An instruction with how its clock stands and all that was said, the oldest first."""

    row: Instruction
    standing: Standing
    stop: ClockStop | None
    lines: list[Line] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.row.state == InstructionState.GIVEN

    @property
    def clock(self) -> Clock:
        return self.row.clock


def shown(rows: Iterable[Instruction], *, at: datetime) -> list[Shown]:
    """With the threads; the rows come from `with_threads`."""
    found = []
    for row in rows:
        stop = next((one for one in row.clock.stops.all() if one.resumed_at is None), None)
        standing = standing_of(row.clock, stopped=stop.stopped_at if stop else None, at=at)
        found.append(Shown(row, standing, stop, _thread(row)))
    return found


def with_threads(rows: InstructionQuerySet) -> InstructionQuerySet:
    """Whatever `shown` reads, in a fixed number of queries."""
    evidence = Prefetch("evidence", Evidence.objects.filter(removed_at=None))
    answers = Prefetch("answers", InstructionAnswer.objects.prefetch_related(evidence))
    related = rows.select_related("task__plan", "unit", "post__unit", "clock").defer("task__search", "task__grams")
    return related.prefetch_related(answers, "clock__stops", "clock__extensions")


def of_task(task: Task) -> InstructionQuerySet:
    return with_threads(Instruction.objects.filter(task=task).exclude(state=InstructionState.WITHDRAWN))


def _thread(row: Instruction) -> list[Line]:
    extensions = list(row.clock.extensions.all())
    with_reply = {one.at: one for one in extensions}
    lines = [Line("批示", row.given_at, row.leader, row.text)]
    for answer in row.answers.all():
        was_due = _due_then(row.clock, extensions, answer.at)
        is_late = answer.at > was_due
        note = "逾期反馈" if is_late else ""
        lines.append(Line("反馈", answer.at, answer.by, answer.text, note, is_late, list(answer.evidence.all())))
        if answer.replied_at is not None:
            lines.append(_of_reply(answer, with_reply.pop(answer.replied_at, None)))
    lines += [line for stop in row.clock.stops.all() for line in _of_stop(stop)]
    lines += [_of_extension(one) for one in with_reply.values()]
    if row.settled_at is not None:
        lines.append(Line("办结", row.settled_at, row.settled_by))
    return sorted(lines, key=lambda line: line.at)


def _due_then(clock: Clock, extensions: Sequence[ClockExtension], at: datetime) -> datetime:
    """The end that held at a moment: what the first later extension started from."""
    return next((one.before for one in extensions if one.at > at), clock.due_at)


def _of_reply(answer: InstructionAnswer, extension: ClockExtension | None) -> Line:
    """What was said to an answer; with the new end where more was asked for."""
    at = answer.replied_at or answer.at
    if extension is None:
        return Line("意见", at, answer.replied_by, answer.reply)
    return Line("请继续办理", at, answer.replied_by, answer.reply, f"{moment(extension.after)}前反馈")


def _of_stop(stop: ClockStop) -> list[Line]:
    lines = [Line("暂停计时", stop.stopped_at, stop.stopped_by, stop.reason)]
    if stop.resumed_at is not None:
        lines.append(Line("恢复计时", stop.resumed_at, stop.resumed_by))
    return lines


def _of_extension(one: ClockExtension) -> Line:
    note = f"期限由{moment(one.before)}改为{moment(one.after)}"
    return Line("新的期限", one.at, one.by, one.reason, note)
