"""Write the ledger (台账) a clerk keeps of a file: an .xlsx workbook to sort, filter and print.

In: `Understanding`.  Out: the bytes of the workbook.
Sheets: 任务 of each document that has tasks; 指标, 提纲, 阶段, 成员, 任免, 时限 where there are any; 公文; 存疑.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

from openpyxl.workbook import Workbook

from duban.documents.model import OfficialDocument, TaskDraft, Understanding
from duban.documents.writing import labels
from duban.documents.writing.sheet import Column, Value, add_sheet, widened

_TASKS = (
    Column("序号", 6, centered=True),
    Column("大类", 12, merged=True),
    Column("大项", 13, merged=True),
    Column("重点任务", 36),
    Column("工作措施", 34),
    Column("分管领导", 9, centered=True),
    Column("牵头单位", 15),
    Column("负责单位", 14),
    Column("配合单位", 18),
    Column("量化目标", 18),
    Column("完成时限", 12, centered=True),
)
_EMPTY_COLUMN, _WIDEST_COLUMN = 8, 90
_DOCUMENT = Column("公文", 24, merged=True)
_INDICATORS = (
    Column("序号", 6, centered=True),
    Column("分项", 7, centered=True),
    Column("领域", 14, merged=True),
    Column("指标", 28),
    Column("计量单位", 10, centered=True),
    Column("方向", 8, centered=True),
    Column("性质", 9, centered=True),
    Column("基期值", 16),
    Column("目标值", 24),
    Column("牵头单位", 16),
    Column("配合单位", 14),
    Column("重点工作任务", 54),
)
_OUTLINE = (Column("层级", 6, centered=True), Column("提纲", 60), Column("量化目标", 60))
_STAGES = (Column("阶段", 24), Column("起止", 30), Column("工作", 90))
_MEMBERS = (Column("职责", 12, merged=True), Column("姓名", 12, centered=True), Column("职务", 60))
_APPOINTMENTS = (Column("任免", 8, centered=True), Column("姓名", 12, centered=True), Column("职务", 60))
_TIME_LIMITS = (Column("单位", 24), Column("时限", 14, centered=True), Column("原文", 80))
_DOCUMENTS = (
    Column("公文", 50),
    Column("种类", 16, centered=True),
    Column("文号", 20, centered=True),
    Column("发文机关", 20),
    Column("成文日期", 12, centered=True),
    Column("读出内容", 34),
    Column("通知要求", 50),
)
_DOUBTS = (Column("级别", 8, centered=True), Column("类别", 22), Column("说明", 80), Column("位置", 24))

Rows = list[list[Value]]


def write_ledger(understanding: Understanding) -> bytes:
    """The workbook; a file without any document gives one with an empty list of documents."""
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    documents = understanding.documents
    planned = [document for document in documents if document.tasks]
    for at, document in enumerate(planned, 1):
        _add_tasks(book, document, f"任务{at} {document.title}" if len(planned) > 1 else "任务")
    for name, columns, rows_of in _LISTS:
        _add_list(book, name, columns, [(document, rows_of(document)) for document in documents])
    rows = [_document_row(document) for document in documents]
    add_sheet(book, "公文", _DOCUMENTS, rows, title="公文", subtitle=f"{understanding.file}，{len(rows)} 份公文")
    _add_list(book, "存疑", _DOUBTS, [(document, _doubt_rows(document)) for document in documents])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _add_tasks(book: Workbook, document: OfficialDocument, name: str) -> None:
    rows = list(_task_rows(document.tasks))
    title = document.title or "重点任务台账"
    add_sheet(book, name, _fitted(_TASKS, rows), rows, title=title, subtitle=_about(document))


def _fitted(columns: Sequence[Column], rows: Sequence[Sequence[Value]]) -> list[Column]:
    """Narrow where a column is empty, wide where its texts are long, so that a page holds what matters."""
    fitted = []
    for at, column in enumerate(columns):
        values = [row[at] for row in rows]
        if not any(values):
            fitted.append(replace(column, width=min(column.width, _EMPTY_COLUMN)))
        else:
            fitted.append(column if column.merged else widened(column, values, _WIDEST_COLUMN))
    return fitted


def _about(document: OfficialDocument) -> str:
    count = f"共 {len(document.tasks)} 项任务" if document.tasks else ""
    return "　".join(filter(None, (document.number, document.issuer, labels.day(document.issued_on), count)))


def _task_rows(tasks: Sequence[TaskDraft]) -> Iterator[list[Value]]:
    for number, task in zip(_numbers(tasks), tasks, strict=True):
        yield [
            number,
            task.path[0] if task.path else "",
            "\n".join(task.path[1:]),
            task.text,
            task.measures,
            "\n".join(task.leaders),
            "\n".join(task.lead),
            "\n".join(task.implement),
            labels.listed(task.support),
            labels.targets(task.targets),
            task.deadline or task.deadline_text,
        ]


def _numbers(tasks: Sequence[TaskDraft]) -> list[Value]:
    """The printed numbers where they tell the tasks apart, else 1, 2, 3, …"""
    printed = [task.number for task in tasks]
    if not all(printed) or len(set(printed)) < len(printed):
        return list(range(1, len(printed) + 1))
    return [_figure(number) for number in printed]


def _figure(number: str) -> Value:
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else number


def _add_list(
    book: Workbook, name: str, columns: Sequence[Column], found: Sequence[tuple[OfficialDocument, Rows]]
) -> None:
    """One sheet over all documents of the file; with more than one, the first column tells which."""
    rows: Rows = [[document.title, *row] for document, its_rows in found for row in its_rows]
    if not rows:
        return
    if len(found) == 1:
        rows = [row[1:] for row in rows]
        document = found[0][0]
        add_sheet(book, name, _fitted(columns, rows), rows, title=f"{document.title}·{name}", subtitle=_about(document))
    else:
        add_sheet(book, name, _fitted((_DOCUMENT, *columns), rows), rows, title=name)


def _indicator_rows(document: OfficialDocument) -> Rows:
    return [
        [
            _figure(indicator.number),
            indicator.part,
            indicator.field,
            labels.indicator_name(indicator),
            indicator.measurement_unit,
            labels.DIRECTIONS[indicator.direction] if indicator.direction else "",
            labels.NATURES[indicator.nature] if indicator.nature else "",
            labels.baseline(indicator),
            labels.indicator_targets(indicator),
            "\n".join(indicator.lead),
            labels.listed(indicator.support),
            "\n".join(labels.indicator_task(task) for task in indicator.tasks),
        ]
        for indicator in document.indicators
    ]


def _outline_rows(document: OfficialDocument) -> Rows:
    if document.tasks or document.indicators:
        return []
    rows: Rows = [[item.level, f"{item.label}{item.title}", labels.targets(item.targets)] for item in document.outline]
    if any(item.targets for item in document.outline):
        return rows
    return rows + [["", target.measure, target.text] for target in document.targets]


def _stage_rows(document: OfficialDocument) -> Rows:
    return [[stage.name, labels.period(stage), "\n".join(stage.work)] for stage in document.stages]


def _member_rows(document: OfficialDocument) -> Rows:
    return [[member.role, member.name, member.post] for member in document.members]


def _appointment_rows(document: OfficialDocument) -> Rows:
    return [[labels.ACTIONS.get(who.action, who.action), who.name, who.post] for who in document.appointments]


def _time_limit_rows(document: OfficialDocument) -> Rows:
    return [[limit.owner, labels.amount(limit), limit.text] for limit in document.time_limits]


def _document_row(document: OfficialDocument) -> list[Value]:
    return [
        document.title,
        labels.KINDS[document.kind],
        document.number,
        document.issuer,
        document.issued_on,
        labels.counts(document),
        labels.rules(document.rules),
    ]


def _doubt_rows(document: OfficialDocument) -> Rows:
    return [
        [
            labels.DIAGNOSTIC_LEVELS.get(diagnostic.level, diagnostic.level),
            diagnostic.code,
            diagnostic.message,
            labels.place(diagnostic.source),
        ]
        for diagnostic in document.diagnostics
    ]


_LISTS = (
    ("指标", _INDICATORS, _indicator_rows),
    ("提纲", _OUTLINE, _outline_rows),
    ("阶段", _STAGES, _stage_rows),
    ("成员", _MEMBERS, _member_rows),
    ("任免", _APPOINTMENTS, _appointment_rows),
    ("时限", _TIME_LIMITS, _time_limit_rows),
)
