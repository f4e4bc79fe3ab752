"""What a .pdf gives: paragraphs over lines and pages, tables over pages, and refusals in a sentence."""

from __future__ import annotations

import time
import zlib
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from pdf_writer import CATALOG, ONE_PAGE, page, stream, write_pdf
from PIL import Image

from duban.documents.blocks import Paragraph, ReadFile, Table
from duban.documents.errors import UnreadableFile
from duban.documents.reading import read

FILES = Path(__file__).parent / "files"


@cache
def file_of(name: str) -> ReadFile:
    (file,) = read((FILES / name).read_bytes(), name)
    return file


def lines_of(name: str) -> list[str]:
    return [block.text for block in file_of(name).blocks if isinstance(block, Paragraph)]


def table_of(name: str) -> Table:
    (table,) = (block for block in file_of(name).blocks if isinstance(block, Table))
    return table


def texts_of(name: str) -> dict[tuple[int, int], str]:
    return {(cell.row, cell.column): cell.text for cell in table_of(name).cells}


def refusal_of(data: bytes) -> str:
    started = time.monotonic()
    with pytest.raises(UnreadableFile) as refusal:
        read(data, "plan.pdf")
    assert time.monotonic() - started < 10
    return str(refusal.value)


def test_a_sentence_runs_on_over_its_lines():
    assert lines_of("plan.pdf")[4] == (
        "现将《2025年青泽市重点工作分工方案》印发给你们，请结合工作实际认真组织实施。各牵头单位要于2025年3月20日前制定落实方案，"
        "细化分解任务，明确完成时限和责任人，并将落实方案报送市政府督查室。"
    )


def test_a_sentence_runs_on_over_the_page_break():
    (measures,) = (line for line in lines_of("ledger.pdf") if line.startswith("各责任单位要"))
    assert measures.endswith("对工作推进不力、影响全县进度的单位进行约谈。")
    (investment,) = (line for line in lines_of("plan.pdf") if line.startswith("部门分工：市发展改革局"))
    assert investment.endswith("各县（市、区）政府配合。")


def test_lines_of_a_title_stay_apart():
    assert lines_of("plan.pdf")[:3] == [
        "青泽市人民政府关于印发",
        "《2025年青泽市重点工作分工方案》的通知",
        "青府〔2025〕12号",
    ]


def test_signature_date_and_annex_are_paragraphs_of_their_own():
    assert lines_of("plan.pdf")[-4:] == ["青泽市人民政府", "2025年3月1日", "附件", "2025年青泽市重点任务分工表"]


def test_short_paragraphs_are_not_joined():
    lines = lines_of("plan.pdf")
    assert lines.count("分管市领导：沈砚秋") == 2
    assert "一、扩大有效投资" in lines


def test_page_numbers_and_running_heads_are_noise():
    file = file_of("plan.pdf")
    noise = [file.text[place.start : place.end] for place in file.noise]
    assert noise.count("青泽市人民政府公报 2025年第3期") == 4
    assert [text for text in noise if "—" in text] == ["—1—", "—2—", "—3—", "—4—"]
    assert not any("公报" in line for line in lines_of("plan.pdf"))


def test_every_place_points_at_its_words():
    for name in ("plan.pdf", "ledger.pdf"):
        file = file_of(name)
        for block in file.blocks:
            for piece in block.cells if isinstance(block, Table) else (block,):
                assert file.text[piece.place.start : piece.place.end] == piece.text


def test_places_carry_the_page():
    assert file_of("plan.pdf").blocks[0].place.page == 1
    cells = {cell.text: cell.place.page for cell in table_of("plan.pdf").cells}
    assert (cells["1"], cells["10"]) == (3, 4)


def test_a_table_over_two_pages_is_one_without_its_repeated_header():
    table = table_of("plan.pdf")
    assert (table.height, table.width) == (12, 6)
    assert [cell.text for cell in table.cells].count("序号") == 1


def test_merged_cells_keep_their_spans_over_the_page_break():
    spans = {cell.text: (cell.row, cell.rowspan, cell.colspan) for cell in table_of("plan.pdf").cells}
    assert spans["一、扩大有效投资"] == (1, 4, 1)
    assert spans["二、改善民生福祉"] == (6, 6, 1)
    assert spans["合计4项，由市政府督查室按月调度。"] == (5, 1, 6)


def test_a_row_cut_by_the_page_break_is_one_row():
    text = texts_of("ledger.pdf")[4, 2]
    assert "同步建立养护管理长效机制，落实镇村两级路长责任" in text
    assert "\n" not in text
    assert [texts_of("ledger.pdf")[row, 0] for row in range(1, 9)] == [str(n) for n in range(1, 9)]


def test_words_that_a_cells_width_broke_are_whole():
    ledger = texts_of("ledger.pdf")
    assert ledger[5, 4] == "县住房城乡建设局"
    assert ledger[6, 4] == "县城市管理和综合执法局"
    assert ledger[3, 4] == "县卫生健康局、县妇联"


def test_two_units_and_two_leaders_of_one_cell_stay_apart():
    assert texts_of("ledger.pdf")[7, 4].split() == ["县农业农村局", "县乡村振兴局"]
    assert texts_of("plan.pdf")[2, 4].split() == ["市发展改革局", "市工业和信息化局"]
    assert texts_of("plan.pdf")[4, 3].split() == ["贺知远", "沈砚秋"]


def test_numbered_paragraphs_of_a_cell_stay_apart():
    assert texts_of("ledger.pdf")[3, 2].split("\n") == [
        "（1）为35—64岁农村妇女免费开展“两癌”筛查8000人次；",
        "（2）完成县中医院门诊楼主体工程；",
        "（3）镇卫生院中医馆全覆盖。",
    ]


def test_a_header_broken_for_looks_is_one_word():
    assert [texts_of("plan.pdf")[0, column] for column in (3, 5)] == ["分管领导", "完成时限"]


def test_lines_before_the_header_of_the_file_do_no_harm():
    data = b"Content-Type: application/pdf\r\n\r\n" + (FILES / "plan.pdf").read_bytes()
    (file,) = read(data, "plan.pdf")
    assert file.blocks == file_of("plan.pdf").blocks


def test_a_scan_is_refused_and_told_what_to_do():
    target = BytesIO()
    Image.new("L", (600, 800), 255).save(target, "PDF")
    assert refusal_of(target.getvalue()) == (
        "该 PDF 没有文字层（可能是扫描件），无法读取。请先用文字识别软件转换，或上传 Word 版。"
    )


def test_a_locked_file_is_refused():
    assert "设有密码" in refusal_of((FILES / "locked.pdf").read_bytes())


def test_a_font_without_characters_is_refused():
    text = b"BT /F1 16 Tf 100 700 Td <" + b"".join(b"%04X" % (300 + n) for n in range(40)) + b"> Tj ET"
    font = "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    system = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
    descendant = f"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/CIDSystemInfo{system}/DW 1000/FontDescriptor 7 0 R>>"
    descriptor = "<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 -200 1000 900]/Ascent 900/Descent -200>>"
    data = write_pdf(CATALOG, ONE_PAGE, page("/Font<</F1 5 0 R>>"), stream(text), font, descendant, descriptor)
    assert "乱码" in refusal_of(data)


FORM = stream(b"/X0 Do /X0 Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X0 5 0 R>>>>")
PLAN = (FILES / "plan.pdf").read_bytes()
HOSTILE = {
    "cut off": PLAN[: len(PLAN) // 2],
    "no objects": b"%PDF-1.7\n" + b"\x00\xff junk" * 500,
    "pages inside themselves": write_pdf(CATALOG, "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"),
    "a form that draws itself": write_pdf(CATALOG, ONE_PAGE, page("/XObject<</X0 5 0 R>>"), stream(b"/X0 Do"), FORM),
    "brackets in brackets": write_pdf(CATALOG[:-2] + "/X " + "[" * 20_000 + "]" * 20_000 + ">>", ONE_PAGE, page()),
    "three thousand pages": write_pdf(
        CATALOG,
        "<</Type/Pages/Kids[" + " ".join(f"{n} 0 R" for n in range(3, 3003)) + "]/Count 3000>>",
        *["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * 3000,
    ),
    "a bomb": write_pdf(
        CATALOG,
        ONE_PAGE,
        page("/Font<</F1 5 0 R>>"),
        stream(zlib.compress(b"\0" * 60_000_000, 1), "/Filter/FlateDecode"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_hostile_files_are_refused_quickly(data: bytes):
    assert refusal_of(data).endswith("。")
