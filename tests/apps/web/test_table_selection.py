"""Bulk actions touch only rows that were ticked and that their user may see."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from cast import City
from duban.apps.organizations.models import Unit
from duban.apps.web.table import selected
from duban.rulebook.refusals import Invalid

pytestmark = pytest.mark.django_db


def posting(*keys: object) -> HttpRequest:
    return RequestFactory().post("/", {"ids": [str(key) for key in keys]})


def test_only_what_may_be_seen_is_selected(city: City) -> None:
    own, foreign = city.units["财政"], city.units["云栖区政府"]
    may_be_seen = Unit.objects.filter(jurisdiction=city.places["青泽市"])

    assert list(selected(posting(own.pk, foreign.pk), may_be_seen)) == [own]


@pytest.mark.parametrize("keys", [(), ("",), ("x", "-1", "9" * 40, "１")])
def test_nothing_ticked_is_refused(city: City, keys: tuple[str, ...]) -> None:
    with pytest.raises(Invalid, match="没有选择"):
        selected(posting(*keys), Unit.objects.all())


def test_more_than_two_thousand_are_refused(city: City) -> None:
    selected(posting(*range(1, 2001)), Unit.objects.all())
    with pytest.raises(Invalid, match="2000"):
        selected(posting(*range(1, 2002)), Unit.objects.all())
