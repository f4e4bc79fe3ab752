"""A .doc file gives what the same .docx gives. `files/numbered.doc` was saved from the plan in `numbered_docx`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from docx_writer import abstract, lvl, num, p, tbl, tc, tr, write_docx

from duban.documents.errors import UnreadableFile
from duban.documents.reading import read

SAVED = Path(__file__).with_name("files") / "numbered.doc"


def numbered_docx() -> bytes:
    levels = (
        lvl(0, "chineseCountingThousand", "%1、", suff="nothing"),
        lvl(1, "chineseCountingThousand", "（%2）", suff="nothing"),
        lvl(2, "decimal", "%3.", suff="nothing"),
    )
    body = (
        p("青泽市2025年重点任务分工方案")
        + p("总体要求", num=(1, 0))
        + p("主要任务", num=(1, 0))
        + p("加快产业发展", num=(1, 1))
        + p("建成标准厂房20万平方米以上。", num=(1, 2))
        + p("招引企业30家。", num=(1, 2))
        + p("夯实农业基础", num=(1, 1))
        + p("建设高标准农田1.83万亩。", num=(1, 2))
        + tbl(
            tr(tc(p("序号")), tc(p("重点任务")), tc(p("责任单位"), span=2)),
            tr(tc(p("1"), merge="restart"), tc(p("新建学校")), tc(p("市教育局")), tc(p("市财政局"))),
            tr(tc(merge="continue"), tc(p("扩建医院")), tc(p("市卫生健康局"), span=2)),
            tr(tc(p("2")), tc(p("修复河道")), tc(p("市水利局")), tc(p("云栖镇政府"))),
        )
        + p("青泽市人民政府办公室")
    )
    return write_docx(body, numbering=abstract(0, *levels) + num(1, 0))


def test_a_doc_gives_what_the_docx_gives() -> None:
    (new,) = read(numbered_docx(), "plan")
    (old,) = read(SAVED.read_bytes(), "plan")

    assert old == replace(new, media_type="application/msword")
    assert "（二）夯实农业基础\n1.建设高标准农田1.83万亩。" in old.text


def outcome(data: bytes) -> str:
    """The text, or the sentence of the refusal; anything else that is raised fails the test."""
    try:
        return read(data, "plan.doc")[0].text
    except UnreadableFile as refusal:
        return str(refusal)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_truncated_doc_is_refused_or_read_in_part(share: float) -> None:
    data = SAVED.read_bytes()

    assert outcome(data[: int(len(data) * share)])


@pytest.mark.parametrize("step", [97, 211])
def test_a_doc_with_damaged_bytes_is_refused_or_read(step: int) -> None:
    data = bytearray(SAVED.read_bytes())
    for position in range(600, len(data), step):
        data[position] ^= 0x5A

    assert outcome(bytes(data))
