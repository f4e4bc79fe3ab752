"""What holds for the tests of who answers."""

from __future__ import annotations

import pytest
from staff import Staff

from cast import City


@pytest.fixture
def staff(city: City) -> Staff:
    return Staff(city)
