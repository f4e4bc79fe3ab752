"""Checks on names of units: one unit under several names, names in no known form."""

from __future__ import annotations

import pytest

from duban.documents.blocks import Place
from duban.documents.checks.unit_aliases import unit_aliases
from duban.documents.checks.unknown_units import unknown_units
from duban.documents.recognition.responsibility import unit_key

ONE_UNIT = [
    "市发展和改革委员会 市发展和改革局 市发改委 市发展改革局",
    "市工信局 市工业和信息化局",
    "市人社局 市人力资源和社会保障局",
    "市住建局 市住房和城乡建设局",
    "市卫健委 市卫生健康局",
    "市市监局 市市场监管局 市市场监督管理局",
    "市文旅局 市文化和旅游局",
    "市文广旅体局 市文化广电旅游体育局",
    "市资规局 市自然资源和规划局",
    "市城管局 市城市管理局",
    "市交通局 市交通运输局",
    "市医保局 市医疗保障局",
    "市应急局 市应急管理局",
    "市国资委 市国有资产监督管理局",
    "市政数局 市政务服务数据管理局",
    "市金融办 市金融工作局",
    "市残联 市残疾人联合会",
    "市供销社 市供销合作联社",
    "市府办 市政府办公室",
    "市委编办 市编办",
    "团市委 共青团市委",
    "各县（市、区）政府 各县(市、区)人民政府",
    "松泉镇政府 松泉镇人民政府 松泉镇",
    "东麓街道 东麓街道办事处",
    "市场监管局 市市场监管局",
]
DIFFERENT = [
    "市财政局 县财政局",
    "市公安局 市公安局交警支队",
    "市生态环境局东江分局 市生态环境局西江分局",
    "松泉镇政府 柏溪镇政府",
    "市委办公室 市政府办公室",
    "市政府 市政府办公室",
    "市民政局 市民宗局",
    "市政务服务中心 市政务服务数据管理局",
    "市科协 市科技局",
    "青泽市财政局 临川市财政局",
    "市教育局 市教育学会",
    "市财政局 市财政局",
]


def named(names: str) -> list[tuple[str, Place | None]]:
    return [(name, Place(10 * index, 10 * index + 5)) for index, name in enumerate(names.split())]


@pytest.mark.parametrize("names", ONE_UNIT)
def test_names_that_may_be_one_unit_are_asked_about_once(names: str) -> None:
    (found,) = unit_aliases(named(names))
    quoted = "".join(f"“{name}”" for name in names.split())
    assert (found.code, found.message, found.source) == ("unit-aliases", f"{quoted}可能是同一单位", Place(0, 5))
    assert len({unit_key(name) for name in names.split()}) == 1


@pytest.mark.parametrize("names", DIFFERENT)
def test_different_bodies_are_never_paired(names: str) -> None:
    assert unit_aliases(named(names)) == []


def test_a_name_of_unknown_form_is_named_once() -> None:
    (found,) = unknown_units(named("市机关事务管理 市财政局 市机关事务管理"))
    assert (found.level, found.code, found.source) == ("warning", "unknown-unit", Place(0, 5))
    assert "“市机关事务管理”" in found.message
