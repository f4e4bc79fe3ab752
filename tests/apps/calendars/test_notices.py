"""Reading the yearly notice: ranges, weekends that work, what is only recommended, tables; what is doubtful is said."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import Workbook

from duban.apps.calendars.named_days import NamedDay, as_lines, in_words
from duban.apps.calendars.notices import Notice, read_notice
from duban.apps.calendars.reading import text_of
from duban.rulebook.working_days import DayKind

NOTICE = """青泽市人民政府办公室转发关于2027年部分节假日安排的通知

各县（区）人民政府，市直各单位：
　　现将2027年元旦、春节和国庆节放假安排转发给你们：
　　一、元旦：2026年12月31日（周四）至2027年1月2日（周六）放假调休，共3天。12月27日这周照常。
　　二、春节：2月5日（农历除夕、周五）至11日（周四）放假调休，共7天。1月31日（周日）、2月20日（周六）上班。鼓励各单位安排职工在2月4日（周四）休息。
　　三、清明节：4月5日（星期一）放假1天，与周末连休。
　　四、国庆节、中秋节：10月1日—7日放假，共7天，9月26日（周日），10月9日（周六）上班。
　　放假期间，请安排好值班。

青泽市人民政府办公室
2026年11月20日
"""


def words(notice: Notice) -> list[str]:
    return in_words(notice.days.values())


def test_a_notice_is_read_from_its_paragraphs() -> None:
    found = read_notice(NOTICE, year=2027)

    assert found.year == 2027
    assert words(found) == [
        "元旦：12月31日至1月2日放假",
        "春节：2月5日至11日放假，1月31日、2月20日上班",
        "清明节：4月5日放假",
        "国庆节、中秋节：10月1日至7日放假，9月26日、10月9日上班",
    ]
    assert found.doubts == []


def test_a_notice_without_line_breaks_is_read_as_well() -> None:
    found = read_notice("元旦：1月1日（周五）至3日（周日）放假，共3天。劳动节：5月1日至3日放假调休，共3天。", year=2027)

    assert words(found) == ["元旦：1月1日至3日放假", "劳动节：5月1日至3日放假"]


def test_days_without_work_may_run_into_the_next_year() -> None:
    assert words(read_notice("元旦：12月30日至1月1日放假，共3天。", year=2027)) == ["元旦：12月30日至1月1日放假"]


def test_a_wrong_weekday_a_wrong_count_and_a_day_that_is_none_are_doubts() -> None:
    found = read_notice("元旦：1月1日（周四）至3日放假，共4天。\n春节：2月30日放假。", year=2027)

    assert found.doubts == [
        "2027年1月1日是周五，写的是周四，请核对年度和日期",
        "元旦写的是放假4天，读出3天，请核对",
        "春节：没有2月30日这一天",
    ]


def test_a_weekday_that_is_said_to_work_is_a_doubt() -> None:
    assert read_notice("元旦：1月4日上班。", year=2027).doubts == ["2027年1月4日是周一，本来就上班，请核对年度和日期"]


def test_a_text_about_something_else_names_no_day() -> None:
    found = read_notice("会议通知：请各单位于3月5日前报送名单，10日开会。\n地点：市政府大院", year=2027)

    assert found.days == {}


def test_lines_read_back_are_what_they_were_written_from() -> None:
    days = read_notice(NOTICE, year=2027).days

    assert read_notice(as_lines(days.values()), year=2027).days == days


def test_a_workbook_gives_a_day_a_row() -> None:
    book, out = Workbook(), BytesIO()
    for row in (["日期", "类型", "名称"], [date(2027, 1, 1), "放假", "元旦"], ["2027年1月3日", "调休上班", "元旦"]):
        book.active.append(row)
    book.save(out)

    found = read_notice(text_of(out.getvalue(), "放假安排.xlsx"), year=2027)

    assert sorted(found.days.values()) == [
        NamedDay(date(2027, 1, 1), DayKind.OFF, "元旦"),
        NamedDay(date(2027, 1, 3), DayKind.WORKING, "元旦"),
    ]


def test_much_of_nothing_is_read_at_once() -> None:
    for text in (
        " " * 20_000,
        "1月" * 9_000,
        "一、" * 9_000,
        "元旦：" + "1月1日至" * 4_000,
        "2027-01-01 " + "放假" * 9_000,
    ):
        assert len(read_notice(text, year=2027).days) < 400
