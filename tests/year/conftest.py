"""The year is lived once, whichever workers the tests fall to: the first one leaves what was seen for the others."""

from __future__ import annotations

import fcntl
import os
import pickle

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from year_expected import EVENINGS, WORDS
from year_lived import Life, Seen

from cast import City
from corpus import corpus_file


@pytest.fixture(scope="package")
def seen(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Seen:
    corpus_file("000")  # skips, where there is none
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with (folder / "year.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = folder / "year.pickle"
        if not kept.exists():
            with django_db_blocker.unblock():
                kept.write_bytes(pickle.dumps(_lived()))
        found: Seen = pickle.loads(kept.read_bytes())
        return found


def _lived() -> Seen:
    """In a transaction that is taken back."""
    with transaction.atomic():
        seen = Life(City()).live(EVENINGS, WORDS)
        transaction.set_rollback(True)
    return seen
