"""Hints in the application: while a report is written, and for many that wait for review; never a block."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.progress.models import Report, ReportFigure
from duban.apps.progress.queries.hints import hint_counts, hints_for, hints_of
from duban.rulebook.reports import FilingState
from duban.rulebook.substance import Said
from progress_cast import Year

TEXT = "组织调度两次，协调用地3条；累计新开工重点项目18个，其余项目正在办理施工许可。"


def later_report(year: Year, text: str, figure: int) -> Report:
    """The first round was filed with 18; this is the second."""
    target = year.plans.task("1").targets.get()
    year.report.text, year.report.state = TEXT, FilingState.ACCEPTED
    year.report.save()
    ReportFigure.objects.create(report=year.report, target=target, value=Decimal(18))
    row = Report.objects.create(
        task=year.report.task,
        unit=year.report.unit,
        round=year.later,
        due=year.later.due,
        original_due=year.later.due,
        text=text,
    )
    ReportFigure.objects.create(report=row, target=target, value=Decimal(figure))
    return row


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        (TEXT, 18, ["repeated"]),
        (TEXT.replace("18", "31"), 31, ["only-figures-changed"]),
        ("青溪大道等13个项目已开工，累计新开工重点项目31个。", 13, ["figure-lower", "figure-unlike-text"]),
        ("青溪大道等13个项目已开工，累计新开工重点项目31个。", 31, []),
    ],
)
def test_a_report_is_held_against_the_round_before(year: Year, text: str, figure: int, expected: list[str]) -> None:
    assert [hint.code for hint in hints_of(later_report(year, text, figure))] == expected


def test_a_draft_of_the_round_before_is_nothing_to_be_held_against(year: Year) -> None:
    row = later_report(year, TEXT, 18)
    Report.objects.filter(pk=year.report.pk).update(state=FilingState.DRAFT)

    assert hints_of(row) == []


def test_many_reports_cost_the_queries_of_one(year: Year) -> None:
    rows = [later_report(year, TEXT, 18), year.report, year.filed]
    counted = []
    for some in (rows[:1], rows):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found = hint_counts(some)
        counted.append(len(queries))

    assert counted[0] == counted[1]
    assert found == {rows[0].pk: 1, year.report.pk: 0, year.filed.pk: 0}


def typed(year: Year, who: str, **values: str) -> str:
    answer = year.city.client(who).post(f"/progress/reports/{year.report.pk}/hints/", values)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_what_is_typed_is_answered_without_being_saved(year: Year) -> None:
    page = typed(year, "liaison", text="各项工作正在有序推进。", stated="behind")

    assert "没有数字、时间或具体事项" in page
    assert "自评滞后，请写明存在的问题" in page
    assert "没有填完成数（目标60个）" in page
    assert Report.objects.get(pk=year.report.pk).text == ""


def test_a_figure_that_is_no_number_yet_gives_no_error(year: Year) -> None:
    target = year.plans.task("1").targets.get()
    page = typed(year, "liaison", **{"text": "青溪大道已开工。", f"figure-{target.pk}": "3x"})

    assert "figure-lower" not in page
    assert "data-hint" in page  # it is missing as long as it cannot be read


def test_with_nothing_to_say_nothing_is_shown(year: Year) -> None:
    target = year.plans.task("1").targets.get()
    page = typed(year, "liaison", **{"text": "青溪大道等18个项目已开工。", f"figure-{target.pk}": "18"})

    assert page.strip() == ""


@pytest.mark.parametrize(("who", "status"), [("finance", "403"), ("stranger", "404"), ("leader", "404")])
def test_only_the_unit_asks(year: Year, who: str, status: str) -> None:
    assert typed(year, who, text="各项工作正在有序推进。") == status


def test_a_form_nobody_has_begun_is_not_reproached(year: Year) -> None:
    row = later_report(year, "", 18)

    assert hints_for(row, Said("", "", "", {}, None)) == []
    assert [hint.code for hint in hints_for(row, Said("开工31个。", "", "", {}, None))] == ["figure-missing"]
