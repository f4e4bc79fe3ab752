"""What an import does to units and appointments that are on record already, and to what it cannot decide."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from directory_books import book, confirmed, imported, problems, saved, uploaded
from openpyxl import load_workbook

from cast import City
from duban.apps.organizations.models import Appointment, DirectoryImport, Jurisdiction, Post, Unit

SAMPLE = Path(__file__).parents[3] / "samples" / "directory.xlsx"
RETIRED = ("青泽市", "青泽市文化广电旅游局", "", "政府部门", "", "", "", "2026-01-01", "")


def person(name: str, since: str = "", until: str = "", **more: str) -> tuple[str, ...]:
    place, unit, title = more.get("place", "青泽市"), more.get("unit", "青泽市财政局"), more.get("title", "局长")
    return name, place, unit, title, more.get("portfolio", ""), since, until, "", ""


def doubts(row: DirectoryImport) -> list[str]:
    return [doubt for line in row.reading["lines"] for doubt in line[6]]


def test_a_unit_is_retired_with_its_names_and_its_retirement_stands_in_its_history(city: City) -> None:
    unit = city.units["文旅"]
    city.accounts["stranger"].is_active = False
    city.accounts["stranger"].save()

    row = imported(city, book(单位=[RETIRED]))

    assert row.state == "applied", (row.failure, row.problems)
    unit.refresh_from_db()
    assert (unit.until, unit.names.get().until) == (date(2026, 1, 1), date(2026, 1, 1))
    assert "unit.retired" in city.events()


def test_a_unit_on_which_something_hangs_is_not_retired_and_the_line_says_what(city: City) -> None:
    imported(city, book(人员=[person("文远", "2024-01-01", unit="青泽市文化广电旅游局")]))

    [problem] = problems(uploaded(city, book(单位=[RETIRED])))

    assert problem[:3] == ("单位", 2, "撤销日期")
    assert problem[3].startswith("“青泽市文化广电旅游局”不能撤销：还有 ")


def test_a_name_that_changed_is_a_new_unit_and_a_doubt(city: City) -> None:
    renamed = ("青泽市", "青泽市文化广电旅游体育局", "", "政府部门", "", "", "", "", "")

    row = uploaded(city, book(单位=[renamed]))

    assert doubts(row) == ["疑似由“青泽市文化广电旅游局”更名：是更名的，请改在单位页办理更名，再导入"]


def test_a_code_of_another_unit_is_a_doubt(city: City) -> None:
    Unit.objects.filter(pk=city.units["财政"].pk).update(code="11990100000000000A")
    row = uploaded(city, book(单位=[("青泽市", "青泽市云局", "", "政府部门", "", "11990100000000000a", "", "", "")]))

    assert row.state == "compared"
    assert "统一社会信用代码与“青泽市财政局”相同" in doubts(row)[-1]


def test_a_corrected_date_corrects_the_appointment_and_blank_cells_change_nothing(city: City) -> None:
    imported(city, book(人员=[person("陆知白", "2024-01-01", portfolio="主持全面工作")]))

    imported(city, book(人员=[person("陆知白", "2024-01-15")]))
    same = uploaded(city, book(人员=[person("陆知白")]))

    appointment = Appointment.objects.get()
    assert (appointment.since, appointment.post.portfolio) == (date(2024, 1, 15), "主持全面工作")
    assert "appointment.corrected" in city.events()
    assert same.reading["changes_nothing"]


def test_who_left_stays_left_when_the_file_has_no_date(city: City) -> None:
    imported(city, book(人员=[person("陆知白", "2024-01-01", "2025-01-01")]))

    row = uploaded(city, book(人员=[person("陆知白")]))

    assert row.reading["changes_nothing"]
    assert doubts(row) == ["记录中已自2025年1月1日起免职，文件没有免职日期；导入不改动"]


def test_one_post_changes_hands_within_a_file_and_deputies_take_seats_of_their_own(city: City) -> None:
    rows = [
        person("陆知白", "2022-01-01", "2024-03-01"),
        person("林语", "2024-03-01"),
        person("甲", "2022-01-01", title="副局长"),
        person("乙", "2022-01-01", title="副局长"),
        person("丙", "2022-01-01", "2023-01-01", title="副局长"),
        person("丁", "2023-01-01", title="副局长"),
    ]

    assert imported(city, book(人员=rows)).state == "applied"

    assert Post.objects.filter(title="局长").count() == 1
    seats = Appointment.objects.filter(post__title="副局长").order_by("official__name", "since")
    assert {one.official.name: one.post.seat for one in seats} == {"甲": 1, "乙": 2, "丙": 3, "丁": 3}


def test_places_of_one_name_are_told_apart_by_what_is_above_them(city: City) -> None:
    Jurisdiction.objects.create(name="石桥镇", level="town", parent=city.places["云栖区"])
    row = ("石桥镇", "石桥镇便民中心", "", "事业单位", "", "", "", "", "")

    [problem] = problems(uploaded(city, book(单位=[row])))
    done = imported(city, book(单位=[("云栖区/石桥镇", *row[1:])]))

    assert problem[3] == "有几个同名的行政区，请写成“临川县/石桥镇”或“云栖区/石桥镇”"
    assert done.state == "applied"
    assert Unit.objects.get(name="石桥镇便民中心").jurisdiction.parent == city.places["云栖区"]


def test_the_sample_of_the_invented_city_is_imported_whole(city: City) -> None:
    row = uploaded(city, SAMPLE.read_bytes())
    assert row.problems == []

    row = confirmed(city, row)

    assert row.state == "applied", row.failure
    again = uploaded(city, SAMPLE.read_bytes())
    assert again.reading["changes_nothing"], [line for line in again.reading["lines"] if line[2] == "changed"]


@pytest.mark.parametrize("seat", [1, 2])
def test_a_seat_that_is_named_is_taken(city: City, seat: int) -> None:
    made = load_workbook(BytesIO(book(人员=[person("陆知白", "2024-01-01", title="副局长")])))
    made["人员"]["J1"], made["人员"]["J2"] = "席位", seat

    assert imported(city, saved(made)).state == "applied"
    assert Appointment.objects.get().post.seat == seat
