"""Every page says the same of a task: the ledger, its file, its plan, the unit that answers for it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from duban.apps.plans.models import Target
from duban.apps.progress.models import Report, ReportFigure
from duban.apps.progress.queries.curve import course_of, forecast_of
from duban.apps.progress.standing import stand_again
from duban.apps.progress.standings.shown import shown
from duban.rulebook.reports import FilingState
from pace_cases import aim, figure
from progress_cast import FILED, Year

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 20)


@pytest.fixture
def behind(year: Year, monkeypatch: pytest.MonkeyPatch) -> Year:
    """20 May: task 1 is behind with 6 of 60, task 2 goes as planned."""
    dated = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda value=None, zone=None: dated(value, zone) if value else DAY)
    report = year.report
    report.state, report.submitted_at, report.first_submitted_at = FilingState.ACCEPTED, FILED, FILED
    report.save()
    ReportFigure.objects.create(report=report, target=report.task.targets.get(), value=Decimal(6))
    stand_again([report.task_id, year.filed.task_id])
    return year


def _page(year: Year, url: str, who: str = "office") -> str:
    found: str = year.city.client(who).get(url).content.decode()
    return found


def test_the_ledger_shows_the_word_the_share_and_the_reason(behind: Year) -> None:
    page = _page(behind, reverse("plans:ledger") + "?columns=health&columns=pace&columns=reason")

    assert "state state-behind" in page
    assert "<b>10%</b>" in page
    assert "累计 6/60（第1轮自报），时序进度 26.8%，滞后 16.8 个百分点" in page


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ("health=behind", ["1"]),
        ("health=severe", []),
        ("health=on_pace", ["2"]),
        ("health=overdue&health=behind", ["1"]),
    ],
)
def test_the_ledger_is_asked_for_a_word(behind: Year, asked: str, numbers: list[str]) -> None:
    address = f"{reverse('plans:ledger')}?year=2026&{asked}"
    table = behind.city.client("office").get(address).context["table"]

    assert [task.number for task in table.page.object_list] == numbers


def test_the_worst_stand_first_when_sorted(behind: Year) -> None:
    table = behind.city.client("office").get(f"{reverse('plans:ledger')}?year=2026&sort=health").context["table"]
    turned = behind.city.client("office").get(f"{reverse('plans:ledger')}?year=2026&sort=-health").context["table"]

    assert [task.number for task in table.page.object_list] == ["1", "2"]
    assert [task.number for task in turned.page.object_list] == ["2", "1"]


def test_the_file_says_what_the_screen_says(behind: Year) -> None:
    client = behind.city.client("office")
    address = f"{reverse('plans:ledger')}?year=2026&columns=health&columns=pace&columns=reason&export=csv"
    text = b"".join(client.get(address).streaming_content).decode()  # type: ignore[attr-defined]

    assert "滞后" in text
    assert "完成 10%，应达 26.8%" in text


def test_a_line_more_costs_no_query_more(behind: Year) -> None:
    client = behind.city.client("office")
    client.get(reverse("plans:ledger"))

    def cost(asked: str) -> int:
        with CaptureQueriesContext(connection) as sent:
            client.get(f"{reverse('plans:ledger')}?year=2026&{asked}")
        return len(sent)

    assert cost("health=behind") == cost("health=behind&health=on_pace")


def test_the_dossier_says_why_and_draws_the_course(behind: Year) -> None:
    page = _page(behind, reverse("plans:task", args=[behind.report.task_id]))

    assert "累计 6/60（第1轮自报），时序进度 26.8%，滞后 16.8 个百分点" in page
    assert '<svg class="curve" role="img" aria-label="新开工重点项目：4月8日第1轮自报 6个' in page
    assert "差 10.1" in page
    assert "第1轮滞后" in page


def test_the_bars_of_plan_unit_and_leader_count_and_lead_on(behind: Year) -> None:
    plan, unit = behind.plans.force, behind.city.units["发改"]
    of_plan = _page(behind, reverse("plans:plan", args=[plan.pk]))
    of_unit = _page(behind, reverse("plans:unit-tasks", args=[unit.pk]))
    of_leader = _page(behind, reverse("plans:leader-tasks", args=[behind.plans.official.pk]))

    assert f"?plan={plan.pk}&amp;health=behind" in of_plan
    assert "滞后 1 项，正常 1 项" in of_plan
    assert "滞后 1 项" in of_unit
    assert "滞后 1 项，正常 1 项" in of_leader


def test_a_late_report_stays_late_when_the_task_is_well_again(behind: Year) -> None:
    late = datetime(2026, 4, 20, 1, tzinfo=UTC)
    Report.objects.filter(pk=behind.report.pk).update(first_submitted_at=late)
    ReportFigure.objects.update(value=Decimal(20))
    stand_again([behind.report.task_id])
    page = _page(behind, reverse("plans:task", args=[behind.report.task_id]))

    assert "state state-on-pace" in page
    assert "迟报1次" in page


def test_the_units_figure_stands_beside_the_offices(behind: Year) -> None:
    ReportFigure.objects.update(verified=Decimal(4))
    stand_again([behind.report.task_id])
    page = _page(behind, reverse("plans:task", args=[behind.report.task_id]))

    assert "第1轮核定，自报 6" in page


def test_a_course_without_the_targets_it_was_judged_by_is_not_shown(behind: Year) -> None:
    task = behind.report.task
    Target.objects.create(
        task=task, measure="新建厂房", comparator=">=", value=1, text="新建厂房1个", kind="cumulative"
    )
    stands = shown(task, DAY)

    assert stands is not None
    assert course_of(task, stands) is None


def test_a_forecast_needs_two_figures_and_goes_straight_on() -> None:
    first, last = figure(6), figure(11, on=date(2026, 7, 4), due=date(2026, 7, 10), sequence=2)
    target = aim(goal=30)

    assert forecast_of(target, [first]) is None
    assert forecast_of(target, [first, last]) == Decimal(22)
    assert forecast_of(target, [first, figure(11)]) is None


def test_a_draft_keeps_its_own_words(behind: Year) -> None:
    page = _page(behind, reverse("plans:task", args=[behind.plans.task("1", behind.plans.draft).pk]))

    assert "方案还没有印发" in page
    assert "进度状态" not in page
