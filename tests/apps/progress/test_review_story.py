"""What a task's page tells of its reports: as filed, to each reader what is that reader's; late stays late."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.apps.calendars.queries import one_calendar
from duban.apps.progress.models import Report, ReportSubmission
from duban.apps.progress.queries.filed import Entry, late_words, marked, region_of, story_of
from duban.rulebook.reports import FilingState
from progress_cast import DUE, FILED, Year

TODAY = date(2026, 4, 13)
RETURNED_AT = datetime(2026, 4, 9, 2, 0, tzinfo=UTC)


def story(year: Year, number: str, who: str = "office", on: date = TODAY) -> list[Entry]:
    return story_of(year.plans.task(number), year.city.actor(who), on=on)


def change(report: Report, **values: object) -> None:
    Report.objects.filter(pk=report.pk).update(**values)


def test_what_was_filed_is_read_by_whoever_sees_the_task(year: Year) -> None:
    entry = story(year, "2", "leader")[0]

    assert (entry.came, entry.late, entry.text) == ("4月8日报送，按时", "", "已盘活资产3宗。")
    assert entry.evidence == 1
    assert entry.is_readable


@pytest.mark.parametrize(("who", "text"), [("office", ""), ("leader", ""), ("finance", ""), ("liaison", "正在写。")])
def test_what_a_unit_has_not_submitted_only_the_unit_reads(year: Year, who: str, text: str) -> None:
    change(year.report, state=FilingState.DRAFT, text="正在写。")

    entry = story(year, "1", who)[0]

    assert entry.text == text
    assert entry.came == "未报送"
    assert entry.is_readable is (who == "liaison")


def test_what_is_being_written_anew_is_read_by_others_as_it_was_filed(year: Year) -> None:
    change(year.filed, state=FilingState.RETURNED, text="改了一半", reviewed_at=RETURNED_AT, due=date(2026, 4, 15))

    assert story(year, "2", "leader")[0].text == "已盘活资产3宗。"
    assert story(year, "2", "finance")[0].text == "改了一半"
    assert story(year, "2")[0].open == "4月9日退回，待重报（4月15日前，还有2个工作日）"


def test_what_was_taken_back_is_not_read_by_others(year: Year) -> None:
    change(year.filed, state=FilingState.DRAFT, first_submitted_at=None)
    ReportSubmission.objects.filter(report=year.filed).update(decision="withdrawn")

    entry = story(year, "2")[0]

    assert (entry.text, entry.is_readable) == ("", False)


def test_what_came_late_stays_late_after_it_was_accepted(year: Year) -> None:
    change(year.filed, first_submitted_at=datetime(2026, 4, 13, 15, 30, tzinfo=UTC), state=FilingState.ACCEPTED)

    entry = story(year, "2", on=date(2026, 12, 1))[0]

    assert entry.came == "4月13日报送"
    assert entry.late == "迟报1个工作日"  # Saturday and Sunday between


@pytest.mark.parametrize(
    ("on", "words"),
    [(date(2026, 4, 10), ""), (date(2026, 4, 11), "逾期1天未报"), (date(2026, 4, 14), "逾期2个工作日未报")],
)
def test_what_has_not_come_is_overdue_from_the_next_day(year: Year, on: date, words: str) -> None:
    assert late_words(year.report, on=on) == words


def test_a_report_that_is_no_longer_wanted_is_left_out_unless_something_was_filed(year: Year) -> None:
    change(year.report, state=FilingState.RELEASED)
    change(year.filed, state=FilingState.RELEASED)

    assert region_of(year.plans.task("1"), year.city.actor("office"), TODAY) is None
    assert len(story(year, "2")) == 1


def test_the_story_costs_the_same_whatever_its_length(year: Year) -> None:
    def cost() -> int:
        with one_calendar(), CaptureQueriesContext(connection) as asked:  # as in a request
            story(year, "2")
        return len(asked)

    story(year, "2")
    before = cost()
    later = Report.objects.create(
        task=year.filed.task, unit=year.filed.unit, round=year.later, due=DUE, original_due=DUE, submitted_at=FILED
    )
    ReportSubmission.objects.create(report=later, number=1, at=FILED, by="金财政", due=DUE)

    assert cost() == before


def test_the_tasks_page_shows_it_with_the_reason_of_a_return(year: Year) -> None:
    change(
        year.filed,
        state=FilingState.RETURNED,
        return_reason="缺资产清单。",
        reviewed_at=RETURNED_AT,
        reviewed_by="督小青",
    )

    page = year.city.client("office").get(reverse("plans:task", args=[year.filed.task_id])).content.decode()

    assert 'href="#reports">报送<span class="n">1 轮</span>' in page
    assert "退回原因</b>　缺资产清单。" in page


def test_new_words_are_marked_unless_most_of_the_text_is_new() -> None:
    before, now = "已盘活资产3宗，完成年度目标的三成。", "已盘活资产5宗，完成年度目标的五成。"

    assert [piece.text for piece in marked(now, before) if piece.changed] == ["5", "五"]
    assert not any(piece.changed for piece in marked("另起炉灶写了完全不同的话", before))
    assert not any(piece.changed for piece in marked(now, ""))
