"""No list asks the database more with thirty rows than with three, for the office, a leader and a unit."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from duban.apps.dispatch.models import Copy, Dispatch
from supervision_cast import Supervised

LISTS = (
    "supervision:rectifications",
    "supervision:interviews",
    "supervision:inspections",
    "supervision:listed-cases",
    "dispatch:dispatches",
    "dispatch:received",
    "bulletins:bulletins",
)
_OF_ONE_ROW = ("dispatch", "clock", "case", "raised_from", "listing", "delisting")


def _again(row: Model, times: int, **changes: object) -> list[Model]:
    """The row so many times more, each without what only one row may have."""
    fields = {one.name: one for one in row._meta.concrete_fields}
    single = {name: None for name in _OF_ONE_ROW if name in fields and fields[name].unique}
    kept = {name: getattr(row, name) for name in fields if name != row._meta.pk.name}  # type: ignore[union-attr]
    return [type(row)._default_manager.create(**kept | single | changes) for _ in range(times)]


def _fill(supervised: Supervised, times: int) -> None:
    """A row for each of the two units in turn, so that no relation is loaded once for all."""
    for unit in (supervised.units["发改"], supervised.units["财政"]):
        for row in (supervised.rectification, supervised.interview, supervised.listed):
            _again(row, times, unit=unit)
    _again(supervised.inspection, times)
    last = Dispatch.objects.count()
    for serial in range(last + 1, last + 1 + times):
        (document,) = _again(supervised.issued, 1, serial=serial, number=f"青督〔2026〕{serial}号")
        Copy.objects.create(dispatch=document, unit=supervised.units["发改"], delivered_at=supervised.copy.delivered_at)
        _again(supervised.bulletin, 1, dispatch=document)


def _asked(client: Client, names: Iterable[str]) -> dict[str, int]:
    found = {}
    for name in names:
        client.get(reverse(name))  # what is built once
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(reverse(name))
        if answer.status_code == 200:
            found[name] = len(asked)
    return found


@pytest.mark.parametrize(("who", "lists"), [("office", 6), ("leader", 6), ("liaison", 6)])
def test_a_list_costs_the_same_with_many_rows(supervised: Supervised, who: str, lists: int) -> None:
    client = supervised.city.client(who)
    _fill(supervised, 2)
    few = _asked(client, LISTS)
    _fill(supervised, 14)

    assert _asked(client, LISTS) == few
    assert len(few) >= lists
