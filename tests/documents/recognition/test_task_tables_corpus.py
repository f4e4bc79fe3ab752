"""The county's table of 127 tasks over many pages: every task against the row it was read from."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from drawn_tables import tab_tables
from duban.documents.recognition.responsibility import RoleRules
from duban.documents.recognition.tables import TableReading, read_task_tables
from duban.documents.structure.tables import join_grids

CORPUS = Path(os.environ.get("DUBAN_CORPUS", Path(__file__).parents[4] / "shared" / "corpus"))


@pytest.fixture(scope="module")
def text() -> str:
    if not CORPUS.exists() and not os.environ.get("CI"):
        pytest.skip(f"the corpus is not at {CORPUS}")
    return next(CORPUS.glob("002_*.txt")).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(text: str) -> TableReading:
    return read_task_tables(join_grids(tab_tables(text)), rules=RoleRules(), year=2023)


def rows_of(text: str) -> Iterator[list[str]]:
    """The lines of tasks as they stand: group, number, text, leaders, lead, support."""
    for line in text.splitlines():
        cells = line.split("\t")
        if len(cells) == 6 and cells[1].strip().isdigit():
            yield cells


def closed(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_there_are_as_many_tasks_chapters_and_groups_as_the_document_says(found):
    assert [task.number for task in found.tasks] == [str(number) for number in range(1, 128)]
    assert [sum(item.level == level for item in found.outline) for level in (1, 2, 3)] == [8, 28, 0]
    assert found.diagnostics == ()


def test_every_text_is_that_of_its_row(found, text):
    for task, row in zip(found.tasks, rows_of(text), strict=True):
        assert task.number == row[1]
        assert closed(task.text) == closed(row[2])
        assert task.measures == ""


def test_every_leader_is_a_name_of_its_row(found, text):
    for task, row in zip(found.tasks, rows_of(text), strict=True):
        assert "".join(task.leaders) == closed(row[3])
        assert all(2 <= len(leader) <= 4 for leader in task.leaders)


def test_every_lead_is_a_whole_unit_of_its_row(found, text):
    for task, row in zip(found.tasks, rows_of(text), strict=True):
        assert "".join(task.lead) == closed(row[4])
        assert all(lead[0] in "县市广新河" and len(lead) >= 4 for lead in task.lead)
        assert task.implement == ()


def test_every_support_is_named_in_its_row_and_every_name_is_complete(found, text):
    for task, row in zip(found.tasks, rows_of(text), strict=True):
        printed = closed(row[5])
        for unit in task.support:
            assert unit in printed or (unit.endswith("镇政府") and unit.removesuffix("镇政府") in printed)
        rest = printed
        for unit in sorted(task.support, key=len, reverse=True):
            for name in (unit, unit.removesuffix("政府"), unit.removesuffix("镇政府")):
                rest = rest.replace(name, "")
        assert not re.sub("[、，,]|镇|政府", "", rest)
        assert all(unit[0] in "县市各相新人邮团" or unit.endswith("镇政府") for unit in task.support)


def test_a_shared_suffix_is_given_to_every_town(found, text):
    for task, row in zip(found.tasks, rows_of(text), strict=True):
        towns = re.search(r"(?:^|，)((?:[^、，县]{2,3}、)+)[^、，]{2}镇政府$", closed(row[5]))
        for town in towns[1].rstrip("、").split("、") if towns else ():
            assert f"{town.removesuffix('镇')}镇政府" in task.support


def test_titles_are_closed_and_without_their_counts(found):
    for item in found.outline:
        assert not re.search(r"\s|共\d", item.title)
        assert item.label


def test_every_place_holds_the_words(found, text):
    for task in found.tasks:
        assert task.source is not None
        row = text[task.source.start : task.source.end]
        assert f"{task.number}\t" in row
        assert "\n" not in row
        for name, place in task.places:
            words = closed(text[place.start : place.end])
            assert words == closed(task.text) if name == "text" else words in closed(row)
        for target in task.targets:
            assert target.source is not None
            assert closed(text[target.source.start : target.source.end]) == closed(target.text)
