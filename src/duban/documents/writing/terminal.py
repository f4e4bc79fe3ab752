"""Show what was understood in a terminal: heading, tables and doubts of each document.

In: `Understanding`, the terminal's width, whether it has colours.  Out: text to print.
The terminal is never asked here; `duban.cli` does. A ledger to keep and sort is `writing.ledger`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from duban.documents.model import OfficialDocument, Target, TaskDraft, Understanding
from duban.documents.writing import labels
from duban.documents.writing.grid import Column, Paint, Row, Separator, plain, table
from duban.documents.writing.width import on_one_line, text_width, wrap

_NARROWEST = 40
_STYLES = {"title": "1", "heading": "1", "chapter": "1;36", "dim": "2", "doubt": "33"}

_TASKS = (
    Column("序号", 4, 8),
    Column("任务", 24, 0),
    Column("领导", 6, 8, weight=2),
    Column("牵头", 12, 22, weight=1),
    Column("负责", 10, 20, weight=3),
    Column("配合", 12, 24, weight=5),
    Column("目标", 12, 26, weight=4),
    Column("时限", 10, 10, weight=1),
)
_INDICATORS = (
    Column("序号", 4, 6),
    Column("指标", 20, 0),
    Column("单位", 4, 10, weight=3),
    Column("性质", 6, 6, weight=5),
    Column("方向", 4, 4, weight=4),
    Column("基期值", 8, 18, weight=2),
    Column("目标值", 12, 36, weight=1),
    Column("牵头", 12, 22, weight=1),
)
_STAGES = (Column("阶段", 8, 24), Column("起止", 12, 40, weight=1), Column("工作", 16, 0, weight=2))
_MEMBERS = (Column("职责", 6, 12), Column("姓名", 6, 10), Column("职务", 16, 0))
_APPOINTMENTS = (Column("任免", 4, 4), Column("姓名", 6, 10), Column("职务", 16, 0))
_TIME_LIMITS = (Column("时限", 8, 12), Column("单位", 8, 24, weight=1), Column("原文", 16, 0))
_OUTLINE = (Column("提纲", 24, 0), Column("目标", 16, 60, weight=1))


def write_table(understanding: Understanding, *, width: int, color: bool) -> str:
    """Everything a clerk wants to see first, at most `width` cells wide (never under 40)."""
    width = max(width, _NARROWEST)
    paint = _colored if color else plain
    lines: list[str] = []
    for at, document in enumerate(understanding.documents, 1):
        lines.extend(_document(document, f"{at}/{len(understanding.documents)}", width, paint))
        lines.append("")
    return "\n".join(lines)


def _colored(text: str, style: str) -> str:
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m"


def _document(document: OfficialDocument, count: str, width: int, paint: Paint) -> Iterator[str]:
    yield from _heading(document, count, width, paint)
    for columns, rows in _tables(document):
        if rows:
            yield ""
            yield from table(columns, rows, width=width, paint=paint)
    yield from _doubts(document, width, paint)


def _heading(document: OfficialDocument, count: str, width: int, paint: Paint) -> Iterator[str]:
    yield paint("━" * width, "dim")
    for at, line in enumerate(wrap(document.title or "（无标题）", width - text_width(count) - 2, 3)):
        yield f"{count if not at else ' ' * text_width(count)}  {paint(line, 'title')}"
    about = [document.number, document.issuer, labels.day(document.issued_on), labels.KINDS[document.kind]]
    if document.occurrences > 1:
        about.append(f"文件中出现 {document.occurrences} 次")
    for text in (" · ".join(filter(None, about)), labels.counts(document), labels.rules(document.rules)):
        for line in wrap(text, width - 5, 3) if text else ():
            yield paint(f"     {line}", "dim")


def _tables(document: OfficialDocument) -> Iterator[tuple[Sequence[Column], list[Row]]]:
    yield _TASKS, list(_task_rows(document.tasks))
    yield _INDICATORS, list(_indicator_rows(document))
    yield _STAGES, [(stage.name, labels.period(stage), "；".join(stage.work)) for stage in document.stages]
    yield _MEMBERS, [(member.role, member.name, member.post) for member in document.members]
    yield _APPOINTMENTS, [(labels.ACTIONS.get(who.action, ""), who.name, who.post) for who in document.appointments]
    yield _TIME_LIMITS, [(labels.amount(limit), limit.owner, limit.text) for limit in document.time_limits]
    if not document.tasks and not document.indicators:
        yield _OUTLINE, list(_outline_rows(document))


def _task_rows(tasks: Sequence[TaskDraft]) -> Iterator[Row]:
    path: tuple[str, ...] = ()
    for task in tasks:
        if task.path and task.path != path:
            yield Separator(" › ".join(task.path))
        path = task.path
        yield (
            task.number,
            task.text or task.measures,
            labels.listed(task.leaders),
            labels.listed(task.lead),
            labels.listed(task.implement),
            labels.listed(task.support),
            labels.targets(task.targets, "；"),
            labels.deadline(task),
        )


def _indicator_rows(document: OfficialDocument) -> Iterator[Row]:
    field = ""
    for indicator in document.indicators:
        if indicator.field and indicator.field != field:
            yield Separator(indicator.field)
        field = indicator.field
        yield (
            indicator.number + indicator.part,
            labels.indicator_name(indicator),
            indicator.measurement_unit,
            labels.NATURES[indicator.nature] if indicator.nature else "",
            labels.DIRECTIONS[indicator.direction] if indicator.direction else "",
            labels.baseline(indicator),
            labels.indicator_targets(indicator, "；"),
            labels.listed(indicator.lead),
        )


def _outline_rows(document: OfficialDocument) -> Iterator[Row]:
    for item in document.outline:
        yield (f"{'› ' * (min(item.level, 6) - 1)}{item.label}{item.title}", labels.targets(item.targets, "；"))
    loose: tuple[Target, ...] = document.targets
    if loose and not any(item.targets for item in document.outline):
        for target in loose:
            yield (target.measure, target.text)


def _doubts(document: OfficialDocument, width: int, paint: Paint) -> Iterator[str]:
    if not document.diagnostics:
        return
    codes = Counter(diagnostic.code for diagnostic in document.diagnostics)
    tally = "，".join(f"{code} {count}" for code, count in codes.most_common())
    yield ""
    yield from (paint(line, "doubt") for line in wrap(f"存疑 {codes.total()} 处：{tally}", width, 3))
    for diagnostic in document.diagnostics:
        where = labels.place(diagnostic.source)
        text = on_one_line(f"{diagnostic.message}{f'〔{where}〕' if where else ''}")
        mark = "!" if diagnostic.level == "warning" else "·"
        for at, line in enumerate(wrap(text, width - 4, 3)):
            yield f"  {mark if not at else ' '} {line}"
