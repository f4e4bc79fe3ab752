"""What a unit not on record would be created as."""

from __future__ import annotations

import pytest

from duban.apps.organizations.models import UnitKind
from duban.apps.organizations.personnel.new_units import (
    NewUnit,
    governed_place,
    is_own_government,
    new_unit,
    spelled_out,
)

CASES = [
    ("市水务局", NewUnit("青泽市水务局", "市水务局", UnitKind.DEPARTMENT)),
    ("青泽市水务局", NewUnit("青泽市水务局", "", UnitKind.DEPARTMENT)),
    ("市府办", NewUnit("青泽市人民政府办公室", "市府办", UnitKind.DEPARTMENT)),
    ("市政府办公室", NewUnit("青泽市人民政府办公室", "市政府办公室", UnitKind.DEPARTMENT)),
    ("市委组织部", NewUnit("中共青泽市委员会组织部", "市委组织部", UnitKind.PARTY)),
    ("市委", NewUnit("中共青泽市委员会", "市委", UnitKind.PARTY)),
    ("市政府", NewUnit("青泽市人民政府", "", UnitKind.GOVERNMENT)),
    ("", NewUnit("青泽市人民政府", "", UnitKind.GOVERNMENT)),
    ("石桥镇政府", NewUnit("石桥镇人民政府", "", UnitKind.GOVERNMENT, "石桥镇")),
    ("柳溪街道办", NewUnit("柳溪街道办事处", "", UnitKind.GOVERNMENT, "柳溪街道")),
    ("市税务局", NewUnit("青泽市税务局", "市税务局", UnitKind.VERTICAL)),
    ("青泽海关", NewUnit("青泽海关", "", UnitKind.VERTICAL)),
    ("市工商业联合会", NewUnit("青泽市工商业联合会", "市工商业联合会", UnitKind.MASS)),
    ("青泽供电局", NewUnit("青泽供电局", "", UnitKind.COMPANY)),
    ("市场监管局", NewUnit("青泽市市场监管局", "市场监管局", UnitKind.DEPARTMENT)),
    ("商务局", NewUnit("青泽市商务局", "商务局", UnitKind.DEPARTMENT)),
    ("市府办（金融办）", NewUnit("青泽市人民政府办公室", "市府办（金融办）", UnitKind.DEPARTMENT)),
    ("市卫生健康局（中医药局）", NewUnit("青泽市卫生健康局", "市卫生健康局（中医药局）", UnitKind.DEPARTMENT)),
    ("市委政法委", NewUnit("中共青泽市委员会政法委员会", "市委政法委", UnitKind.PARTY)),
    ("市委编办", NewUnit("中共青泽市委员会机构编制委员会办公室", "市委编办", UnitKind.PARTY)),
    ("市直机关工委", NewUnit("青泽市直机关工委", "市直机关工委", UnitKind.PARTY)),
    ("团市委", NewUnit("共青团青泽市委员会", "团市委", UnitKind.MASS)),
    ("市残疾人联合会", NewUnit("青泽市残疾人联合会", "市残疾人联合会", UnitKind.MASS)),
    ("市创文办", NewUnit("青泽市创文办", "市创文办", UnitKind.OTHER)),
    ("青泽军分区", NewUnit("青泽军分区", "", UnitKind.OTHER)),
    ("人民银行青泽市分行", NewUnit("人民银行青泽市分行", "", UnitKind.VERTICAL)),
    (
        "国家金融监督管理总局青泽监管分局",
        NewUnit("国家金融监督管理总局青泽监管分局", "", UnitKind.VERTICAL),
    ),
    ("中国电信股份有限公司青泽分公司", NewUnit("中国电信股份有限公司青泽分公司", "", UnitKind.COMPANY)),
    ("松江（青泽）产业园区管委会", NewUnit("松江（青泽）产业园区管委会", "", UnitKind.OTHER)),
]


@pytest.mark.parametrize(("text", "unit"), CASES, ids=[text or "（空）" for text, _ in CASES])
def test_a_new_unit_gets_its_full_name_and_kind(text: str, unit: NewUnit) -> None:
    assert new_unit(text, "青泽市") == unit


def test_the_own_government_has_many_names() -> None:
    assert all(is_own_government(text, "青泽市") for text in ("", "市政府", "市人民政府", "青泽市人民政府"))
    assert not is_own_government("临川县政府", "青泽市")


def test_short_forms_are_spelled_out() -> None:
    assert [spelled_out(text) for text in ("市府办", "柳溪街道办", "市委办", "市财政局")] == [
        "市人民政府办公室",
        "柳溪街道办事处",
        "市委办公室",
        "市财政局",
    ]


def test_a_department_governs_no_place() -> None:
    assert governed_place("市财政局") == ""
    assert governed_place("云栖区政府") == "云栖区"


@pytest.mark.parametrize("text", ["青泽军分区", "松江产业园区", "相关镇政府", "各镇政府", "各县（市、区）"])
def test_what_is_no_single_place_is_governed_by_nobody(text: str) -> None:
    assert governed_place(text) == ""
