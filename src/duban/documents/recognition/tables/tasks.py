"""Make a task of its gathered cells: text, measures, responsibility, deadline and targets, each with its place.

In: `Gathered`.  Out: `TaskDraft` and its diagnostics.
A target column's words become targets, and stay among the measures as "年度目标：…" unless targets hold them all;
a column no one knows ("备注", "总投资") stays among the measures under its heading: no text vanishes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from duban.documents.blocks import Found, Place
from duban.documents.model import Diagnostic, Target, TaskDraft
from duban.documents.recognition.quantities.deadlines import Deadline, find_deadline
from duban.documents.recognition.responsibility import Field, Responsibility, RoleRules, combine, find_brackets
from duban.documents.recognition.tables.headings import completed
from duban.documents.recognition.tables.items import items_of
from duban.documents.recognition.tables.rows import Gathered, Noted, Span
from duban.documents.recognition.tables.texts import Tidied, digits, lines_kept, one_line, tidied
from duban.documents.recognition.targets import find_targets, read_value
from duban.documents.structure.columns import squeeze
from duban.documents.structure.numbering import label_of

_NOTHING = re.compile(r"[\s/／\-—－无、。]*")
_MEASURES = (Field.measures, Field.text)  # 工作措施, 工作内容
_LONGEST_DEADLINE = 20
_FINISHED = re.compile(r"全面|全部|完成|任务|\W")
_YEAR = re.compile(r"20\d\d")
_LONGEST_VALUE, _LONGEST_MEASURE = 16, 30
_VALUE = re.compile(r"[≥≤＞＜<>]?\D{0,4}\d[\d.,，]*\D{0,6}")
_WORDS = re.compile(r"[\w%％]")


def task_of(
    gathered: Gathered, *, rules: RoleRules, year: int | None, position: int
) -> tuple[TaskDraft, tuple[Diagnostic, ...]]:
    """The task, and what is doubtful in it; `position` counts the tasks of the table."""
    number, parts = _text_and_number(gathered)
    parts, responsibility = _responsibility(gathered, parts, rules, year)
    responsibility = completed(responsibility, gathered.above)
    text = "".join(part.text for part in parts)
    due = responsibility.deadline or _deadline_in(text, year) or _deadline_noted(gathered.noted, year)
    targets, measured = _targets(parts, gathered, year)
    task = TaskDraft(
        number=digits(number), path=gathered.path, text=text, measures=_measures(gathered.noted, measured),
        leaders=responsibility.leaders, lead=responsibility.lead, implement=responsibility.implement,
        support=responsibility.support, deadline=due.day if due else None, deadline_text=due.text if due else "",
        targets=targets, source=gathered.place, places=tuple(_places(gathered, parts, responsibility)),
    )  # fmt: skip
    return task, _doubts(task, responsibility, position)


def _text_and_number(gathered: Gathered) -> tuple[str, list[Tidied]]:
    """The text's parts on one line each, and the number, which may open the text: "3.推进…"."""
    number = gathered.number
    parts = [tidied(span.cell, span.start, span.end) for span in gathered.text]
    label = label_of(parts[0].text) if parts else None
    if label is None or items_of(gathered.text[0].text):
        return number, parts
    own = re.sub(r"[（()）、.．\s]+$|^[（(\s]+", "", label.text)
    if number and digits(own) != digits(number):
        return number, parts
    first = parts[0]
    parts[0] = Tidied(first.text[label.end :], first.cell, first.offsets[label.end :])
    return number or own, parts


def _responsibility(
    gathered: Gathered, parts: list[Tidied], rules: RoleRules, year: int | None
) -> tuple[list[Tidied], Responsibility]:
    """From the columns; where no column names anybody, from brackets in the text, which then ends before them."""
    held = combine(_raw(gathered.held), rules=rules, year=year)
    if any(spans for kind, spans in gathered.held.items() if kind is not Field.deadline):
        return parts, held
    cut: list[Tidied] = []
    for part in parts:
        brackets = find_brackets(part.text, rules=rules, year=year)
        cut.append(part.without((bracket.start, bracket.end) for bracket in brackets))
        for bracket in brackets:
            held = held.merged(bracket.value)
    return cut, held


def _raw(held: dict[Field, list[Span]]) -> dict[Field, str]:
    raw = {kind: _joined(spans) for kind, spans in held.items() if spans}
    if Field.deadline in raw and not items_of(raw[Field.deadline]):
        raw[Field.deadline] = one_line(raw[Field.deadline])  # 2025年, below it 6月底
    return raw


def _joined(spans: list[Span]) -> str:
    """What stands under one another may be one name cut by a page; what stands side by side is not."""
    text = spans[0].text
    for before, span in pairwise(spans):
        text += ("\n" if before.cell.column == span.cell.column else "、") + span.text
    return text


def _deadline_in(text: str, year: int | None) -> Deadline | None:
    found = find_deadline(text, year=year)
    return found.value if found else None


def _deadline_noted(noted: Iterable[Noted], year: int | None) -> Deadline | None:
    """进度安排 that says nothing but the day: 12月底前完成."""
    for one in noted:
        if one.field is Field.measures and len(one.span.text) <= _LONGEST_DEADLINE:
            text = one_line(one.span.text)
            found = find_deadline(text, year=year)
            if found and not _FINISHED.sub("", text[: found.start] + text[found.end :]):
                return found.value
    return None


def _targets(
    parts: Iterable[Tidied], gathered: Gathered, year: int | None
) -> tuple[tuple[Target, ...], frozenset[int]]:
    """Targets of the text and of the target columns, and the noted cells whose words targets hold wholly."""
    label = gathered.label
    targets = [
        target for part in parts for target in _due(_placed(find_targets(part.text, year=year), part), label, year)
    ]
    held: list[int] = []
    for noted in gathered.noted:
        if noted.field in (Field.target, Field.text):
            part = tidied(noted.span.cell, noted.span.start, noted.span.end)
            found = find_targets(part.text, year=year) or _bare_target(noted, part, parts)
            told = {(target.value, target.unit) for target in targets}
            targets += [
                target for target in _due(_placed(found, part), noted.label, year)
                if (target.value, target.unit) not in told or target.value is None
            ]  # fmt: skip
            if noted.field is Field.target and not _words_outside(part.text, found):
                held.append(id(noted))
    return tuple(dict.fromkeys(targets)), frozenset(held)


def _bare_target(noted: Noted, part: Tidied, texts: Iterable[Tidied]) -> Sequence[Found[Target]]:
    """目标值 | 800张 beside 新增养老床位: the task's own words are what is measured."""
    measure = "".join(text.text for text in texts)
    if noted.field is not Field.target or len(part.text) > _LONGEST_VALUE or len(measure) > _LONGEST_MEASURE:
        return ()
    figure = read_value(part.text)
    if figure.value is None or not _VALUE.fullmatch(part.text):
        return ()
    target = Target(measure, figure.comparator, figure.value, figure.unit, part.text, value_to=figure.value_to)
    return (Found(target, 0, len(part.text)),)


def _placed(found: Iterable[Found[Target]], part: Tidied) -> Iterator[Target]:
    for one in found:
        yield replace(one.value, source=part.place_of(one.start, one.end))


def _due(targets: Iterable[Target], label: str, year: int | None) -> Iterator[Target]:
    """Under "2025年目标" and "年度目标" a target without a day of its own is due at the end of that year."""
    match = _YEAR.search(label)
    due = int(match[0]) if match else year if "年度" in label or "全年" in label else None
    for target in targets:
        yield replace(target, due=date(due, 12, 31)) if due and target.due is None else target


def _words_outside(text: str, found: Iterable[Found[Target]]) -> bool:
    rest, at = "", 0
    for one in sorted(found, key=lambda one: one.start):
        rest += text[at : max(at, one.start)]
        at = max(at, one.end)
    return bool(_WORDS.search(rest + text[at:]))


def _measures(noted: Sequence[Noted], held: frozenset[int]) -> str:
    """The measures first and bare; other columns, and the quarters of a schedule, under their headings."""
    lines: list[str] = []
    labels = {one.label: None for one in noted if one.field in _MEASURES and one.label}
    first = next(iter(labels), "")
    bare = ("", first) if len(labels) == 1 or "/" not in first else ("",)
    for one in noted:
        if id(one) in held or _NOTHING.fullmatch(one.span.text):
            continue
        heading = "" if one.field in _MEASURES and one.label in bare else _heading(one.label)
        lines.append(f"{heading}{lines_kept(one.span.text)}")
    return "\n".join(lines)


def _heading(label: str) -> str:
    label = squeeze(label).rpartition("/")[2].strip("：:")
    return f"{label}：" if label else ""


def _places(gathered: Gathered, parts: list[Tidied], responsibility: Responsibility) -> Iterator[tuple[str, Place]]:
    if parts:
        yield "text", parts[0].place_of(0, len(parts[0].text))
    measures = [one.span.cell.place for one in gathered.noted if one.field in _MEASURES]
    if measures:
        yield "measures", measures[0].until(measures[-1])
    shared = [kind for kind in (Field.responsible, Field.division) if gathered.held.get(kind)]
    for name in ("leaders", "lead", "implement", "support", "deadline"):
        kinds = [kind for kind in (Field(name), *shared) if gathered.held.get(kind)]
        if kinds and getattr(responsibility, name):
            yield name, gathered.held[kinds[0]][0].cell.place


def _doubts(task: TaskDraft, responsibility: Responsibility, position: int) -> tuple[Diagnostic, ...]:
    if not responsibility.undivided:
        return ()
    message = f"第{task.number or position}项列出多个责任单位而未分牵头与配合"
    return (Diagnostic("warning", "roles-undivided", message, task.source),)
