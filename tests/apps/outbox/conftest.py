from __future__ import annotations

from collections.abc import Iterator

import pytest
from owed_things import Things, only_these


@pytest.fixture
def things() -> Iterator[Things]:
    with only_these() as found:
        yield found
