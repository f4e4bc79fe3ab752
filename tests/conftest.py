"""What holds for all tests."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

from cast import City

# Continuous integration tries the same examples every time; a developer's machine looks for new ones.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")


@pytest.fixture
def city(db: None) -> City:
    """The standing cast, in an empty database."""
    return City()
