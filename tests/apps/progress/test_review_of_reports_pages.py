"""报送审核 as an officer works with it: one after another, with and without scripts, beside a colleague."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from duban.apps.plans.models import Section, Task
from duban.apps.progress.models import Report, ReportSubmission
from duban.apps.progress.queries.review import Narrowed, Queue, count_to_review, reasons_of
from duban.rulebook.reports import FilingState
from progress_cast import DUE, FILED, Year

HTMX = {"HTTP_HX_REQUEST": "true"}
LATE = datetime(2026, 4, 14, 2, 0, tzinfo=UTC)
FRAGMENT = 22  # queries of a report that is opened in its place


def another(year: Year, number: int, **values: object) -> Report:
    """A further report that waits, of a task of its own."""
    task = Task.objects.get(pk=year.filed.task_id)
    task.pk, task.number, task.order, task.text = None, str(number), number, f"另一项任务{number}。"
    task.save()
    row = Report.objects.get(pk=year.filed.pk)
    row.pk, row.task = None, task
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    ReportSubmission.objects.create(report=row, number=1, at=FILED, by="金财政", due=DUE)
    return row


def page(year: Year, who: str = "office", query: str = "") -> str:
    return year.city.client(who).get(reverse("progress:review") + query).content.decode()


def post(year: Year, name: str, report: Report, client: Client | None = None, **data: object) -> tuple[int, str, str]:
    """The answer to a decision without scripts: status, where to, and the page there."""
    client = client or year.city.client("office")
    answer = client.post(reverse(f"progress:{name}", args=[report.pk]), {"seen": report.version, **data})
    there = answer.get("Location", "")
    return answer.status_code, there, (client.get(there) if there else answer).content.decode()


def state(report: Report) -> str:
    return Report.objects.get(pk=report.pk).state


def test_the_first_that_waits_is_open_beside_the_list(year: Year) -> None:
    second = another(year, 3)

    shown = page(year)

    assert f'data-report="{year.filed.pk}"' in shown
    assert shown.index(f'id="waits-{year.filed.pk}"') < shown.index(f'id="waits-{second.pk}"')
    assert "本轮应报 3，已审 0，待审 2" in shown
    assert "已盘活资产3宗。" in shown
    assert "资产清单.pdf" in shown


def test_the_sidebar_counts_what_waits_for_the_own_place_alone(year: Year) -> None:
    assert count_to_review(year.city.actor("office")) == 1
    assert count_to_review(year.city.actor("county_office")) == 0
    assert count_to_review(year.city.actor("leader")) == 0


def test_after_a_decision_the_next_one_opens(year: Year) -> None:
    second = another(year, 3)

    status, there, shown = post(year, "review-accept", year.filed, verified="behind")

    assert (status, there) == (302, reverse("progress:review-report", args=[second.pk]))
    assert f'data-report="{second.pk}"' in shown
    assert Report.objects.get(pk=year.filed.pk).verified == "behind"


def test_with_scripts_the_next_one_comes_in_the_answer_and_the_row_goes(year: Year) -> None:
    second = another(year, 3)

    answer = year.city.client("office").post(
        reverse("progress:review-accept", args=[year.filed.pk]), {"seen": 1, "verified": "on_pace"}, **HTMX
    )

    shown = answer.content.decode()
    assert "<html" not in shown
    assert f'data-report="{second.pk}"' in shown
    assert f'id="waits-{year.filed.pk}" hx-swap-oob="delete"' in shown
    assert "已审 1，待审 1" in shown
    assert answer["HX-Replace-Url"] == reverse("progress:review-report", args=[second.pk])


def test_after_the_last_one_the_page_says_that_nothing_waits(year: Year) -> None:
    _, there, shown = post(year, "review-accept", year.filed, verified="on_pace")

    assert there == reverse("progress:review")
    assert "没有等待审核的进展情况" in shown


def test_a_return_without_reason_keeps_the_page_and_says_what_to_do(year: Year) -> None:
    status, _, shown = post(year, "review-return", year.filed, reason=" ", new_due="2099-01-05")

    assert status == 200
    assert "请写明退回原因" in shown
    assert 'value="2099-01-05"' in shown
    assert state(year.filed) == FilingState.SUBMITTED


def test_a_new_day_too_late_keeps_the_page_and_says_which_is_the_last(year: Year) -> None:
    status, _, shown = post(year, "review-return", year.filed, reason="缺资产清单。", new_due="2099-01-05")

    assert (status, state(year.filed)) == (200, FilingState.SUBMITTED)
    assert "重报期限不能晚于" in shown


def test_a_return_goes_to_the_unit_with_its_new_day(year: Year) -> None:
    today = timezone.localdate().isoformat()
    post(year, "review-return", year.filed, reason="缺资产清单。", new_due=today)

    row = Report.objects.get(pk=year.filed.pk)
    assert (row.state, row.return_reason, row.due.isoformat()) == ("returned", "缺资产清单。", today)


def test_the_second_of_two_officers_is_told_kindly_and_the_next_one_opens(year: Year) -> None:
    second = another(year, 3)
    post(year, "review-accept", year.filed, verified="on_pace")

    for name in ("review-accept", "review-return"):
        status, there, shown = post(year, name, year.filed, reason="缺资产清单。")
        assert (status, there) == (302, reverse("progress:review-report", args=[second.pk]))
        assert "督小青已审核" in shown
    assert state(year.filed) == FilingState.ACCEPTED


def test_what_changed_while_it_was_read_is_shown_as_it_is_now(year: Year) -> None:
    Report.objects.filter(pk=year.filed.pk).update(version=5, text="重新报送的内容。")

    status, _, shown = post(year, "review-accept", year.filed, verified="on_pace")

    assert status == 200
    assert "已被他人修改" in shown
    assert "重新报送的内容。" in shown
    assert state(year.filed) == FilingState.SUBMITTED


def test_several_are_accepted_at_once(year: Year) -> None:
    second, third = another(year, 3), another(year, 4)
    client = year.city.client("office")

    client.post(
        reverse("progress:review-accept-several"), {"ids": [f"{year.filed.pk}:1", f"{second.pk}:1", f"{third.pk}:9"]}
    )

    shown = client.get(reverse("progress:review")).content.decode()
    assert [state(row) for row in (year.filed, second, third)] == ["accepted", "accepted", "submitted"]
    assert "已按单位自评审核通过 2 件。" in shown
    assert "第4项没有审核" in shown


@pytest.mark.parametrize("ids", [[], ["x"], ["1"], ["1:"], ["9" * 30 + ":1"]])
def test_a_choice_of_nothing_is_refused(year: Year, ids: list[str]) -> None:
    answer = year.city.client("office").post(reverse("progress:review-accept-several"), {"ids": ids})

    assert answer.status_code == 400


def test_an_accepted_report_can_be_reopened_from_its_page(year: Year) -> None:
    post(year, "review-accept", year.filed, verified="on_pace")
    year.filed.refresh_from_db()

    shown = year.city.client("office").get(reverse("progress:review-report", args=[year.filed.pk])).content.decode()
    assert "重新打开并退回" in shown
    assert "data-accept" not in shown

    post(year, "review-return", year.filed, reason="数字有误。", new_due="")
    assert state(year.filed) == FilingState.RETURNED


def test_a_closed_round_says_why_its_reports_cannot_be_decided_on(year: Year) -> None:
    year.round.closed_at = LATE
    year.round.save()

    shown = year.city.client("office").get(reverse("progress:review-report", args=[year.filed.pk])).content.decode()

    assert "已关闭" in shown
    assert "data-accept" not in shown
    assert count_to_review(year.city.actor("office")) == 0


def test_the_draft_of_a_unit_is_not_shown_to_its_reviewer(year: Year) -> None:
    Report.objects.filter(pk=year.report.pk).update(state=FilingState.DRAFT, text="正在写。")
    client = year.city.client("office")

    answer = client.get(reverse("progress:review-report", args=[year.report.pk]), follow=True)

    shown = answer.content.decode()
    assert "正在写。" not in shown
    assert "没有等待审核的内容" in shown


def test_the_queue_is_narrowed_and_stays_so_from_one_to_the_next(year: Year) -> None:
    section = Section.objects.create(plan=year.plans.force, label="二、", title="改善民生", order=2)
    late = another(year, 3, first_submitted_at=LATE)
    other = another(year, 4, unit=year.city.units["发改"])
    Task.objects.filter(pk=other.task_id).update(section=section)

    def keys(**wanted: object) -> list[int]:
        return Queue(year.city.actor("office"), Narrowed(**wanted), on=DUE).keys  # type: ignore[arg-type]

    assert keys() == [year.filed.pk, late.pk, other.pk]
    assert keys(late=True) == [late.pk]
    assert keys(unit=other.unit_id) == [other.pk]
    assert keys(section=section.pk) == [other.pk]
    assert keys(round=year.later.pk) == []
    address = f"{reverse('progress:review-accept', args=[year.filed.pk])}?unit={year.filed.unit_id}"
    answer = year.city.client("office").post(address, {"seen": 1, "verified": "on_pace"})
    assert answer["Location"] == reverse("progress:review-report", args=[late.pk]) + f"?unit={year.filed.unit_id}"


def test_a_filter_that_is_not_understood_is_left_out(year: Year) -> None:
    assert f'data-report="{year.filed.pk}"' in page(year, query="?unit=x&round=99999999999999999999")


def test_reasons_that_recur_are_offered_before_the_standing_ones(year: Year) -> None:
    for number in (2, 3):
        ReportSubmission.objects.create(
            report=year.filed,
            number=number,
            at=FILED,
            by="金财政",
            due=DUE,
            decision="returned",
            reason="缺资产清单。",
            decided_at=LATE,
        )

    assert reasons_of(year.city.actor("office"))[0] == "缺资产清单。"
    assert "缺资产清单。" not in reasons_of(year.city.actor("county_office"))
    assert 'data-reason="缺资产清单。"' in page(year)


def test_the_next_report_costs_the_same_whatever_waits(year: Year) -> None:
    client = year.city.client("office")

    def cost(report: Report) -> int:
        address = reverse("progress:review-report", args=[report.pk])
        with CaptureQueriesContext(connection) as asked:
            client.get(address, **HTMX)
        return len(asked)

    cost(year.filed)
    alone = cost(year.filed)
    for number in range(3, 12):
        another(year, number)

    assert cost(year.filed) == alone
    assert alone <= FRAGMENT


def test_the_page_costs_the_same_whatever_waits(year: Year) -> None:
    client = year.city.client("office")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("progress:review"))
        return len(asked)

    cost()
    alone = cost()
    for number in range(3, 12):
        another(year, number)

    assert cost() == alone
