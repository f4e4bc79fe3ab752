"""In which stages a campaign goes: name, first and last day, and the work of each.

In: the blocks of one document, and the year its bare dates fall in.  Out: `Stage`s in order.
Reads "（一）动员部署阶段（2023年2月1日至2月28日）。…", "第一阶段：宣传发动（即日起至3月底）", a table 阶段/时间/内容.
A table and the prose of one document tell the same stages once. Prose that only mentions 阶段 gives none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from duban.documents.blocks import Block, Paragraph, Place, Table
from duban.documents.model import Stage
from duban.documents.recognition.lines import lines_of
from duban.documents.recognition.stages.heads import Head, head_of, is_steps_heading, parts_of
from duban.documents.recognition.stages.tables import merge, period_of, stages_of_table
from duban.documents.recognition.stages.work import items_of
from duban.documents.structure.numbering import Label, LabelKind, label_of

_DEPTH = {
    LabelKind.PART: 0,
    LabelKind.CHAPTER: 0,
    LabelKind.SECTION: 1,
    LabelKind.ARTICLE: 1,
    LabelKind.HAN: 1,
    LabelKind.HAN_PAREN: 2,
    LabelKind.NUMBER: 3,
    LabelKind.DECIMAL: 3,
    LabelKind.NUMBER_PAREN: 4,
    LabelKind.CIRCLED: 5,
}
_DATED = re.compile(r"(?<!\d)(20\d\d)年\d{1,2}月")
_UNNUMBERED = 2.5  # a stage without a number stands under （一） and above 1.


@dataclass(slots=True)
class _Open:
    """A stage whose work may still go on."""

    head: Head
    depth: float
    steps: bool  # under a heading such as 实施步骤
    starts: date | None
    ends: date | None
    place: Place
    work: list[str] = field(default_factory=list)


def read_stages(blocks: Sequence[Block], *, year: int | None) -> tuple[Stage, ...]:
    """The stages of prose, completed by those of tables."""
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    prose = _read_prose(paragraphs, year or _year_said(paragraphs))
    stages = [
        Stage(found.head.name, found.starts, found.ends, tuple(found.work), found.place) for found in _believed(prose)
    ]
    for table in blocks:
        if isinstance(table, Table):
            stages = merge(stages, stages_of_table(table, year=year))
    return tuple(stages)


def _year_said(paragraphs: Sequence[Paragraph]) -> int | None:
    """自2024年3月起至11月底结束: where neither title nor date gives a year, the first month that has one does."""
    return next((int(match[1]) for block in paragraphs if (match := _DATED.search(block.text))), None)


def _read_prose(paragraphs: Sequence[Paragraph], year: int | None) -> list[_Open]:
    stages: list[_Open] = []
    last: _Open | None = None
    steps, steps_depth = False, 0.0
    for line in lines_of(paragraphs):
        label = label_of(line.text)
        depth = _depth(label)
        if label and steps and depth <= steps_depth:
            steps = False
        if is_steps_heading(line.text):
            steps, steps_depth, last = True, depth, None
            continue
        opened = _opened(line, label, steps, year, stages)
        if opened:
            stages += opened
            last = opened[-1]
        elif last and _belongs(line, label, last):
            last.work += items_of(line.text[label.end :] if label else line.text, whole=bool(label))
            last.place = last.place.until(line.place)
        else:
            last = None
    return stages


def _opened(
    line: Paragraph, label: Label | None, steps: bool, year: int | None, before: Sequence[_Open]
) -> list[_Open]:
    """The stages that a line opens: one, or several told in one paragraph."""
    found: list[_Open] = []
    last_year = next((stage.ends.year for stage in reversed(before) if stage.ends), year)
    for start, end in parts_of(line.text, label.end if label else 0):
        head = head_of(line.text[start:end], steps=steps)
        if head is None:
            return []
        starts, ends = period_of(head.period, last_year)
        last_year = ends.year if ends else last_year
        place = line.place_of(start if start and found else 0, end)
        depth = _depth(label) if label else _UNNUMBERED
        opened = _Open(head, depth, steps, starts, ends, place)
        opened.work += items_of(line.text[start:end][head.end :])
        found.append(opened)
    return found


def _belongs(line: Paragraph, label: Label | None, last: _Open) -> bool:
    """Whether a line goes on with the work of the stage above it."""
    if label:
        return _depth(label) > last.depth
    return line.text.rstrip().endswith(("。", "；", ";")) and not line.style


def _depth(label: Label | None) -> float:
    return _DEPTH[label.kind] if label else 0


def _believed(stages: list[_Open]) -> list[_Open]:
    """Stages of a campaign come in twos or more, with days, ordinals, or under 实施步骤; those of a process do not."""
    if len(stages) < 2:
        return []
    dated_depths = {stage.depth for stage in stages if stage.head.period}
    if dated_depths:
        return [stage for stage in stages if stage.depth in dated_depths]
    return stages if all(stage.head.ordinal or stage.steps for stage in stages) else []
