"""A year is lived once, whichever workers the tests fall to: the first one leaves what was seen for the others."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from year_bulletins import Bulletins
from year_expected import EVENINGS, WORDS
from year_indicators import Told, tell_indicators
from year_inspection import Inspected
from year_lived import Life, Seen
from year_story import Story
from year_supervision import Followed, Supervised

from cast import City
from corpus import corpus_file
from once import once

_Kept = TypeVar("_Kept")


@pytest.fixture(scope="package")
def seen(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Seen:
    return _once("year", _lived, tmp_path_factory, django_db_blocker)


@pytest.fixture(scope="package")
def followed(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Followed:
    """The year with the office at its desk."""
    return _once("followed", _followed, tmp_path_factory, django_db_blocker)


@pytest.fixture(scope="package")
def indicators_told(
    tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> dict[str, Told]:
    """The campaign of indicators and the health plan over their years."""
    return _once("indicators", tell_indicators, tmp_path_factory, django_db_blocker)


def _once(name: str, live: Callable[[], _Kept], factory: pytest.TempPathFactory, blocker: DjangoDbBlocker) -> _Kept:
    corpus_file("000")  # skips, where there is none

    def make(kept: Path) -> None:
        with blocker.unblock(), transaction.atomic():
            kept.write_bytes(pickle.dumps(live()))
            transaction.set_rollback(True)

    found: _Kept = pickle.loads(once(f"{name}.pickle", make, factory).read_bytes())
    return found


def _lived() -> Seen:
    return Life(City()).live(EVENINGS, WORDS)


def _followed() -> Followed:
    life = Supervised(City())
    for part in (Story, Bulletins, Inspected):
        part(life).tell()
    return life.follow()
