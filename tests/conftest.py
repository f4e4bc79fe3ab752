"""What holds for all tests."""

from __future__ import annotations

import os

import pytest
from django.db import connection
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from cast import City
from duban.apps.audit import triggers
from plan_cast import Plans

# Continuous integration tries the same examples every time; a developer's machine looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The tests' database lets its record be emptied and tampered with."""
    with django_db_blocker.unblock():
        triggers.remove(connection)


@pytest.fixture
def city(db: None) -> City:
    """The standing cast, in an empty database."""
    return City()


@pytest.fixture
def plans(city: City) -> Plans:
    """The standing plans of the cast's city."""
    return Plans(city)
