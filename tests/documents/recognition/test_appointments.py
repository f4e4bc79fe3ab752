"""任免 notices as governments print them; everyone is invented."""

from __future__ import annotations

import pytest
from recognition_text import paragraphs, table

from duban.documents.recognition.people.appointments import read_appointments

A, R = "appoint", "remove"

CASES = {
    "市政府2024年1-2月任命：\n沈 杰 市政府办公室副主任\n陆明川 暂时负责市数据局全面工作\n"
    "市政府2024年1-2月任命免去：\n丁 宁 市水务局副局长职务": [
        (A, "沈杰", "市政府办公室副主任"),
        (A, "陆明川", "暂时负责市数据局全面工作"),
        (R, "丁宁", "市水务局副局长"),
    ],
    "任命沈杰为市财政局局长；": [(A, "沈杰", "市财政局局长")],
    "免去丁宁的市审计局副局长职务；": [(R, "丁宁", "市审计局副局长")],
    "任命沈杰同志为市财政局局长（试用期一年）。": [(A, "沈杰", "市财政局局长")],
    "沈杰同志任市水务局副局长，试用期一年；": [(A, "沈杰", "市水务局副局长")],
    "任命沈杰为市财政局局长，免去其市审计局副局长职务。": [
        (A, "沈杰", "市财政局局长"),
        (R, "沈杰", "市审计局副局长"),
    ],
    "任命沈杰为市财政局局长，陆明川为市水务局局长；免去丁宁的市教育局局长职务，王五的市民政局局长职务。": [
        (A, "沈杰", "市财政局局长"),
        (A, "陆明川", "市水务局局长"),
        (R, "丁宁", "市教育局局长"),
        (R, "王五", "市民政局局长"),
    ],
    "县政府决定，任命：\n沈杰为县财政局局长；\n陆明川为县水务局局长。\n免去：\n丁宁的县教育局局长职务。": [
        (A, "沈杰", "县财政局局长"),
        (A, "陆明川", "县水务局局长"),
        (R, "丁宁", "县教育局局长"),
    ],
    "聘任沈杰、陆明川为市政府法律顾问。": [(A, "沈杰", "市政府法律顾问"), (A, "陆明川", "市政府法律顾问")],
    "经研究，决定：\n沈杰任县林业局局长；\n丁宁不再担任县林业局局长职务。": [
        (A, "沈杰", "县林业局局长"),
        (R, "丁宁", "县林业局局长"),
    ],
    "免去丁宁同志市教育局局长职务。": [(R, "丁宁", "市教育局局长")],
    "任命欧阳明德为区发展和改革局局长、区粮食局局长；": [(A, "欧阳明德", "区发展和改革局局长、区粮食局局长")],
    "解聘丁宁的市第一中学校长职务。": [(R, "丁宁", "市第一中学校长")],
    "一、任命\n任命沈 杰为市司法局局长；\n二、免职\n免去丁 宁的市司法局局长职务。": [
        (A, "沈杰", "市司法局局长"),
        (R, "丁宁", "市司法局局长"),
    ],
    "任命买买提·艾力为区民政局副局长（挂职）。": [(A, "买买提·艾力", "区民政局副局长（挂职）")],
    "市政府决定：\n沈杰任青泽市审计局副局长（试用期一年）；\n方 舟任青泽市应急管理局总工程师。": [
        (A, "沈杰", "青泽市审计局副局长"),
        (A, "方舟", "青泽市应急管理局总工程师"),
    ],
    "任命：沈杰为市统计局局长": [(A, "沈杰", "市统计局局长")],
    "任命下列同志：\n沈杰　市统计局局长\n陆明川　市医保局局长": [
        (A, "沈杰", "市统计局局长"),
        (A, "陆明川", "市医保局局长"),
    ],
    "1.任命沈杰为市统计局局长；\n2.免去丁宁市医保局局长职务。": [
        (A, "沈杰", "市统计局局长"),
        (R, "丁宁", "市医保局局长"),
    ],
}


def rows(blocks):
    return [(one.action, one.name, one.post) for one in read_appointments(blocks)]


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_appointments_and_removals_are_told_apart(text, expected):
    assert rows(paragraphs(text)) == expected
    assert read_appointments(paragraphs(text))


@pytest.mark.parametrize(
    "text",
    [
        "由市消防救援大队丁宁任办公室主任，由王五同志任组长。",
        "依法任命国家工作人员。",
        "完善干部任免制度，推进任职培训。",
        "组 长：沈一鸣 市长\n成 员：丁 宁 市财政局局长",
        "办公室主任由市市场监管局主要负责同志兼任。",
        "免去不必要的收费。",
    ],
)
def test_other_texts_appoint_nobody(text):
    assert rows(paragraphs(text)) == []
    assert read_appointments(paragraphs(text)) == ()


def test_entries_may_stand_in_a_table():
    blocks = [*paragraphs("市政府任命："), table(("沈 杰", "市政府办公室副主任"), ("丁宁", "市水务局副局长"))]
    assert rows(blocks) == [(A, "沈杰", "市政府办公室副主任"), (A, "丁宁", "市水务局副局长")]


def test_the_list_ends_where_other_lines_begin():
    text = "市政府任命：\n沈 杰 市政府办公室副主任\n编辑出版：青泽市人民政府办公室\n丁 宁 联系人"
    assert rows(paragraphs(text)) == [(A, "沈杰", "市政府办公室副主任")]


def test_every_appointment_says_where_it_was_read():
    text = "市政府任命：\n沈 杰 市政府办公室副主任\n任命丁宁为市水务局局长；免去王五的市水务局局长职务。"
    assert [text[one.source.start : one.source.end] for one in read_appointments(paragraphs(text)) if one.source] == [
        "沈 杰 市政府办公室副主任",
        "任命丁宁为市水务局局长",
        "免去王五的市水务局局长职务",
    ]
