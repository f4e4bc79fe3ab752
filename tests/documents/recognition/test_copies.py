"""抄送 and 公开方式, as offices print them under a document."""

from __future__ import annotations

import pytest
from recognition_text import paragraphs, table

from duban.documents.recognition.notices.copies import read_copies, read_disclosure

COPIES = {
    "抄送：县委各单位，县人大办、政协办、法院、检察院，各人民团体。": (
        "县委各单位",
        "县人大办",
        "政协办",
        "法院",
        "检察院",
        "各人民团体",
    ),
    "抄送：市委各部委，市人大办、市政协办、市中级\n法院、市检察院，各人民团体。\n"
    "临川县人民政府办公室\n2024年3月1日印发": (
        "市委各部委",
        "市人大办",
        "市政协办",
        "市中级法院",
        "市检察院",
        "各人民团体",
    ),
    "抄 送: 市委办公室,市人大常委会办公室": ("市委办公室", "市人大常委会办公室"),
    "抄送：市委办公室\n青泽市人民政府办公室 2024年3月1日印发": ("市委办公室",),
    "抄报：省政府办公厅。\n抄送：市委办公室。": ("省政府办公厅", "市委办公室"),
    "抄送：各县（市、区）纪委监委，市委督查室；\n青泽军分区。": ("各县（市、区）纪委监委", "市委督查室", "青泽军分区"),
    "抄送机关：市法院、\n市检察院": ("市法院", "市检察院"),
    "抄送：市委办公室，\n公开方式：主动公开": ("市委办公室",),
}


@pytest.mark.parametrize(("text", "expected"), COPIES.items())
def test_copies_are_listed_as_printed(text, expected):
    found = read_copies(paragraphs(text))
    assert found is not None
    assert found.value == expected
    assert text[found.start :].startswith("抄")


def test_a_document_without_copies_has_none():
    assert read_copies(paragraphs("请将情况抄送市委督查室。\n各镇要抓好落实。")) is None


def test_copies_in_the_table_of_the_imprint_are_found():
    found = read_copies([table(("抄送：市委办公室，市人大办。",), ("青泽市人民政府办公室  2024年3月1日印发",))])
    assert found is not None
    assert found.value == ("市委办公室", "市人大办")


DISCLOSURE = {
    "公开方式：主动公开": "主动公开",
    "（此件主动公开）": "主动公开",
    "（此件公开发布）": "公开发布",
    "(此件主动公开)": "主动公开",
    "【此件依申请公开】": "依申请公开",
    "信息公开选项：依申请公开": "依申请公开",
    "公开属性：不予公开": "不予公开",
    "公开属性: 主动公开": "主动公开",
    "（此件不公开）": "不公开",
    "信息公开类别：主动公开": "主动公开",
    "（此件删减后公开）": "删减后公开",
    "公开形式：主动公开": "主动公开",
    "信息公开形式：不予公开": "不予公开",
    "（主动公开）": "主动公开",
    "2024年3月1日（此件公开发布）": "公开发布",
    "公开类型：主动公开": "主动公开",
}


@pytest.mark.parametrize(("text", "expected"), DISCLOSURE.items())
def test_the_disclosure_is_given_as_printed(text, expected):
    assert read_disclosure(paragraphs("第一段。\n" + text)) == expected


@pytest.mark.parametrize("text", ["推进政务公开。", "坚持公开透明，主动公开政府信息。", "市县两级政府信息主动公开目录"])
def test_prose_about_openness_is_no_disclosure(text):
    assert read_disclosure(paragraphs(text)) is None
