"""Write workbooks: the template to fill, what is on record in the same form, and what is wrong in a file.

In: nothing, a jurisdiction, or problems.  Out: the bytes of an .xlsx. What is on record reads back without a change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from io import BytesIO
from typing import cast

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from duban.apps.organizations.models import Jurisdiction, Level, UnitKind, UnitNameKind
from duban.apps.organizations.workbook.columns import PEOPLE, PLACES, SHEETS, UNITS, Column, Kind, Sheet
from duban.apps.organizations.workbook.directory import Directory
from duban.apps.organizations.workbook.places import Places
from duban.apps.organizations.workbook.problems import Problem
from duban.documents.writing.sheet import cell_text

Value = str | int | date | None
_HEAD = Font(name="黑体", size=11)
_REQUIRED = PatternFill("solid", start_color="FFEAF1FB", end_color="FFEAF1FB")
_OTHER = PatternFill("solid", start_color="FFF4F6F8", end_color="FFF4F6F8")
_MOST_ROWS = 20_000
HELP = (
    "一、三张表：行政区、单位、人员，不用的可以删去。列的先后不限，按表头的名称查找；带 * 的必须填写。",
    "二、先上传核对，看过要新增、变更的内容，确认之后才导入；有一处错误，就一条也不导入。",
    "三、已有的单位按“行政区 + 单位名称”认定，已有的任职按“单位 + 职务 + 姓名”认定。空白的格子表示不改。",
    "四、导入不删除任何内容：文件里没有的单位和人员保持原样；单位的别名只增加；单位更名请在单位页办理。",
    "五、日期写到日，如 2024-03-01 或 2024年3月1日。免职日期、撤销日期是从那一天起不再担任、不再存在。",
    "六、每人每个职务一行。同一职务同一天只能由一人担任；换人时，前任一行填免职日期，继任另起一行填任职日期。",
    "七、同一职务有几个人的（如副市长），各占一个席位；席位可不填，由系统依次安排。",
    "八、同一行政区有同名人员时，在备注里写明区别，如“女，1980年生”。",
    "九、不要合并单元格；公式的结果请先粘贴为数值。",
)


def template() -> bytes:
    """The empty workbook with headings, choices to pick from, and how to fill it."""
    return _book((sheet, ()) for sheet in SHEETS)


def directory_book(root: Jurisdiction) -> bytes:
    """What is on record below a place. A unit merged into another is not written: its people are with that one."""
    directory = Directory(root)
    places = Places(directory)
    rows: dict[str, Iterable[Sequence[Value]]] = {
        PLACES.name: _places(directory, places),
        UNITS.name: _units(directory, places),
        PEOPLE.name: _people(directory, places),
    }
    return _book((sheet, rows[sheet.name]) for sheet in SHEETS)


def problem_book(problems: Iterable[Problem]) -> bytes:
    """Everything that is wrong, a line each, to mend the file by."""
    columns = tuple(
        Column(name, width=width)
        for name, width in (("工作表", 10), ("行", 8), ("列", 18), ("问题", 70), ("所填内容", 40))
    )
    book = Workbook(write_only=True)
    rows = ((one.sheet, one.row or None, one.column, one.reason, one.value) for one in problems)
    _fill(book, Sheet("问题", columns, "处"), rows)
    return _saved(book)


def _book(sheets: Iterable[tuple[Sheet, Iterable[Sequence[Value]]]]) -> bytes:
    book = Workbook(write_only=True)
    for sheet, rows in sheets:
        _fill(book, sheet, rows)
    _add_help(book)
    return _saved(book)


def _saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(book: Workbook, sheet: Sheet, rows: Iterable[Sequence[Value]]) -> None:
    page = cast(Worksheet, book.create_sheet(sheet.name))  # one that only writes: it has what is used here
    page.freeze_panes = "A2"
    for at, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(at)].width = column.width
        if column.choices:
            _offer(page, get_column_letter(at), column)
    page.append([_heading(page, column) for column in sheet.columns])
    for row in rows:
        page.append([_cell(page, value) for value in row])


def _offer(page: Worksheet, letter: str, column: Column) -> None:
    listed = DataValidation(type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True)
    listed.error, listed.errorTitle = f"请从列表里选：{'、'.join(column.choices)}", column.name
    listed.add(f"{letter}2:{letter}{_MOST_ROWS}")
    page.data_validations.append(listed)


def _heading(page: Worksheet, column: Column) -> Cell:
    cell = WriteOnlyCell(page, column.heading)
    cell.font, cell.fill = _HEAD, _REQUIRED if column.required else _OTHER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return cell


def _cell(page: Worksheet, value: Value) -> Value | Cell:
    """Text is never taken for a formula, a date shows as a date; the rest is written as it is."""
    if isinstance(value, date):
        cell = WriteOnlyCell(page)
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
        return cell
    if not isinstance(value, str):
        return value
    if not value.startswith("="):
        return cell_text(value) or None
    cell = WriteOnlyCell(page, cell_text(value))
    cell.data_type = "s"
    return cell


def _add_help(book: Workbook) -> None:
    page = cast(Worksheet, book.create_sheet("填写说明"))
    page.column_dimensions["A"].width = 20
    page.column_dimensions["B"].width = 110
    for line in HELP:
        page.append([line[:1], line[2:]])
    for sheet in SHEETS:
        page.append([])
        page.append([f"{sheet.name}表", "各列怎么填"])
        for column in sheet.columns:
            page.append([column.heading, _how(column)])


def _how(column: Column) -> str:
    words = [column.hint] if column.hint else []
    if column.choices:
        words.append(f"从这些里选：{'、'.join(column.choices)}")
    if column.kind is Kind.DATE:
        words.append("日期，写到日")
    return "；".join([*words, "必须填写" if column.required else "可不填"])


def _places(directory: Directory, places: Places) -> Iterator[Sequence[Value]]:
    for place in sorted(directory.places, key=lambda place: place.path):
        above = place.parent if place is not directory.root else None
        yield place.name, Level(place.level).label, places.written(above) if above else None, place.code


def _units(directory: Directory, places: Places) -> Iterator[Sequence[Value]]:
    known = {unit.pk for unit in directory.units}
    for unit in sorted(directory.units, key=lambda unit: (unit.jurisdiction.path, unit.order, unit.pk)):
        if unit.merged_into_id is not None:
            continue
        names = directory.names[id(unit)]
        short = [name.name for name in names if name.kind == UnitNameKind.SHORT and name.until is None]
        parent = unit.parent.name if unit.parent and unit.parent_id in known else None
        kind, place = UnitKind(unit.kind).label, places.written(unit.jurisdiction)
        yield place, unit.name, "、".join(short), kind, parent, unit.code, unit.since, unit.until, unit.order


def _people(directory: Directory, places: Places) -> Iterator[Sequence[Value]]:
    order = {id(unit): at for at, unit in enumerate(directory.units)}
    rows = [row for row in directory.appointments if row.post.unit.merged_into_id is None]
    for row in sorted(rows, key=lambda row: (order[id(row.post.unit)], row.post.order, row.post.pk, row.pk)):
        post, who = row.post, row.official
        if row.since is not None and row.since == row.until:
            continue  # a record that was declared void
        leads = "是" if post.leads_jurisdiction else "否"
        place = places.written(post.unit.jurisdiction)
        span = (row.since, row.until)
        yield who.name, place, post.unit.name, post.title, post.seat, post.portfolio, *span, leads, who.remark
