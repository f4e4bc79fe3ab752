"""The figures of a bulletin are those of the other pages; of a past day they are what was known of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from duban.apps.bulletins.figures.computing import figures_of
from duban.apps.bulletins.figures.gathering import gather
from duban.apps.bulletins.figures.ground import Ground
from duban.apps.dispatch.live.figures import Figure
from duban.apps.plans.models import Plan, ReportingRound, Task
from duban.apps.progress.models import Report, ReportSubmission
from duban.apps.progress.queries.matrix import matrix_of
from duban.apps.progress.queries.standings import counts_by_health
from duban.apps.progress.standing import stand_again_all
from duban.rulebook.health import LABELS
from progress_cast import Year
from supervision_cast import AT, Supervised

DAYS = [date(2026, 3, 2), date(2026, 4, 8), date(2026, 4, 11), date(2026, 8, 1), date(2027, 1, 15)]


@pytest.fixture
def standing(supervised: Supervised) -> Supervised:
    stand_again_all(jurisdiction=supervised.place.pk)
    return supervised


def figures(standing: Supervised, on: date, *, by_round: bool = True) -> dict[str, Figure]:
    round = standing.year.round if by_round else None
    return figures_of(gather(standing.year.plans.force, round, on))


def number(found: dict[str, Figure], key: str) -> int:
    value = found[key].value
    assert isinstance(value, int)
    return value


@pytest.mark.parametrize("on", DAYS)
def test_states_are_counted_as_the_ledger_counts_them(standing: Supervised, on: date) -> None:
    tasks = Task.objects.filter(plan=standing.year.plans.force)

    found = figures(standing, on)

    assert {word: number(found, f"{word}数") for word in LABELS.values()} == {
        LABELS[health]: count for health, count in counts_by_health(tasks, on).items()
    }


@pytest.mark.parametrize("on", DAYS[2:])
def test_reports_are_counted_as_the_matrix_counts_them(standing: Supervised, on: date) -> None:
    year = standing.year
    Report.objects.filter(pk=year.filed.pk).update(returns=1)
    matrix = matrix_of(year.plans.force, standing.city.actor("office"), on=on, chosen=year.round.pk)
    counts = matrix.of_current(matrix.total)

    found = figures(standing, on)

    said = [number(found, f"{word}数") for word in ("应报", "已报", "迟报", "漏报", "退回")]
    assert said == [counts.owed, counts.filed, counts.late, counts.missing, counts.returned]


def test_what_came_after_the_day_is_not_told(standing: Supervised) -> None:
    before, after = figures(standing, date(2026, 4, 7)), figures(standing, date(2026, 4, 8))

    assert (number(before, "已报数"), number(before, "未到期数")) == (0, 2)
    assert (number(after, "已报数"), number(after, "未到期数")) == (1, 1)
    assert number(figures(standing, AT.date() - timedelta(days=1)), "督办件数") == 0
    assert number(figures(standing, AT.date()), "督办件数") == 2


def test_a_return_counts_from_its_day(standing: Supervised, year: Year) -> None:
    returned = datetime(2026, 4, 12, 2, 0, tzinfo=UTC)
    Report.objects.filter(pk=year.filed.pk).update(returns=1, state="returned")
    ReportSubmission.objects.filter(report=year.filed).update(decision="returned", decided_at=returned)

    assert number(figures(standing, date(2026, 4, 11)), "退回数") == 0
    assert number(figures(standing, date(2026, 4, 12)), "退回数") == 1


def test_cases_are_told_by_what_became_of_them(standing: Supervised) -> None:
    found = figures(standing, date(2026, 4, 20))

    assert found["督办情况"].words == "发出督办件2件，已反馈1件，尚未反馈1件。"
    assert found["督办反馈数"].rows == (standing.answered.pk,)


def test_requests_are_told_apart_by_whether_they_are_decided(standing: Supervised) -> None:
    closure = standing.year.closure
    assert figures(standing, date(2026, 4, 20))["销号情况"].words == "待核查1项。"
    closure.state, closure.decided_at = "accepted", datetime(2026, 4, 21, 2, 0, tzinfo=UTC)
    closure.save()

    assert figures(standing, date(2026, 4, 20))["销号情况"].words == "待核查1项。"
    assert figures(standing, date(2026, 4, 21))["销号情况"].words == "已销号1项。"


def test_a_bulletin_of_a_day_says_nothing_of_reports(standing: Supervised) -> None:
    found = figures(standing, date(2026, 4, 20), by_round=False)

    assert "应报数" not in found
    assert found["轮次"].words == ""


def test_a_plan_without_rounds_or_tasks_is_told_of(standing: Supervised) -> None:
    plan = Plan.objects.create(jurisdiction=standing.place, year=2026, title="空方案", state="issued")

    found = figures_of(gather(plan, None, date(2026, 4, 20)))

    assert (number(found, "任务总数"), found["进度分布"].words, found["滞后情况"].words) == (
        0,
        "没有任务",
        "没有滞后、逾期任务。",
    )


def test_an_empty_round_is_told_of(standing: Supervised) -> None:
    found = figures_of(gather(standing.year.plans.force, standing.year.later, date(2026, 4, 20)))

    assert (number(found, "应报数"), found["报送分布"].words, found["迟报漏报情况"].words) == (0, "没有应报事项", "")


def test_everything_is_asked_in_as_many_queries_for_one_task_as_for_many(standing: Supervised) -> None:
    plan: Plan = standing.year.plans.force
    round: ReportingRound = standing.year.round

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            ground: Ground = gather(plan, round, date(2026, 4, 20))
        assert ground.tasks
        return len(found)

    many = asked()
    Task.objects.filter(plan=plan, number="2").update(state="terminated")
    stand_again_all(jurisdiction=standing.place.pk)
    Report.objects.filter(pk=standing.year.filed.pk).update(state="released")

    assert asked() == many <= 14
