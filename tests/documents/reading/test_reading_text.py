"""Plain text: encodings, line ends, offsets, lines with tabs."""

from __future__ import annotations

import codecs
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duban.documents.blocks import Paragraph, ReadFile, Table
from duban.documents.errors import UnreadableFile
from duban.documents.reading import read

PLAN = (
    "青泽市2025年重点任务分工方案\n\n　　一、加快项目建设。新增规上企业30家以上。\n"
    "（牵头单位：市发展改革局；配合单位：市财政局）\n"
)
TRADITIONAL = (
    "關於做好重點工作任務分工的通知：各縣（市、區）人民政府，市直有關單位，現將重點任務印發給你們，請認真貫徹執行。"
)
CORPUS = Path(os.environ.get("DUBAN_CORPUS", Path(__file__).parents[4] / "shared" / "corpus"))


def file_of(data: bytes | str) -> ReadFile:
    (file,) = read(data.encode() if isinstance(data, str) else data, "plan.txt")
    return file


def rows(table: Table) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in range(table.height)]
    for cell in table.cells:
        found[cell.row].append(cell.text)
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_any_chinese_encoding_gives_the_same_text(encoding: str) -> None:
    assert file_of(PLAN.encode(encoding)).text == PLAN


def test_big5_is_told_from_gbk() -> None:
    assert file_of((TRADITIONAL * 3).encode("big5")).text == TRADITIONAL * 3


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_utf16_with_a_mark_is_read(mark: bytes) -> None:
    encoding = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"

    assert file_of(mark + PLAN.encode(encoding)).text == PLAN


@pytest.mark.parametrize("cut", [100, 101, 102])
def test_a_text_cut_inside_a_character_is_still_read(cut: int) -> None:
    assert file_of((PLAN * 3).encode()[:cut]).text[:20] == PLAN[:20]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_damaged_bytes_do_not_lose_the_text(encoding: str) -> None:
    data = (PLAN * 20).encode(encoding)
    damaged = data[:300] + b"\xff\xff" + data[300:]

    assert file_of(damaged).text.endswith(PLAN * 10)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\x0c"])
def test_line_ends_become_one(end: str) -> None:
    assert file_of(f"甲{end}乙").text == "甲\n乙"


def test_control_characters_are_dropped_and_the_text_is_normalised() -> None:
    assert file_of("青\x00泽\x07市\ufeff e\u0301" + "县" * 200).text.startswith("青泽市 é")


@given(st.text(min_size=1, max_size=200))
@settings(deadline=None, max_examples=150)
def test_what_was_read_is_the_file_itself_when_it_is_clean(text: str) -> None:
    clean = unicodedata.normalize("NFC", "".join(c for c in text if c == "\n" or c == "\t" or c.isprintable()))
    if not clean.strip() or "<" in clean or clean.startswith(("{\\rtf", "%PDF", "MIME")) or len(clean) > 8 > len(text):
        return
    try:
        file = file_of("任务：" + clean)
    except UnreadableFile:
        raise AssertionError(clean) from None

    assert file.text == "任务：" + clean
    for block in file.blocks:
        for item in block.cells if isinstance(block, Table) else [block]:
            assert file.text[item.place.start : item.place.end] == item.text


def test_every_line_is_a_paragraph_with_its_number() -> None:
    file = file_of(PLAN)

    assert file.lines
    assert [(block.text[:4], block.place.paragraph) for block in file.blocks] == [
        ("青泽市2", 1),
        ("一、加快", 3),
        ("（牵头单", 4),
    ]


def test_lines_with_tabs_are_a_table_until_a_line_without() -> None:
    file = file_of("说明\n序号\t任务\t单位\n1\t修路\t\n\t架桥\t市交通局\n注：口径\n2\t种树\n\n3\t挖塘\n")

    kinds = [rows(block) if isinstance(block, Table) else block.text for block in file.blocks]
    assert kinds == [
        "说明",
        [["序号", "任务", "单位"], ["1", "修路", ""], ["", "架桥", "市交通局"]],
        "注：口径",
        "2\t种树",
        "3\t挖塘",
    ]


@pytest.mark.parametrize("text", ["\t一、缩进\n\t二、缩进", "姓名\t张三", "甲\n\t\n乙"])
def test_tabs_that_only_indent_are_no_table(text: str) -> None:
    assert all(isinstance(block, Paragraph) for block in file_of(text).blocks)


def test_asterisks_are_left_alone() -> None:
    assert file_of("**重点任务**").text == "**重点任务**"


@pytest.mark.parametrize("data", [b"", b" \n\t ", "\u3000\n\u200b".encode()])
def test_an_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        file_of(data)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real documents is not here")
def test_offsets_of_real_texts_are_those_of_the_file() -> None:
    for path in sorted(CORPUS.glob("*.txt")):
        assert file_of(path.read_bytes()).text == path.read_text("utf-8-sig")
