"""Responsibilities printed in every style officials use, and read back equal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.documents.recognition.quantities.deadlines import read_deadline
from duban.documents.recognition.responsibility import (
    Field,
    Responsibility,
    RoleRules,
    combine,
    find_brackets,
    looks_like_unit,
    read_responsibility,
    split_people,
    split_units,
)

UNITS = (
    "市发展和改革委员会 市住房和城乡建设局 市财政局 市市场监管局 市府办（金融办） 市农业局〈市委农办〉 团市委 "
    "市残联 市委宣传部 市直各部门 各县（市、区）政府 "
    "各县〈市、区〉政府 各县(市、区)人民政府 各镇（街） 各地 各有关部门 临川海关 人民银行青泽市分行 青泽供电局 "
    "中国移动青泽分公司 松泉镇政府 东麓街道 "
    "海州（青泽）产业转移工业园管委会 市安委会各成员单位 市“瓷艺师傅”“青泽技工”两项工程领导小组各成员单位 "
    "市生态环境局临川分局 市公安局交警支队 "
    "市消防救援支队 青泽高新区管委会 市中级人民法院 市人民医院 市各电信运营商 各市、县（区）人民政府 "
    "市工业和信息化局 市民族和宗教事务局 县退役军人事务局"
).split()
PEOPLE = "张三 李四 王五一 赵六 欧阳明德 买买提·艾力 刘彬 梁志远".split()
DEADLINES = "年内 2024年6月底前 9月底前 2024年12月31日前 三季度末".split()

Names = tuple[str, ...]
Style = Callable[[Names, Names, Names, str], str]


def _joined(names: Names, mark: str = "、") -> str:
    return mark.join(names)


def _clauses(lead: Names, implement: Names, support: Names, mark: str, verbs: Names, end: str = "") -> str:
    parts = [
        f"{_joined(names)}{end if verb != verbs[0] else ''}{verb}"
        for names, verb in zip((lead, implement, support), verbs, strict=True)
        if names
    ]
    return mark.join(parts)


PROSE: dict[str, Style] = {
    "plain": lambda a, b, c, d: _clauses(a, b, c, "，", ("牵头", "负责", "配合")) + (f"，{d}完成" if d else ""),
    "etc": lambda a, b, c, d: _clauses(a, b, c, "，", ("牵头", "负责", "配合"), "等") + (f"；{d}" if d else ""),
    "half-width": lambda a, b, c, d: (
        _clauses(a, b, c, ",", ("牵头", "落实", "参与")) + (f",{d}完成" if d else "") + "。"
    ),
    "semicolons": lambda a, b, c, d: (
        _clauses(a, b, c, "；", ("牵头负责", "按职责分工负责", "协助")) + (f"；{d}完成" if d else "")
    ),
    "by": lambda a, b, c, d: (
        "由" + _clauses(a, b, c, "，", ("联合牵头", "组织实施", "积极配合")) + (f"，{d}完成" if d else "")
    ),
    "hosts": lambda a, b, c, d: _clauses(a, b, c, "；", ("主办", "承办", "协办")) + (f"；{d}" if d else ""),
}
LABELS: dict[str, Style] = {
    "labels": lambda a, b, c, d: _labels(a, b, c, d, ("牵头单位", "实施单位", "配合单位", "完成时限"), "：", "；"),
    "blanks": lambda a, b, c, d: _labels(a, b, c, d, ("牵头责任单位", "承办单位", "协办单位", "完成时间"), ":", "  "),
    "short": lambda a, b, c, d: _labels(a, b, c, d, ("牵头", "负责", "配合", "时限"), "：", "；"),
    "commas": lambda a, b, c, d: _labels(a, b, c, d, ("牵头部门", "落实单位", "相关责任单位", "时限要求"), "：", "，"),
}


def _labels(lead: Names, implement: Names, support: Names, deadline: str, labels: Names, colon: str, mark: str) -> str:
    values = (_joined(lead), _joined(implement), _joined(support), deadline)
    return mark.join(f"{label}{colon}{value}" for label, value in zip(labels, values, strict=True) if value)


@st.composite
def responsibilities(draw: st.DrawFn) -> tuple[Names, Names, Names, str]:
    names = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=8, unique=True))
    first = draw(st.integers(1, len(names)))
    second = draw(st.integers(first, len(names)))
    deadline = draw(st.sampled_from(["", *DEADLINES]))
    return tuple(names[:first]), tuple(names[first:second]), tuple(names[second:]), deadline


def _expected(lead: Names, implement: Names, support: Names, deadline: str) -> Responsibility:
    when = read_deadline(deadline, year=2024) if deadline else None
    return Responsibility(lead=lead, implement=implement, support=support, deadline=when)


@pytest.mark.parametrize("style", [*PROSE, *LABELS])
@given(parts=responsibilities())
@settings(deadline=None, max_examples=40)
def test_what_is_printed_is_read_back(style: str, parts: tuple[Names, Names, Names, str]) -> None:
    words = {**PROSE, **LABELS}[style](*parts)
    assert read_responsibility(words, rules=RoleRules(), year=2024) == _expected(*parts)


@pytest.mark.parametrize("brackets", ["（）", "()", "〔〕", "【】"])
@given(parts=responsibilities(), style=st.sampled_from([*PROSE, *LABELS]), closed=st.booleans())
@settings(deadline=None, max_examples=40)
def test_brackets_are_read_back(
    brackets: str, parts: tuple[Names, Names, Names, str], style: str, closed: bool
) -> None:
    words = {**PROSE, **LABELS}[style](*parts)
    text = f"推进二期（含续建）建设，年内建成3个示范点。{brackets[0]}{words}{brackets[1] if closed else ''}"
    (found,) = find_brackets(text, rules=RoleRules(), year=2024)
    assert found.value == _expected(*parts)


@given(
    parts=responsibilities(),
    people=st.lists(st.sampled_from(PEOPLE), unique=True, max_size=3),
    mark=st.sampled_from("、，；"),
)
@settings(deadline=None, max_examples=100)
def test_columns_are_read_back(parts: tuple[Names, Names, Names, str], people: list[str], mark: str) -> None:
    lead, implement, support, deadline = parts
    fields = {
        Field.lead: mark.join(lead),
        Field.implement: mark.join(implement) or "/",
        Field.support: mark.join(support),
        Field.deadline: deadline,
        Field.leaders: " ".join(people),
    }
    found = combine(fields, rules=RoleRules(), year=2024)
    wanted = _expected(*parts)
    assert (found.lead, found.implement, found.support) == (wanted.lead, wanted.implement, wanted.support)
    assert (found.leaders, found.deadline) == (tuple(people), wanted.deadline)


@given(
    names=st.lists(st.sampled_from(UNITS), min_size=1, unique=True),
    mark=st.sampled_from(["、", "，", ",", "；", " ", "\n", "　", "/"]),
)
@settings(deadline=None, max_examples=200)
def test_lists_of_units_are_read_back(names: list[str], mark: str) -> None:
    assert split_units(mark.join(names)) == tuple(names)


@given(names=st.lists(st.sampled_from(UNITS), min_size=1, unique=True), cuts=st.data())
@settings(deadline=None, max_examples=200)
def test_a_cell_may_break_a_name_where_it_is_not_complete(names: list[str], cuts: st.DataObject) -> None:
    broken = []
    for name in names:
        places = [at for at in range(1, len(name)) if not looks_like_unit(name[:at])]
        at = cuts.draw(st.sampled_from(places))
        broken.append(f"{name[:at]}\n{name[at:]}")
    assert split_units("、".join(broken)) == tuple(names)


@given(
    names=st.lists(st.sampled_from(PEOPLE), min_size=1, unique=True),
    mark=st.sampled_from(["、", "，", " ", "\n", "　　"]),
)
@settings(deadline=None, max_examples=100)
def test_lists_of_people_are_read_back(names: list[str], mark: str) -> None:
    assert split_people(mark.join(names)) == tuple(names)


@given(
    text=st.text(
        alphabet="市县财政局各镇政府、，；（）()〈〉和及等牵头负责配合会同单位：*“” \n1年月底前第一位为不再列出",
        max_size=80,
    )
)
@settings(deadline=None, max_examples=300)
def test_no_text_breaks_the_grammar(text: str) -> None:
    read_responsibility(text, rules=RoleRules(), year=2024)
    find_brackets(text, rules=RoleRules(), year=2024)
    split_people(text)
    assert all(split_units(text))
