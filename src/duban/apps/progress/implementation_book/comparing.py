"""What a workbook would change: plan by plan, milestone by milestone, and what in it cannot be taken.

In: rows as read, the implementation plans they may be of.  Out: `Change`s, with the steps to be written; problems.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from duban.apps.progress.implementation_book import columns as c
from duban.apps.progress.implementation_book.reading import Book, Row
from duban.apps.progress.implementation_book.writing import key_of
from duban.apps.progress.implementing import figured_targets, step_of
from duban.apps.progress.models import ImplementationPlan, Milestone
from duban.apps.progress.queries.milestones import name_of
from duban.rulebook.figures import plain
from duban.rulebook.milestones import Step
from duban.rulebook.reports import WRITABLE


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone, before and after, in words; "" where it is not."""

    before: str
    after: str


@dataclass(slots=True)
class Change:
    """What becomes of one implementation plan; `rows` of the file that are about it."""

    plan: ImplementationPlan
    rows: list[tuple[Row, Milestone | None]] = field(default_factory=list)
    measures: str = ""
    steps: list[Step] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def changes_measures(self) -> bool:
        return self.measures != self.plan.measures

    @property
    def changes_anything(self) -> bool:
        return bool(self.lines) or self.changes_measures


def compared(book: Book, plans: Sequence[ImplementationPlan]) -> list[Change]:
    """Those that change something; faults are added to the book's."""
    changes = _gathered(book, plans)
    for change in changes:
        _work_out(book, change)
    found = [change for change in changes if change.changes_anything]
    for change in found:
        if change.plan.state not in WRITABLE and change.rows:
            reason = f"这项任务的落实方案{change.plan.get_state_display()}，不能在这里改"
            book.fault(change.rows[0][0], c.KEY.name, reason)
    return found


def _gathered(book: Book, plans: Sequence[ImplementationPlan]) -> list[Change]:
    """The rows by the plan they are of; a row without a key is of the plan above it."""
    milestones = {key_of(plan, one): (plan, one) for plan in plans for one in plan.milestones.all()}
    empty = {key_of(plan): plan for plan in plans}
    found = {plan.pk: Change(plan) for plan in plans}
    told: dict[int, bool] = {}
    above: ImplementationPlan | None = None
    seen: set[str] = set()
    for row in book.rows:
        key, milestone = row.text(c.KEY.field), None
        if key in milestones:
            above, milestone = milestones[key]
        elif key:
            above = empty.get(key)
        if above is None:
            book.fault(row, c.KEY.name, "不是本单位在这份方案里的任务" if key else "上面没有任务，不知道是哪一项的")
        elif key and key in seen and milestone is not None:
            book.fault(row, c.KEY.name, "与上面某一行相同，复制出来的行请清空这一格", key)
        else:
            seen.add(key)
            told[above.pk] = True
            found[above.pk].rows.append((row, milestone))
    return [found[plan.pk] for plan in plans if told.get(plan.pk)]


def _work_out(book: Book, change: Change) -> None:
    targets = {name_of(one): one.pk for one in figured_targets(change.plan.task)}
    measures = next((row.text("measures") for row, _ in change.rows if row.text("measures")), "")
    change.measures = measures if c.MEASURES.field in book.fields else change.plan.measures
    names = {pk: name for name, pk in targets.items()}
    told: set[int] = set()
    for row, milestone in change.rows:
        if milestone is not None:
            told.add(milestone.pk)
        after = _step(book, row, milestone, targets, len(change.steps))
        before = step_of(milestone) if milestone else None
        if after is not None:
            change.steps.append(after)
        _add_line(change, before, after, names)
    kept = [one for one in change.plan.milestones.all() if one.pk not in told]
    for one in kept:  # whose row is gone altogether
        _add_line(change, step_of(one), None, names)


def _add_line(change: Change, before: Step | None, after: Step | None, names: dict[int, str]) -> None:
    old, new = (words_of(before, names) if before else ""), (words_of(after, names) if after else "")
    if old != new:
        change.lines.append(Line(old, new))


def _step(book: Book, row: Row, milestone: Milestone | None, targets: dict[str, int], order: int) -> Step | None:
    """What the row says; none when the cells of the milestone are empty. A column that is not there changes nothing."""
    if not any(row.values.get(name) for name in c.STEP_FIELDS if name in book.fields) or row.is_faulty:
        return None
    due = row.day() if c.DUE.field in book.fields else (milestone.due if milestone else None)
    if due is None:
        book.fault(row, c.DUE.name, "没有填写完成时间")
        return None
    figure = row.figure() if c.FIGURE.field in book.fields else (milestone.figure if milestone else None)
    target = _target(book, row, targets) if figure is not None else None
    old = step_of(milestone) if milestone else Step("", date.min)
    return Step(
        content=_text(book, row, c.CONTENT.field, old.content),
        due=due,
        target=target,
        figure=figure,
        section=_text(book, row, c.SECTION.field, old.section),
        person=_text(book, row, c.PERSON.field, old.person),
        key=milestone.pk if milestone else None,
        order=order,
    )


def _text(book: Book, row: Row, name: str, before: str) -> str:
    return row.text(name) if name in book.fields else before


def _target(book: Book, row: Row, targets: dict[str, int]) -> int | None:
    named = "".join(row.text(c.TARGET.field).split())
    if not named and len(targets) == 1:
        return next(iter(targets.values()))
    found = [pk for name, pk in targets.items() if named and "".join(name.split()).startswith(named)]
    if len(found) != 1:
        offered = "、".join(targets) or "这项任务没有量化目标，阶段目标值请留空"
        book.fault(row, c.TARGET.name, f"请写明是哪个目标的数：{offered}", named[:60])
        return None
    return found[0]


def words_of(step: Step, names: dict[int, str]) -> str:
    """A milestone in one line: 2026-06-30 完成前期手续，项目（个）30，投资科 林联络."""
    told = f"{names.get(step.target or 0, '')}{plain(step.figure)}" if step.figure is not None else ""
    who = " ".join(filter(None, (step.section, step.person)))
    return "，".join(filter(None, (f"{step.due.isoformat()} {step.content}".strip(), told, who)))


def words_of_all(changes: Iterable[Change]) -> list[str]:
    """What the comparison said, to know it again."""
    told = []
    for change in changes:
        told += [f"{change.plan.pk}:{change.plan.version}", change.measures]
        told += [f"{line.before}>{line.after}" for line in change.lines]
    return told
