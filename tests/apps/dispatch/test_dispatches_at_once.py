"""Fifty people issue at the same moment: fifty numbers, none twice, none left out; what fails takes none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from sqlite3 import connect
from threading import Barrier

import pytest
from django.db import connection, connections

from cast import City
from duban.apps.dispatch import keeping
from duban.apps.dispatch.actions.drafting import draft_dispatch
from duban.apps.dispatch.actions.issuing import issue_dispatch
from duban.apps.dispatch.actions.letterheads import take_over_letterheads
from duban.apps.dispatch.actions.receiving import acknowledge_copy
from duban.apps.dispatch.models import Copy, Dispatch, NumberSeries
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchKind
from duban.rulebook.refusals import RuleError

AT = datetime(2026, 4, 13, 2, 0, tzinfo=UTC)
MANY = 50
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drafts(city: City, monkeypatch: pytest.MonkeyPatch) -> list[Dispatch]:
    monkeypatch.setattr(keeping, "why_no_pdf", lambda: "fifty of them are of no use here")
    by = city.actor("office")
    take_over_letterheads(unit=city.units["市政府办"], by=by)
    place = city.places["青泽市"]
    given = {"recipients": "市发展改革局", "units": [city.units["发改"]], "text": "请报送。", "at": AT, "by": by}
    return [
        draft_dispatch(kind=DispatchKind.NOTICE, jurisdiction=place, title=f"关于第{at}项任务的督办单", **given)
        for at in range(MANY)
    ]


@pytest.fixture
def shared(
    drafts: list[Dispatch], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], list[int]]]:
    """A database to which each thread has a connection of its own: the tests' SQLite, in memory, is copied into a file.

    Gives what reads the serials that were given out there."""
    if connection.vendor == "postgresql":
        yield lambda: sorted(Dispatch.objects.exclude(serial=None).values_list("serial", flat=True))
        return
    file = tmp_path / "shared.sqlite3"
    with connect(file) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=WAL")
    values = connections.settings["default"]
    monkeypatch.setitem(values, "NAME", str(file))
    monkeypatch.setitem(values, "OPTIONS", {**values["OPTIONS"], "timeout": 120})
    asked = "SELECT serial FROM dispatch_dispatch WHERE serial IS NOT NULL ORDER BY serial"
    yield lambda: [serial for (serial,) in connect(file).execute(asked)]


def at_once(rows: list[Dispatch], by: Actor, act: Callable[[Dispatch], object]) -> list[str]:
    """What became of each: "", or the words of the refusal."""
    start = Barrier(len(rows))

    def one(row: Dispatch) -> str:
        try:
            start.wait(timeout=60)
            act(row)
        except RuleError as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(rows)) as pool:
        return list(pool.map(one, rows))


def test_fifty_at_once_have_fifty_numbers(city: City, drafts: list[Dispatch], shared: Callable[[], list[int]]) -> None:
    by = city.actor("office")

    said = at_once(drafts, by, lambda row: issue_dispatch(dispatch=row, at=AT, by=by))

    assert said == [""] * MANY
    assert shared() == list(range(1, MANY + 1))


def test_where_every_second_fails_the_others_have_no_gap(
    city: City, drafts: list[Dispatch], shared: Callable[[], list[int]]
) -> None:
    by = city.actor("office")

    def issue(row: Dispatch) -> None:
        wished = 999 if row.pk % 2 else None  # a number nobody can have: refused after the series was locked
        issue_dispatch(dispatch=row, at=AT, serial=wished, by=by)

    said = at_once(drafts, by, issue)

    assert sum(1 for words in said if words) == MANY // 2
    assert shared() == list(range(1, MANY // 2 + 1))


def test_one_document_issued_by_five_at_once_goes_out_once(
    city: City, drafts: list[Dispatch], shared: Callable[[], list[int]]
) -> None:
    by = city.actor("office")

    said = at_once([drafts[0]] * 5, by, lambda row: issue_dispatch(dispatch=row, at=AT, by=by))

    assert sorted(map(bool, said)) == [False, True, True, True, True]
    assert shared() == [1]


def test_a_copy_acknowledged_by_two_is_acknowledged_once(city: City, drafts: list[Dispatch]) -> None:
    row = issue_dispatch(dispatch=drafts[0], at=AT, by=city.actor("office"))
    copy = Copy.objects.get(dispatch=row)

    for who in ("liaison", "unit_head"):
        acknowledge_copy(copy=copy, at=AT, by=city.actor(who))

    assert Copy.objects.get(pk=copy.pk).acknowledged_by == "林联络"
    assert city.events().count("dispatch.acknowledged") == 1
    assert NumberSeries.objects.get().last == 1
