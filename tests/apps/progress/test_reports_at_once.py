"""Several people of one unit at the same moment: a report is filed once, and nobody is written over."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import connection

from cast import City
from duban.apps.progress.actions.evidence import attach_evidence
from duban.apps.progress.actions.reports import save_report, submit_report
from duban.apps.progress.keeping import MOST_FILES
from duban.apps.progress.models import Report
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import RuleError
from progress_cast import PICTURE, Year

AT = datetime(2026, 4, 9, 2, 0, tzinfo=UTC)
SAID = {"text": "已开工46个。", "stated": "on_pace"}
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(actors: list[Actor], act: Callable[[Actor], object]) -> list[str]:
    """What became of each: done, or the words of the refusal."""
    if connection.vendor == "sqlite":
        pytest.skip("the tests' SQLite lives in memory, with one connection; its writers wait for each other anyway")
    start = Barrier(len(actors))

    def one(by: Actor) -> str:
        try:
            start.wait(timeout=10)
            act(by)
            return "done"
        except RuleError as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actors)) as pool:
        return sorted(pool.map(one, actors), key=lambda words: words != "done")


def test_of_two_who_submit_at_once_one_has(year: Year, city: City) -> None:
    actors = [city.actor("liaison"), city.actor("unit_head")]

    done, refused = at_once(actors, lambda by: submit_report(report=year.report, values=SAID, at=AT, by=by))

    assert done == "done"
    assert "待审核，不能修改" in refused
    assert Report.objects.get(pk=year.report.pk).submissions.count() == 1
    assert city.events() == ["report.submitted"]


def test_of_two_who_save_at_once_the_second_is_told(year: Year, city: City) -> None:
    actors = [city.actor("liaison"), city.actor("unit_head")]

    done, refused = at_once(
        actors, lambda by: save_report(report=year.report, values={"text": by.name}, seen=1, at=AT, by=by)
    )

    row = Report.objects.get(pk=year.report.pk)
    assert done == "done"
    assert f"{row.text}刚刚改过" in refused


def test_files_sent_at_once_do_not_pass_the_limit(year: Year, city: City) -> None:
    liaison = city.actor("liaison")
    for number in range(MOST_FILES - 1):
        attach_evidence(owner=year.report, data=PICTURE + str(number).encode(), file_name="a.pdf", at=AT, by=liaison)

    def attach(by: Actor) -> object:
        data = PICTURE + by.name.encode()
        return attach_evidence(owner=year.report, data=data, file_name="b.pdf", at=AT, by=by)

    _, refused = at_once([liaison, city.actor("unit_head")], attach)

    assert "最多" in refused
    assert year.report.evidence.count() == MOST_FILES
