"""A file is parted into its documents, and each into notice and annex."""

from __future__ import annotations

from datetime import date

import pytest

from duban.documents.blocks import Cell, Paragraph, Place, Table
from duban.documents.reading import read
from duban.documents.structure.documents import DocumentText, split_documents
from duban.documents.structure.joining import join

NOTICE = """青泽市人民政府办公室关于印发2026年市
政府工作报告重点任务分工方案的通知

青府办〔2026〕6号

各县（市、区）人民政府，市政府各部门：

《2026年市政府工作报告重点任务分工方案》已经市政府同意，现印发给你们，请认真落实。

青泽市人民政府办公室
2026年3月1日

2026年青泽市政府工作报告重点任务分工方案

一、总体要求
坚持稳中求进。
"""
ROSTER = """青泽市人民政府办公室关于成立市防汛工作领导小组的通知
青府办函〔2026〕9号
各县（市、区）人民政府：
市政府决定成立市防汛工作领导小组。
青泽市人民政府办公室
2026年4月2日
"""


def split(text: str) -> tuple[DocumentText, ...]:
    (file,) = read(text.encode(), "公报.txt")
    return split_documents(join(file).blocks)


def texts(document: DocumentText) -> list[str]:
    return [block.text for block in document.annex if isinstance(block, Paragraph)]


def test_a_notice_and_its_annex_are_told_apart() -> None:
    (document,) = split(NOTICE)
    assert document.title == "青泽市人民政府办公室关于印发2026年市政府工作报告重点任务分工方案的通知"
    assert document.number == "青府办〔2026〕6号"
    assert document.issuer == "青泽市人民政府办公室"
    assert document.issued_on == date(2026, 3, 1)
    assert document.annex_title == "2026年青泽市政府工作报告重点任务分工方案"
    assert texts(document) == ["一、总体要求", "坚持稳中求进。"]


def test_a_remark_above_an_annex_is_no_part_of_its_title() -> None:
    (document,) = split(NOTICE.replace("3月1日\n", "3月1日\n\n（公开方式：主动公开）\n"))
    assert document.annex_title == "2026年青泽市政府工作报告重点任务分工方案"


def test_a_gazette_gives_each_document_once_and_in_order() -> None:
    first, second = split(f"青泽市人民政府公报\n\n{NOTICE}\n{ROSTER}")
    assert (first.number, second.number) == ("青府办〔2026〕6号", "青府办函〔2026〕9号")
    assert second.annex == ()
    assert second.issued_on == date(2026, 4, 2)


def test_a_document_printed_three_times_is_given_once() -> None:
    (document,) = split("\n".join([NOTICE] * 3))
    assert document.occurrences == 3


def test_two_documents_of_one_title_are_two() -> None:
    other = (
        ROSTER.replace("9号", "10号")
        .replace("市政府决定成立市防汛工作领导小组。", "经研究，另行通知如下事项。")
        .replace("各县（市、区）人民政府", "市直各单位")
        .replace("4月2日", "5月6日")
    )
    assert len(split(f"{ROSTER}\n{other}")) == 2


def test_a_table_of_contents_begins_no_document() -> None:
    contents = "目  录\n\n青泽市人民政府办公室关于成立市防汛工作领导小组的通知\n青府办函〔2026〕9号..... 3\n\n"
    (document,) = split(contents + ROSTER)
    assert document.occurrences == 1


def test_a_page_heading_and_the_title_are_one_document() -> None:
    heading = "青泽市人民政府办公室关于成立市防汛工作领导小组的通知（青府办函〔2026〕9号）\n发布日期：2026-04-03\n"
    (document,) = split(heading + ROSTER)
    assert document.occurrences == 1


def test_a_damaged_number_is_mended_from_the_page_heading_and_named() -> None:
    heading = "青泽市人民政府办公室关于成立市防汛工作领导小组的通知（青府办函〔2026〕9号）\n"
    (document,) = split(heading + ROSTER.replace("青府办函〔2026〕9号", "青府办函〔20269"))
    assert document.number == "青府办函〔2026〕9号"
    assert [doubt.code for doubt in document.diagnostics] == ["damaged-number"]


def test_a_damaged_date_is_read_and_named() -> None:
    (document,) = split(ROSTER.replace("2026年4月2日", "2026年4月2"))
    assert document.issued_on == date(2026, 4, 2)
    assert [doubt.code for doubt in document.diagnostics] == ["damaged-date"]


def test_a_masthead_above_the_title_names_the_issuer() -> None:
    text = "临川县人民政府文件\n\n临政〔2026〕3号\n\n关于做好春耕生产工作的通知\n\n各乡镇人民政府：\n请认真落实。\n"
    (document,) = split(text)
    assert (document.number, document.issuer) == ("临政〔2026〕3号", "临川县人民政府")


def test_a_plan_alone_has_its_own_title() -> None:
    (document,) = split("临川县2026年重点工作任务责任分解表\n一、工业经济\n1．新增企业10家。\n")
    assert document.title == "临川县2026年重点工作任务责任分解表"
    assert document.number is None


def test_a_sentence_that_cites_a_notice_begins_no_document() -> None:
    assert len(split(f"{ROSTER}\n根据《青泽市人民政府关于印发某方案的通知》精神，制定本方案。\n")) == 1


@pytest.mark.parametrize("signed", ["青泽市人民政府办公室　　2026年4月2日", "青泽市人民政府办公室\n二〇二六年四月二日"])
def test_the_signature_is_read_in_its_usual_forms(signed: str) -> None:
    (document,) = split(ROSTER.replace("青泽市人民政府办公室\n2026年4月2日", signed))
    assert document.issued_on == date(2026, 4, 2)


def test_the_card_of_a_page_gives_what_the_document_lost() -> None:
    cells = ["发文机关：", "青泽市人民政府", "发文字号：", "青府〔2026〕8号", "成文日期：", "2026年2月18日"]
    table = Table(tuple(Cell(text, 0, at, Place(at, at + 1)) for at, text in enumerate(cells)), Place(0, 6))
    title = Paragraph("关于做好2026年民生实事的通知", Place(7, 30))
    (document,) = split_documents([table, title, Paragraph("市直各单位：", Place(31, 37))])
    assert (document.number, document.issuer) == ("青府〔2026〕8号", "青泽市人民政府")
    assert document.issued_on == date(2026, 2, 18)
