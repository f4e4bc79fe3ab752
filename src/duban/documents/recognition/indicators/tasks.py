"""The tasks that serve an indicator: paragraphs under 重点工作任务 that end in the units' brackets.

In: the pieces under such a label.  Out: `IndicatorTask`s, and the rules in force after them.
Reads "加快城市扩容提质。…(市A局,市B局、各县〈市、区〉政府负责)"; one task a bracket;
"(原则上排在首位的为牵头单位,下同。)" holds from its own paragraph on. Other paragraphs are tasks without units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duban.documents.blocks import Found
from duban.documents.model import IndicatorTask
from duban.documents.recognition.indicators.pieces import Piece, PieceKind
from duban.documents.recognition.responsibility import (
    Field,
    Responsibility,
    RoleRules,
    combine,
    find_brackets,
    find_role_rules,
)

_EDGE = re.compile(r"^[\s。；;，,.?？·•●◆■□▪*-]+|[\s*]+$")
_RULE = re.compile(r"^[（(][^（）()]*(?:下同|牵头单位)[^（）()]*[）)][。.]?$")
_LABELS = {
    PieceKind.LEAD: Field.lead,
    PieceKind.RESPONSIBLE: Field.responsible,
    PieceKind.SUPPORT: Field.support,
}
_LONGEST_HEADING = 40
_LONGEST_RULE = 40  # a line that only states a rule
_SHORTEST_TASK = 25  # a line without a full stop, number or bracket that is shorter is a signature or a caption


@dataclass(frozen=True, slots=True)
class TaskReading:
    tasks: tuple[IndicatorTask, ...]
    rules: RoleRules


def read_tasks(pieces: Sequence[Piece], *, rules: RoleRules, year: int | None) -> TaskReading:
    """Tasks in reading order."""
    tasks: list[IndicatorTask] = []
    heading: Piece | None = None
    for piece in pieces:
        if piece.kind in _LABELS:
            _give(tasks, combine({_LABELS[piece.kind]: piece.text}, rules=rules, year=year))
            continue
        before, rules = rules, find_role_rules(piece.text, rules)
        if rules != before and len(piece.text) <= _LONGEST_RULE and not piece.text.startswith(("（", "(")):
            continue
        found = list(_tasks(piece, find_brackets(piece.text, rules=rules, year=year)))
        if heading is None and _is_heading(piece, found):
            heading = piece
            continue
        if found and not found[0].text:
            _give(tasks, found.pop(0))
        if heading and found:
            found[0] = _under(heading, found[0])
            heading = None
        tasks += found
    if heading:
        tasks.append(_as_task(heading, _tidy(heading.text), heading.start, heading.end, None))
    return TaskReading(tuple(tasks), rules)


def _tasks(piece: Piece, brackets: Sequence[Found[Responsibility]]) -> Iterator[IndicatorTask]:
    begin = 0
    for bracket in brackets:
        text = _tidy(piece.text[begin : bracket.start])
        yield _as_task(piece, text, begin, bracket.end, bracket.value)
        begin = bracket.end
    rest = _tidy(piece.text[begin:])
    if rest and not _RULE.match(rest) and (brackets or _is_task(piece, rest)):
        yield _as_task(piece, rest, begin, len(piece.text), None)


def _as_task(piece: Piece, text: str, start: int, end: int, units: Responsibility | None) -> IndicatorTask:
    skipped = len(piece.paragraph.text[piece.start : piece.end]) - len(
        piece.paragraph.text[piece.start : piece.end].lstrip()
    )
    at = piece.start + skipped
    begin = piece.begin if start == 0 and piece.kind is PieceKind.TEXT else at + start
    source = piece.paragraph.place_of(begin, at + end)
    task = IndicatorTask(text, source=source)
    if units is None:
        return task
    return replace(task, lead=units.lead, support=units.support, implement=units.implement)


def _is_task(piece: Piece, text: str) -> bool:
    return bool(piece.number) or len(text) >= _SHORTEST_TASK or text.endswith(("。", "；", ";"))


def _is_heading(piece: Piece, found: Sequence[IndicatorTask]) -> bool:
    """(1)加强培育。 on a line of its own; the units stand under the text that follows."""
    if len(found) != 1 or not piece.number or len(piece.text) > _LONGEST_HEADING:
        return False
    return not (found[0].lead or found[0].support or found[0].implement)


def _under(heading: Piece, task: IndicatorTask) -> IndicatorTask:
    source = heading.place.until(task.source) if task.source else heading.place
    return replace(task, text=f"{_tidy(heading.text)}{task.text}", source=source)


def _give(tasks: list[IndicatorTask], units: Responsibility | IndicatorTask) -> None:
    """Units on a line of their own belong to the tasks above that have none."""
    for index in range(len(tasks) - 1, -1, -1):
        if tasks[index].lead or tasks[index].support or tasks[index].implement:
            return
        tasks[index] = replace(tasks[index], lead=units.lead, support=units.support, implement=units.implement)


def _tidy(text: str) -> str:
    return _EDGE.sub("", text)
