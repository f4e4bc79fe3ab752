"""The offices behind a name: unit, title, acting, grade."""

from __future__ import annotations

import pytest

from duban.apps.organizations.personnel.titles import PostWords, chief_title, is_single, main_office, posts_in

CASES = [
    ("市财政局局长", [PostWords("市财政局", "局长")]),
    ("县发展和改革局党组书记、局长", [PostWords("县发展和改革局", "党组书记"), PostWords("县发展和改革局", "局长")]),
    ("市政府副秘书长", [PostWords("市政府", "副秘书长")]),
    ("县委常委、副县长", [PostWords("县委", "常委"), PostWords("", "副县长")]),
    ("市委副书记、市长", [PostWords("市委", "副书记"), PostWords("", "市长")]),
    ("市委常委、常务副市长", [PostWords("市委", "常委"), PostWords("", "常务副市长")]),
    ("县委常委、组织部部长", [PostWords("县委", "常委"), PostWords("县委组织部", "部长")]),
    ("副市长兼市公安局局长", [PostWords("", "副市长"), PostWords("市公安局", "局长")]),
    ("副县长、代县长", [PostWords("", "副县长"), PostWords("", "县长", acting=True)]),
    ("市发展和改革局副局长（试用期一年）", [PostWords("市发展和改革局", "副局长")]),
    ("市水利局副局长，试用期一年", [PostWords("市水利局", "副局长")]),
    ("柳溪街道党工委副书记、办事处主任", [PostWords("柳溪街道党工委", "副书记"), PostWords("柳溪街道办事处", "主任")]),
    ("石桥镇党委书记", [PostWords("石桥镇党委", "书记")]),
    ("石桥镇政府镇长", [PostWords("石桥镇政府", "镇长")]),
    ("市消防救援支队支队长", [PostWords("市消防救援支队", "支队长")]),
    ("市生态环境局临川分局局长", [PostWords("市生态环境局临川分局", "局长")]),
    ("市公安局党委委员", [PostWords("市公安局", "党委委员")]),
    ("青泽海关一级行政执法员", [PostWords("青泽海关", "一级行政执法员", rank=True)]),
    ("市府办四级主任科员", [PostWords("市府办", "四级主任科员", rank=True)]),
    ("市应急管理局总工程师", [PostWords("市应急管理局", "总工程师")]),
    ("青泽供电局总经理", [PostWords("青泽供电局", "总经理")]),
    ("青泽高新技术产业开发区管理委员会副主任", [PostWords("青泽高新技术产业开发区管理委员会", "副主任")]),
    ("青泽市人民政府督查室主任", [PostWords("青泽市人民政府督查室", "主任")]),
    ("市人大常委会副主任", [PostWords("市人大常委会", "副主任")]),
    ("市检察院检察长", [PostWords("市检察院", "检察长")]),
    ("暂时负责市国防动员办公室全面工作", [PostWords("市国防动员办公室", "主任", acting=True)]),
    ("主持市商务局全面工作", [PostWords("市商务局", "局长", acting=True)]),
    ("市商务局副局长、主持全面工作", [PostWords("市商务局", "副局长", acting=True)]),
    ("市科协", [PostWords("市科协", "")]),
]


@pytest.mark.parametrize(("words", "expected"), CASES, ids=[words for words, _ in CASES])
def test_words_are_split_into_unit_and_title(words: str, expected: list[PostWords]) -> None:
    assert list(posts_in(words)) == expected


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("市委副书记、市长", "市长"),
        ("县发展和改革局党组书记、局长", "局长"),
        ("柳溪街道党工委副书记、办事处主任", "主任"),
        ("市政府调研室主任、市府办四级主任科员", "主任"),
        ("市工商业联合会党组书记", "党组书记"),
        ("市委常委", "常委"),
    ],
)
def test_a_seat_hangs_on_the_office_that_answers(words: str, title: str) -> None:
    seat = main_office(posts_in(words))

    assert seat is not None
    assert seat.title == title


def test_a_grade_is_no_seat() -> None:
    assert main_office(posts_in("青泽海关一级行政执法员")) is None


def test_one_head_but_several_deputies() -> None:
    assert [is_single(title) for title in ("局长", "党组书记", "副局长", "党组成员", "县委常委")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_the_head_of_a_unit_is_called_after_it() -> None:
    names = {"市财政局": "局长", "市数据管理中心": "主任", "石桥镇人民政府": "镇长", "市城投公司": "总经理"}

    assert {name: chief_title(name) for name in names} == names
