from __future__ import annotations

from pathlib import Path

import pytest
from installation import Installation


@pytest.fixture
def installation(transactional_db: None, tmp_path: Path, migrated: Path) -> Installation:
    return Installation(tmp_path, migrated)
