"""A file holds exactly what is shown, on all pages, and opens without harm."""

from __future__ import annotations

import csv
import io
import tracemalloc
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook
from sample_table import table

from cast import SINCE, City
from duban.apps.organizations.models import Unit
from duban.apps.web.table import export

pytestmark = pytest.mark.django_db


def exported(query: str) -> bytes:
    response = table(query).respond("no page is asked for")
    data = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    if file := getattr(response, "file_to_stream", None):
        file.close()  # not the response: that would end the database connection, and with it the test
    return data


def lines(query: str) -> list[list[str]]:
    text = exported(f"{query}&export=csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def sheet(query: str) -> Any:
    return load_workbook(io.BytesIO(exported(f"{query}&export=xlsx"))).active


def test_the_file_has_the_filter_the_order_and_the_columns_of_the_screen(city: City) -> None:
    assert lines("kind=government&sort=-order&columns=level") == [
        ["序号", "名称", "级别"],
        ["9", "云栖区人民政府", "县（市、区）"],
        ["8", "石桥镇人民政府", "镇（街道）"],
        ["6", "临川县人民政府", "县（市、区）"],
        ["1", "青泽市人民政府", "市"],
    ]


def test_all_pages_are_in_the_file(city: City) -> None:
    _many(city, 120)

    assert len(lines("page=2")) == 1 + 120 + len(city.units)


def test_excel_gets_numbers_and_dates_as_such_and_a_head_that_stays(city: City) -> None:
    one = sheet("q=财政")

    assert [cell.value for cell in one[1]] == ["序号", "名称", "行政区", "类别", "设立日期", "职务"]
    assert all(cell.font.bold for cell in one[1])
    assert one.freeze_panes == "A2"
    assert [cell.value for cell in one[2]] == [4, "青泽市财政局", "青泽市", "政府部门", datetime(2020, 1, 1), 0]


@pytest.mark.parametrize("name", ["#REF!", "=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.com")'])
def test_text_never_becomes_a_formula(city: City, name: str) -> None:
    Unit.objects.filter(pk=city.units["财政"].pk).update(name=name)
    cell = next(row[1] for row in sheet("").iter_rows() if row[0].value == 4)

    assert (cell.value, cell.data_type) == (name, "s")
    assert next(line[1] for line in lines("") if line[0] == "4") == (name if name[0] == "#" else f"'{name}")


def test_characters_that_no_sheet_can_hold_are_left_out(city: City) -> None:
    Unit.objects.filter(pk=city.units["财政"].pk).update(name="财政\x0b局")

    assert sheet("q=财政")["B2"].value == "财政局"


def test_the_file_is_named_for_the_table_and_the_day(city: City, time_machine: Any) -> None:
    time_machine.move_to(datetime(2026, 4, 10, 9))
    response = table("export=csv").respond("no page is asked for")

    assert response["Content-Disposition"].endswith("%E5%8D%95%E4%BD%8D20260410.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_memory_does_not_grow_with_the_rows(city: City) -> None:
    _many(city, 6000)
    tracemalloc.start()
    try:
        for _ in table("export=csv").respond("no page is asked for").streaming_content:  # type: ignore[attr-defined]
            pass
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 12_000_000


def _many(city: City, count: int) -> None:
    Unit.objects.bulk_create(
        Unit(name=f"第{number}小学", jurisdiction=city.places["青泽市"], kind="department", order=100, since=SINCE)
        for number in range(count)
    )


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"])
def test_no_first_character_makes_text_a_formula(first: str) -> None:
    assert export._plain(f"{first}1+1") == f"'{first}1+1"
