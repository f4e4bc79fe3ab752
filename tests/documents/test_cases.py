"""Every folder of `cases` holds an invented document and what a careful clerk reads in it.

`REWRITE_EXPECTED=1 pytest tests/documents/test_cases.py` writes the readings anew; the diff is then reviewed.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from duban.documents.pipeline import understand
from duban.documents.plain import as_plain

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if path.is_dir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_document_is_understood(case: Path) -> None:
    source = next(case.glob("source.*"))
    expected = case / "expected.json"
    read = as_plain(understand(source.read_bytes(), source.name))
    if os.environ.get("REWRITE_EXPECTED"):
        expected.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert read == json.loads(expected.read_text(encoding="utf-8"))
