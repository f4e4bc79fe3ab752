"""What holds for all tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from cast import City
from duban.apps.audit import triggers
from duban.apps.calendars import known_years
from duban.apps.calendars.labels import SUPPLIED
from duban.apps.calendars.models import CalendarDay, CalendarYear
from indicator_cast import Measured
from once import once
from plan_cast import Plans
from progress_cast import Year
from supervision_cast import Supervised

# Continuous integration tries the same examples every time; a developer's machine looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The years first: what takes longest is built once, by one process, and nobody waits for it at the end."""
    items.sort(key=lambda item: "year" not in item.path.parts)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The tests' database lets its record be emptied and tampered with."""
    with django_db_blocker.unblock():
        triggers.remove(connection)
    post_migrate.connect(_know_the_years, sender=apps.get_app_config("calendars"))


def _know_the_years(**_: object) -> None:
    """A test that empties all tables leaves the calendar a new installation begins with."""
    if not CalendarYear.objects.exists():
        known_years.fill(CalendarYear.objects, CalendarDay.objects, source=SUPPLIED)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of SQLite with empty tables, to be copied by whatever runs processes of its own."""
    return once("migrated.sqlite3", _migrate, tmp_path_factory)


def _migrate(file: Path) -> None:
    told = {"DATABASE_URL": f"sqlite:///{file}", "DJANGO_SETTINGS_MODULE": "duban.site.settings"}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, env={**os.environ, **told}, check=True)


@pytest.fixture
def city(db: None) -> City:
    """The standing cast, in an empty database."""
    return City()


@pytest.fixture
def year(plans: Plans) -> Year:
    """The standing year of those plans: a round that is open, one of everything that is filed and asked."""
    return Year(plans)


@pytest.fixture
def plans(city: City) -> Plans:
    """The standing plans of the cast's city."""
    return Plans(city)


@pytest.fixture
def measured(supervised: Supervised) -> Measured:
    """The standing indicators of that place."""
    return Measured(supervised)


@pytest.fixture
def supervised(year: Year) -> Supervised:
    """The standing supervision of that year."""
    return Supervised(year)
