"""The responsibilities of the real documents: every line read, no name of unknown form, in time."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from duban.documents.recognition.responsibility import (
    Field,
    RoleRules,
    combine,
    find_brackets,
    find_role_rules,
    looks_like_unit,
    read_responsibility,
)

CORPUS = Path(os.environ.get("DUBAN_CORPUS", Path(__file__).parents[5] / "shared" / "corpus"))
pytestmark = pytest.mark.skipif(not CORPUS.is_dir() and not os.environ.get("CI"), reason="the corpus is not here")


def corpus(number: str) -> str:
    (path,) = CORPUS.glob(f"{number}_*.txt")
    return path.read_text(encoding="utf-8")


def test_every_division_of_the_first_plan_is_read() -> None:
    lines = re.findall("部门分工：(.*)", corpus("000"))
    found = [read_responsibility(line, rules=RoleRules(), year=2024) for line in lines]
    assert len(found) == 5 * 175
    assert all(each and each.lead and not each.undivided for each in found)
    for line, each in zip(lines, found, strict=True):
        assert each
        plain = [name for name in re.split("[、，；。]|等?配合|牵头|负责", re.sub("（[^）]*）", "", line)) if name]
        assert [re.sub("（[^）]*）", "", name) for name in each.units] == list(dict.fromkeys(plain))
        assert all(map(looks_like_unit, each.units))


def test_seven_hundred_lines_are_read_in_a_tenth_of_a_second() -> None:
    lines = re.findall("部门分工：(.*)", corpus("000"))[:700]
    started = time.process_time()
    for line in lines:
        read_responsibility(line, rules=RoleRules(), year=2024)
    assert time.process_time() - started < 0.3  # 0.1 s where nothing else runs


def test_every_row_of_the_table_plan_is_read() -> None:
    rows = [line.split("\t")[-3:] for line in corpus("002").split("\n") if line.count("\t") >= 5]
    rows = [row for row in rows if row[1] and not row[1].endswith("单位")]
    assert len(rows) == 127
    for leaders, lead, support in rows:
        fields = {Field.leaders: leaders, Field.lead: lead, Field.support: support}
        found = combine(fields, rules=RoleRules(), year=2023)
        assert found.leaders
        assert found.lead
        assert all(map(looks_like_unit, found.units)), found.units
        assert "".join(found.leaders) == re.sub(r"\s", "", leaders)
        assert "".join(found.lead) == re.sub(r"\s", "", lead)


def test_the_first_unit_of_every_bracket_leads_in_the_indicator_plan() -> None:
    text = corpus("003")
    rules = find_role_rules(text[: text.index("下同") + 10], RoleRules())
    found = [each for line in text.split("\n") for each in find_brackets(line, rules=rules, year=2018)]
    assert rules.first_leads
    assert len(found) >= text.count("负责)")
    assert all(len(each.value.lead) == 1 for each in found)
    assert {name for each in found for name in each.value.units if not looks_like_unit(name)} == {"市机关事务管理"}
