"""The database says of every row, on every day, the word that the rule says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duban.apps.plans.models import Task
from duban.apps.progress.models import Standing
from duban.apps.progress.queries.standings import (
    SEVERE,
    counts_by_health,
    health_on,
    rank_on,
    standing_as,
    tasks_standing_as,
)
from duban.apps.progress.standings.gathering import turning_of
from duban.rulebook.health import Health, Turning, is_severe, word
from plan_cast import Plans

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 30)
NEAR = st.none() | st.dates(DAY - timedelta(days=2), DAY + timedelta(days=2))
ROWS = st.builds(
    Turning,
    done_on=NEAR,
    overdue_from=NEAR,
    behind_from=NEAR,
    severe_from=NEAR,
    ahead_until=NEAR,
    started=st.booleans(),
)


def _keep(task: Task, turns: Turning) -> Standing:
    values = {name: getattr(turns, name) for name in Turning.__slots__}
    return Standing.objects.update_or_create(task=task, defaults=values)[0]


@given(turns=ROWS, day=st.dates(DAY - timedelta(days=3), DAY + timedelta(days=3)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_database_and_rule_say_the_same(plans: Plans, turns: Turning, day: date) -> None:
    task = plans.task("1")
    _keep(task, turns)
    rows = Standing.objects.filter(task=task)

    said = Task.objects.filter(pk=task.pk).values_list(health_on(day), rank_on(day)).get()
    asked = {one for one in [*Health, SEVERE] if rows.filter(standing_as([one], day)).exists()}

    rule, severe = word(turns, day), is_severe(turns, day)
    assert said[0] == rule
    assert said[1] == ([Health.OVERDUE, SEVERE, *list(Health)[1:]].index(SEVERE if severe else rule))
    assert asked == {rule} | ({SEVERE} if severe else set())
    assert turning_of(rows.get()) == turns


def test_what_has_no_standing_has_no_word_and_is_not_counted(plans: Plans) -> None:
    behind = plans.task("1")
    _keep(behind, Turning(behind_from=DAY, started=True))
    tasks = Task.objects.filter(plan=plans.force)

    assert dict(tasks.values_list("number", health_on(DAY))) == {"1": "behind", "2": None}
    assert {one: n for one, n in counts_by_health(tasks, DAY).items() if n} == {Health.BEHIND: 1}
    assert list(tasks.filter(tasks_standing_as(["behind"], DAY))) == [behind]
    assert not tasks.filter(
        tasks_standing_as(list(Health), DAY - timedelta(days=1))
        & ~tasks_standing_as(["on_pace"], DAY - timedelta(days=1))
    ).exists()
