"""Who sees what follows from the capacity one acts in."""

from __future__ import annotations

import pytest

from cast import City
from duban.apps.organizations.models import Unit


@pytest.mark.parametrize(
    ("who", "units"),
    [
        ("office", 9),
        ("leader", 9),
        ("liaison", 1),
        ("county_office", 3),
        ("town_liaison", 1),
        ("audit_admin", 1),
    ],
)
def test_an_actor_sees_the_own_unit_or_jurisdiction_and_what_is_below(city: City, who: str, units: int) -> None:
    assert Unit.objects.visible_to(city.actor(who)).count() == units


def test_home_answers_whoever_is_signed_in_and_sends_others_to_sign_in(city: City) -> None:
    assert city.client("liaison").get("/").status_code == 200
    from django.test import Client

    assert Client().get("/").headers["Location"] == "/accounts/sign-in/?next=/"
