"""The year, a day, the import with its preview: who sees what, and that nothing changes before it is confirmed."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from cast import City
from duban.apps.calendars.models import CalendarDay, CalendarYear

pytestmark = pytest.mark.django_db
NOTICE = "元旦：1月1日（周五）至3日（周日）放假，共3天。\n国庆节：10月1日至7日放假，共7天。10月9日（周六）上班。"


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert found is not None
    return found[1]


def year(client: Client, number: int) -> str:
    return client.get(reverse("calendars:year", args=[number])).content.decode()


def test_everybody_sees_the_year_with_its_days_off(city: City) -> None:
    page = year(city.client("liaison"), 2026)

    assert "国庆节：10月1日至7日放假，9月20日、10月10日上班" in page
    assert "全年 248 个工作日" in page
    assert "10<b>班</b>" in page
    assert "导入放假安排" not in page


def test_a_year_without_a_notice_says_so(city: City) -> None:
    page = year(city.client("liaison"), 2027)

    assert "2027年放假安排尚未公布，先按周末计算" in page
    assert "2027年放假安排尚未公布" not in year(city.client("liaison"), 2026)


def test_an_administrator_of_a_county_reads_why_not(city: City) -> None:
    assert "请最上级行政区的系统管理员维护" in year(city.client("county_admin"), 2026)


@pytest.mark.parametrize("path", ["1999/", "2100/", "2026/2/30/", "2026/13/1/", "1999/1/1/"])
def test_no_such_day_is_not_found(city: City, path: str) -> None:
    assert city.client("system_admin").get(f"/calendar/{path}").status_code == 404


def test_a_day_is_changed_in_its_form(city: City) -> None:
    client, url = city.client("system_admin"), reverse("calendars:day-change", args=[2027, 10, 9])
    seen = field(client.get(url).content.decode(), "seen")

    answer = client.post(url, {"kind": "working", "name": "国庆节", "seen": seen}, follow=True)

    assert "国庆节：10月9日上班" in answer.content.decode()
    assert "把2027年10月9日由“按周计算”改为“调休上班，国庆节”" in answer.content.decode()


def test_a_weekday_is_not_offered_as_working(city: City) -> None:
    page = city.client("system_admin").get(reverse("calendars:day-change", args=[2027, 10, 8])).content.decode()

    assert 'value="off"' in page
    assert 'value="working"' not in page


def test_a_notice_is_shown_before_it_counts(city: City) -> None:
    client = city.client("system_admin")

    preview = client.post(reverse("calendars:import"), {"year": "2027", "text": NOTICE}).content.decode()

    assert "国庆节：10月1日至7日放假，10月9日上班" in preview
    assert "改动 11 天" in preview
    assert not CalendarYear.objects.filter(year=2027).exists()
    given = {name: field(preview, name) for name in ("year", "days", "source")} | {"seen": ""}
    answer = client.post(reverse("calendars:import-confirm"), given, follow=True)
    assert "已导入2027年放假安排" in answer.content.decode()
    assert CalendarDay.objects.filter(day__year=2027).count() == 11


def test_a_notice_sent_twice_is_taken_once_and_told(city: City) -> None:
    client = city.client("system_admin")
    preview = client.post(reverse("calendars:import"), {"year": "2027", "text": NOTICE}).content.decode()
    given = {name: field(preview, name) for name in ("year", "days", "source")} | {"seen": ""}
    client.post(reverse("calendars:import-confirm"), given)

    again = client.post(reverse("calendars:import-confirm"), given).content.decode()

    assert "已被他人修改" in again
    assert "不变 11 天" in again


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"year": "2027", "text": ""}, "两者取一"),
        ({"year": "2027", "text": "各单位：3月5日开会。"}, "没有读到2027年的放假日期"),
        ({"year": "2028", "text": f"关于2027年部分节假日安排的通知\n{NOTICE}"}, "通知写的是2027年"),
        ({"year": "1800", "text": NOTICE}, "2000"),
    ],
)
def test_what_cannot_be_read_is_said_in_the_form(city: City, given: dict[str, str], reason: str) -> None:
    page = city.client("system_admin").post(reverse("calendars:import"), given).content.decode()

    assert reason in page
    assert given["text"].splitlines()[-1:] == [] or given["text"].splitlines()[-1] in page


def test_a_doubt_stands_in_the_preview(city: City) -> None:
    given = {"year": "2027", "text": "元旦：1月1日（周四）放假1天。"}

    page = city.client("system_admin").post(reverse("calendars:import"), given).content.decode()

    assert "2027年1月1日是周五，写的是周四" in page
