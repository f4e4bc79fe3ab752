from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from duban.apps.organizations.models import Unit
from duban.apps.web.built_once import FEW, built_once

asked: list[tuple[int, ...]] = []


def _units(*keys: int) -> QuerySet[Unit]:
    asked.append(keys)
    return Unit.objects.filter(pk__in=keys).select_related("jurisdiction").order_by("pk")


@pytest.fixture
def units(city: Any) -> list[Unit]:
    asked.clear()
    return list(Unit.objects.order_by("pk"))


def test_it_gives_what_the_queryset_gives_for_few_keys_and_for_many(units: list[Unit]) -> None:
    rows = built_once(_units)
    for number in range(FEW + 2):
        keys = [one.pk for one in units[:number]]

        assert rows(*keys) == list(_units(*keys)) == units[:number]


def test_the_question_is_built_once_and_asked_of_the_database_each_time(units: list[Unit]) -> None:
    rows = built_once(_units)
    rows(units[0].pk)
    asked.clear()
    with CaptureQueriesContext(connection) as statements:
        found = [rows(one.pk) for one in units]

    assert found == [[one] for one in units]
    assert (asked, len(statements)) == ([], len(units))


def test_what_changed_since_is_read_anew(units: list[Unit]) -> None:
    rows = built_once(_units)
    (before,) = rows(units[0].pk)
    Unit.objects.filter(pk=before.pk).update(name="青泽市改名局")
    (after,) = rows(units[0].pk)

    assert (before.name, after.name) == (units[0].name, "青泽市改名局")
    assert after.jurisdiction == units[0].jurisdiction


def test_several_keys_keep_their_places(units: list[Unit]) -> None:
    @built_once
    def of(jurisdiction: int, key: int) -> QuerySet[Unit, tuple[int, str]]:
        return Unit.objects.filter(jurisdiction=jurisdiction, pk=key).values_list("pk", "name")

    for one in units[:3]:
        assert of(one.jurisdiction_id, one.pk) == [(one.pk, one.name)]


@pytest.mark.parametrize("key", [0, -1, 2**62, 2**63, 10**40])
def test_a_key_that_no_row_can_have_finds_nothing(units: list[Unit], key: int) -> None:
    @built_once
    def unit(key: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=key)

    assert unit(key) == []
    assert unit(units[0].pk) == units[:1]


def test_a_question_that_does_not_ask_for_the_key_itself_is_refused(units: list[Unit]) -> None:
    @built_once
    def following(key: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk=key + 1)

    with pytest.raises(ValueError, match="as it is given"):
        following(1)


@pytest.mark.django_db(transaction=True)
def test_rows_are_locked_only_within_a_transaction() -> None:
    @built_once
    def held(*keys: int) -> QuerySet[Unit]:
        return Unit.objects.filter(pk__in=keys).select_for_update()

    with transaction.atomic():
        assert held(1) == []
    with pytest.raises(TransactionManagementError):
        held(1)
