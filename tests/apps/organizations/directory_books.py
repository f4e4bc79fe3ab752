"""Workbooks of places, units and people for the tests, as a person would fill them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from cast import City
from duban.apps.jobs.running import run_waiting
from duban.apps.organizations.actions import directory_imports
from duban.apps.organizations.models import DirectoryImport, Jurisdiction

PLACES = ("名称*", "级别*", "上级*", "代码")
UNITS = ("行政区*", "单位名称*", "简称/别名", "类别*", "上级单位", "统一社会信用代码", "成立日期", "撤销日期", "排序")
PEOPLE = ("姓名*", "行政区*", "单位*", "职务*", "分管工作", "任职日期", "免职日期", "是否本级政府领导", "备注")
HEADINGS = {"行政区": PLACES, "单位": UNITS, "人员": PEOPLE}
Rows = Iterable[Sequence[Any]]


def book(**sheets: Rows) -> bytes:
    """A workbook of the sheets given, each below the usual headings."""
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        page.append(HEADINGS[name])
        for row in rows:
            page.append(list(row))
    return saved(made)


def saved(made: Workbook) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def sheet_rows(data: bytes, name: str) -> list[list[Any]]:
    """The rows of a sheet, blank cells at their ends left out."""
    page = load_workbook(BytesIO(data))[name]
    rows = [list(row) for row in page.iter_rows(values_only=True)]
    return [row for row in rows if any(value is not None for value in row)]


def uploaded(city: City, data: bytes, *, by: str = "system_admin", place: str = "青泽市") -> DirectoryImport:
    """The import after its file was read and compared, by the job that does so."""
    jurisdiction = Jurisdiction.objects.get(name=place)
    started = directory_imports.start_import(
        jurisdiction=jurisdiction, data=data, file_name="单位和人员.xlsx", by=city.actor(by)
    )
    run_waiting()
    return DirectoryImport.objects.get(pk=started.pk)


def confirmed(city: City, row: DirectoryImport, *, by: str = "system_admin") -> DirectoryImport:
    """The import after it was confirmed and its job was run."""
    directory_imports.confirm_import(directory_import=row, seen=row.reading["token"], by=city.actor(by))
    run_waiting()
    return DirectoryImport.objects.get(pk=row.pk)


def imported(city: City, data: bytes, *, by: str = "system_admin") -> DirectoryImport:
    return confirmed(city, uploaded(city, data, by=by), by=by)


def problems(row: DirectoryImport) -> list[tuple[Any, ...]]:
    """What is wrong, as (sheet, row, column, reason)."""
    return [tuple(problem[:4]) for problem in row.problems]


def many(units: int, people: int) -> bytes:
    """Units of the city and its county, each with a head, deputies and clerks."""
    places = ("青泽市", "临川县", "云栖区", "石桥镇")
    unit_rows = [
        (
            places[n % 4],
            f"{places[n % 4]}第{n}事务中心",
            f"{places[n % 4]}{n}中心",
            "事业单位",
            "",
            "",
            "2020-01-01",
            "",
            n,
        )
        for n in range(units)
    ]
    titles = ("主任", "副主任", "副主任", "科员", "科员")
    each = max(1, people // units)
    people_rows = []
    for n in range(people):
        unit, title = n // each, titles[n % each % 5]
        place = places[unit % 4]
        row = (f"张{n}号", place, f"{place}第{unit}事务中心", title, f"第{n}项工作", "2024-01-15", "", "", "")
        people_rows.append(row)
    return book(单位=unit_rows, 人员=people_rows)
