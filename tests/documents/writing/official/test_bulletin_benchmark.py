"""The benchmark of writing measures what it says, at a tiny size."""

from __future__ import annotations

import importlib.util
import io
import sys
from pathlib import Path

import docx
import pytest

from duban.documents.writing.official.docx import write_docx

PATH = Path(__file__).resolve().parents[4] / "benchmarks" / "bulletin_writing.py"


@pytest.fixture(scope="module")
def benchmark_module():
    spec = importlib.util.spec_from_file_location("bulletin_writing", PATH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_both_write_the_same_words(benchmark_module) -> None:
    paper = benchmark_module.bulletin(3, 2)
    ours, theirs = (docx.Document(io.BytesIO(write(paper))) for write in (write_docx, benchmark_module.plainly))
    cells = [
        [[[cell.text for cell in row.cells] for row in table.rows] for table in opened.tables]
        for opened in (ours, theirs)
    ]
    words = {paragraph.text for paragraph in ours.paragraphs}

    assert cells[0] == cells[1]
    assert [len(table) for table in cells[0]] == [4, 3]
    assert {block.text for block in paper.blocks if not hasattr(block, "lead")} <= words
    assert sum(paragraph.text in words for paragraph in theirs.paragraphs) >= 3 + 3


def test_a_goal_is_missed_by_time_or_by_ratio(benchmark_module) -> None:
    made = benchmark_module.Cost

    assert [made(*seconds).is_missed for seconds in ((0.9, 0.2), (1.1, 1.0), (0.6, 0.1), (0.1, 0.5))] == [
        False,
        True,
        True,
        False,
    ]


def test_it_measures_both(benchmark_module) -> None:
    found = benchmark_module.cost(benchmark_module.bulletin(2, 2), times=1)

    assert found.ours > 0
    assert found.theirs > 0
