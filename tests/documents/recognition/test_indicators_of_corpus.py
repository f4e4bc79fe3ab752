"""The indicators of two real documents: counts, and each figure against the line it was read from."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from corpus import corpus_text
from documents.recognition.recognition_text import paragraphs
from duban.documents.blocks import Cell, Place, Table
from duban.documents.model import Direction, IndicatorDraft, Nature
from duban.documents.recognition.indicators import IndicatorReading, has_indicator_prose, read_indicators
from duban.documents.recognition.responsibility import RoleRules

FIGURE = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d(?:年|-20))\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def campaign() -> IndicatorReading:
    return read_indicators(paragraphs(corpus_text("003")), rules=RoleRules(), year=2018)


def by_key(reading: IndicatorReading) -> dict[str, IndicatorDraft]:
    return {draft.number + draft.part: draft for draft in reading.indicators}


def test_the_campaign_has_42_indicators_in_five_fields(campaign: IndicatorReading) -> None:
    assert has_indicator_prose(paragraphs(corpus_text("003")))
    numbers = [draft.number for draft in campaign.indicators]
    assert list(dict.fromkeys(numbers)) == [str(number) for number in range(1, 43)]
    parts = {number: count for number, count in Counter(numbers).items() if count > 1}
    assert parts == {"23": 2, "29": 2, "37": 4, "38": 2, "39": 2, "41": 2}
    fields = Counter(draft.field for draft in by_key(campaign).values() if draft.part in ("", "(1)"))
    assert list(fields.values()) == [9, 4, 5, 14, 10]


def test_names_and_figures_stand_in_their_lines(campaign: IndicatorReading) -> None:
    text = corpus_text("003")
    for draft in campaign.indicators:
        assert draft.source is not None
        said = text[draft.source.start : draft.source.end]
        assert draft.name in said
        goal = re.search(r"工作目标。\s*\n\s*(.+)", said)
        assert goal is not None
        figures = [Decimal(found) for found in FIGURE.findall(goal[1].replace(draft.name, "").replace("2010年", ""))]
        read = [draft.baseline.value] if draft.baseline and draft.baseline.value is not None else []
        read += [target.value for target in draft.targets if target.value is not None]
        assert set(read) <= set(figures)
        if draft.number not in ("29", "38", "41"):
            assert set(figures) == set(read)


def test_years_levels_and_units_of_the_campaign(campaign: IndicatorReading) -> None:
    drafts = by_key(campaign)
    for key in ("10", "12", "17", "18", "20", "28", "29(1)", "29(2)", "32", "37(1)", "39(1)", "39(2)"):
        assert [target.year for target in drafts[key].targets] == [2017, 2018, 2019, 2020]
    assert [(target.level, str(target.value)) for target in drafts["34"].targets] == [
        ("ensure", "125.4"),
        ("strive", "80"),
    ]
    assert [target.year for target in drafts["30"].targets] == [2018]
    assert not drafts["21"].targets
    assert not drafts["22"].targets
    assert drafts["25"].baseline is not None
    assert drafts["25"].baseline.year == 2014
    assert drafts["36"].baseline is not None
    assert drafts["36"].baseline.value is None
    units = {key: draft.measurement_unit for key, draft in drafts.items()}
    assert (units["1"], units["23(1)"], units["31"], units["33"]) == ("元", "标台", "人/亿元", "公顷/亿元")
    assert (units["34"], units["35"], units["24"], units["12"]) == ("立方米/万元", "吨标准煤/万元", "岁", "件")


def test_directions_of_the_campaign(campaign: IndicatorReading) -> None:
    lower = {key for key, draft in by_key(campaign).items() if draft.direction is Direction.LOWER_IS_BETTER}
    assert lower == {"12", "20", "21", "31", "33", "34", "35"}
    assert all(draft.direction for draft in campaign.indicators)
    doubts = Counter(diagnostic.code for diagnostic in campaign.diagnostics)
    assert doubts == {"direction-open": 4, "indicator-without-figure": 2, "no-unit": 2}


def test_tasks_of_the_campaign_have_their_units(campaign: IndicatorReading) -> None:
    assert campaign.rules.first_leads
    for draft in campaign.indicators:
        assert draft.lead
        for task in draft.tasks:
            assert not task.text.endswith((")", "）", "负责"))
            assert len(task.lead) == 1 or draft.number in ("1", "39")
    lines = [line.rstrip(" 。") for line in corpus_text("003").splitlines() if "负责)" in line]
    tasks = {task.source for draft in campaign.indicators for task in draft.tasks if task.lead or task.implement}
    assert len(tasks) == len(lines) + 3  # three brackets end without 负责


def test_the_health_plan_has_twenty_indicators_and_one_part() -> None:
    lines = corpus_text("001").split("\n")
    first, second = [index for index, line in enumerate(lines) if line.startswith("领域\t序号")][:2]
    one = _table(lines, first, at=0)
    reading = read_indicators([one, _table(lines, second, at=one.place.end + 1)], rules=RoleRules(), year=2023)
    keys = list(by_key(reading))
    assert keys == [*map(str, range(1, 12)), "11其中", *map(str, range(12, 21))]
    assert [len(draft.field) for draft in reading.indicators] == [4] * 21
    assert len({draft.field for draft in reading.indicators}) == 4
    assert sum(draft.nature is Nature.BINDING for draft in reading.indicators) == 3
    assert not reading.diagnostics
    for draft in reading.indicators:
        row = next(line for line in lines if draft.name in line and "\t" in line).split("\t")
        assert draft.baseline is not None
        assert [draft.measurement_unit, draft.baseline.text] == row[3:5]
        assert [target.text for target in draft.targets] == [row[5]]


def _table(lines: list[str], first: int, *, at: int) -> Table:
    cells: list[Cell] = []
    for row, line in enumerate(lines[first:]):
        if "\t" not in line:
            break
        for column, text in enumerate(line.split("\t")):
            cells.append(Cell(text.strip(), row, column, Place(at, at + len(text))))
            at += len(text) + 1
    return Table(tuple(cells), Place(cells[0].place.start, at))
