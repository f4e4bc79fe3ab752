"""督办规则: a version begins on a day, the ones before stay, and every running task is judged by the newest."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from duban.apps.audit.models import Event
from duban.apps.organizations.changes import token
from duban.apps.progress.actions.practice import set_practice
from duban.apps.progress.models import Practice, ReportFigure, Standing
from duban.apps.progress.queries.practice import newest_practice, practice_of
from duban.apps.progress.standing import stand_again
from duban.apps.progress.standings.gathering import turning_of
from duban.rulebook.health import Health, word
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed
from duban.rulebook.reports import FilingState
from pages.practice_calls import ON
from progress_cast import FILED, Year

pytestmark = pytest.mark.django_db


def _set(year: Year, who: str = "office", **changes: Any) -> Practice:
    values: dict[str, Any] = {
        "since": ON,
        "behind_points": 5,
        "severe_points": 20,
        "ahead_points": 10,
        "opens_before": 15,
        "review_within": 3,
        "return_within": 3,
        "remind_before": [1, 3, 3],
        "remind_after": [2, 1],
        "leader_decides": ["terminate", "postpone"],
        "on": ON,
        **changes,
    }
    return set_practice(jurisdiction=year.plans.place, by=year.city.actor(who), **values)


def test_a_version_begins_on_its_day_and_the_one_before_stays(year: Year) -> None:
    first = _set(year, since=date(2026, 1, 1))
    second = _set(year, behind_points=8)
    first.refresh_from_db()

    assert (first.until, second.until) == (ON, None)
    assert practice_of(year.plans.place.pk, on=date(2026, 4, 7)).behind_points == 5
    assert practice_of(year.plans.place.pk, on=ON).behind_points == 8
    assert (second.remind_before, second.remind_after) == ([3, 1], [1, 2])
    assert second.leader_decides == ["postpone", "terminate"]


def test_the_version_of_the_same_day_is_corrected(year: Year) -> None:
    _set(year)
    _set(year, behind_points=8)

    assert [one.behind_points for one in Practice.objects.all()] == [8]


def test_every_running_task_is_judged_again_at_once(year: Year) -> None:
    report = year.report
    report.state, report.submitted_at = FilingState.SUBMITTED, FILED
    report.save()
    ReportFigure.objects.create(report=report, target=report.task.targets.get(), value=Decimal(12))
    stand_again([report.task_id])
    before = word(turning_of(Standing.objects.get(task=report.task)), date(2026, 5, 1))
    _set(year)

    assert before is Health.ON_PACE
    assert word(turning_of(Standing.objects.get(task=report.task)), date(2026, 5, 1)) is Health.BEHIND


def test_what_was_changed_is_in_the_record(year: Year) -> None:
    row = _set(year)
    event = Event.objects.order_by("-pk")[0]

    assert (event.verb, event.jurisdiction_path) == ("practice.set", row.jurisdiction.path)
    assert "落后多少个百分点为滞后" in event.after
    assert "退回后多少个工作日内重报" not in event.after


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"since": date(2026, 4, 9)}, "since"),
        ({"behind_points": 0}, "behind_points"),
        ({"severe_points": 5}, "severe_points"),
        ({"ahead_points": 101}, "ahead_points"),
        ({"review_within": 61}, "review_within"),
        ({"remind_before": [0]}, "remind_before"),
        ({"remind_after": [1, 2, 3, 4, 5, 6]}, "remind_after"),
    ],
)
def test_what_makes_no_sense_is_refused(year: Year, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        _set(year, **changes)

    assert refused.value.field == field
    assert not Practice.objects.exists()


def test_a_version_does_not_begin_before_the_one_in_force(year: Year) -> None:
    _set(year)
    with pytest.raises(Invalid, match="不能早于"):
        _set(year, since=date(2026, 4, 1), behind_points=9)


def test_a_stale_form_and_an_unchanged_one_are_refused(year: Year) -> None:
    seen = token(newest_practice(year.plans.place.pk))
    _set(year, seen=seen)
    with pytest.raises(Conflict, match="已被他人修改"):
        _set(year, behind_points=9, seen=seen)
    with pytest.raises(Conflict, match="没有改动"):
        _set(year)


def test_only_the_office_of_the_place_sets_it(year: Year) -> None:
    for who in ("unit_head", "leader", "county_office"):
        with pytest.raises(NotAllowed):
            _set(year, who)


def test_the_page_shows_the_rules_and_takes_new_ones(year: Year) -> None:
    client = year.city.client("office")
    page = client.get(reverse("progress:practice"))
    fields = {name: field.value() for name, field in ((one.name, one) for one in page.context["form"])}
    sent = client.post(
        reverse("progress:practice"),
        {**fields, "behind_points": 7, "remind_before": "5、2", "leader_decides": ["postpone"]},
    )
    words = client.get(reverse("progress:practice")).content.decode()

    assert "还没有改过规则" in page.content.decode()
    assert sent.status_code == 302
    assert Practice.objects.get().remind_before == [5, 2]
    assert "5、2" in words
    assert "延期" in words


def test_days_that_are_no_numbers_are_said_to_be_so(year: Year) -> None:
    client = year.city.client("office")
    page = client.get(reverse("progress:practice"))
    fields = {field.name: field.value() for field in page.context["form"]}
    sent = client.post(reverse("progress:practice"), {**fields, "remind_after": "一"})

    assert "几个数之间用顿号隔开" in sent.content.decode()
    assert not Practice.objects.exists()
