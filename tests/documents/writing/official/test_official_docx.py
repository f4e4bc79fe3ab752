"""The Word file: the standard's page, grid and fonts are named in it, and whatever its words are, it opens."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from zipfile import ZipFile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from documents.writing.official.papers import document, form, letter
from duban.documents.pipeline import readings
from duban.documents.reading import read
from duban.documents.writing.official.docx import write_docx
from duban.documents.writing.official.paper import Annex, Heading, Paper, Paragraph, Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHAPES = pytest.mark.parametrize("make", [document, letter, form])


def parts(paper: Paper) -> dict[str, str]:
    with ZipFile(io.BytesIO(write_docx(paper))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def body(paper: Paper) -> etree._Element:
    return etree.fromstring(parts(paper)["word/document.xml"].encode())


def text_of(paper: Paper) -> str:
    (file,) = read(write_docx(paper), "公文.docx")
    return file.text


def values(root: etree._Element, path: str, name: str) -> list[str | None]:
    return [element.get(W + name) for element in root.iterfind(".//" + "/".join(W + part for part in path.split("/")))]


@SHAPES
def test_the_same_paper_gives_the_same_bytes(make) -> None:
    assert write_docx(make()) == write_docx(make())


@SHAPES
def test_a_file_tells_its_title_its_day_and_no_program(make) -> None:
    paper = make()
    core = docx.Document(io.BytesIO(write_docx(paper))).core_properties

    assert (core.title, core.author, core.language) == (paper.title, paper.signatory, "zh-CN")
    assert core.created.date() == core.modified.date() == paper.dated
    assert not re.search(r"<Application>|python|duban|libre", "".join(parts(paper).values()), re.IGNORECASE)


@SHAPES
def test_every_part_that_is_named_is_there(make) -> None:
    files = parts(make())
    named = re.findall(r'PartName="/([^"]+)"', files["[Content_Types].xml"])
    referred = re.findall(r'Target="([^"]+)"', files["word/_rels/document.xml.rels"])

    assert set(named) <= files.keys()
    assert {f"word/{name}" for name in referred} <= files.keys()
    assert set(re.findall(r'r:id="([^"]+)"', files["word/document.xml"])) <= set(
        re.findall(r'Id="([^"]+)"', files["word/_rels/document.xml.rels"])
    )


@SHAPES
def test_every_style_that_is_used_is_defined(make) -> None:
    files = parts(make())
    defined = set(re.findall(r'w:styleId="([^"]+)"', files["word/styles.xml"]))
    used = {name for part in files.values() for name in re.findall(r'<w:pStyle w:val="([^"]+)"', part)}

    assert used <= defined


def test_the_page_is_the_standards() -> None:
    root = body(document())
    (size,) = root.iter(f"{W}pgSz")
    (margins,) = root.iter(f"{W}pgMar")
    (grid,) = root.iter(f"{W}docGrid")
    millimetres = {side: int(margins.get(W + side)) / 1440 * 25.4 for side in ("top", "left", "right", "bottom")}

    assert [round(int(size.get(W + side)) / 1440 * 25.4) for side in "wh"] == [210, 297]
    assert millimetres == pytest.approx({"top": 37, "left": 28, "right": 26, "bottom": 35}, abs=0.05)
    assert grid.get(f"{W}type") == "linesAndChars"
    assert 225 / 25.4 * 1440 // int(grid.get(f"{W}linePitch")) == 22
    assert 156 / 25.4 * 72 // (16 + int(grid.get(f"{W}charSpace")) / 4096) == 28


def test_the_fonts_the_standard_names_come_first() -> None:
    styles = etree.fromstring(parts(document())["word/styles.xml"].encode())
    looks = {
        style.get(f"{W}styleId"): (style.find(f"{W}rPr/{W}rFonts"), style.find(f"{W}rPr/{W}sz"))
        for style in styles.iter(f"{W}style")
    }
    named = {
        name: (fonts.get(f"{W}eastAsia"), fonts.get(f"{W}ascii"), int(size.get(f"{W}val")) / 2)
        for name, (fonts, size) in looks.items()
        if fonts is not None
    }

    assert named["text"] == ("仿宋_GB2312", "仿宋_GB2312", 16)
    assert named["title"] == ("方正小标宋简体", "方正小标宋简体", 22)
    assert named["heading-1"] == ("黑体", "黑体", 16)
    assert named["heading-2"] == ("楷体_GB2312", "楷体_GB2312", 16)
    assert named["copies"] == ("仿宋_GB2312", "仿宋_GB2312", 14)
    assert named["page-number"] == ("宋体", "宋体", 14)


def test_headings_are_headings_to_word() -> None:
    opened = docx.Document(io.BytesIO(write_docx(document())))
    styles = [paragraph.style.name for paragraph in opened.paragraphs if paragraph.style.name.startswith("Heading")]

    assert styles == [f"Heading {level}" for level in (1, 1, 2, 3, 4, 1, 1)]


def test_a_long_table_repeats_its_header_and_breaks_no_row() -> None:
    opened = docx.Document(io.BytesIO(write_docx(document())))
    table = opened.tables[0]

    assert len(table.rows) == 64
    assert values(table._tbl, "tblHeader", "val") == [None]
    assert len(values(table._tbl, "cantSplit", "val")) == 64


def test_a_letters_first_page_has_the_mark_above_and_no_number() -> None:
    files = parts(letter())

    assert "青泽市人民政府办公室" in files["word/first-header.xml"]
    assert "PAGE" not in files["word/first-footer.xml"]
    assert "<w:titlePg/>" in files["word/document.xml"]
    assert "PAGE" in files["word/odd.xml"]
    assert "PAGE" in files["word/even.xml"]


def test_a_draft_keeps_the_place_of_its_number() -> None:
    def rules(paper: Paper) -> list[str | None]:
        return values(body(paper), "pBdr/bottom", "color")

    assert rules(document(number="")) == rules(document()) == ["E60012"]


def test_a_document_to_a_higher_body_names_who_signed_it() -> None:
    text = text_of(document(signed_by="贺知远"))

    assert re.search(r"青府办〔2026〕3号\s签发人：贺知远", text)


def test_a_form_lays_its_fields_out_in_two_columns() -> None:
    (table,) = docx.Document(io.BytesIO(write_docx(form()))).tables

    assert [row.cells[0].text for row in table.rows] == ["督办事项", "承办单位", "责任人", "办理时限", "督办依据"]
    assert len(table.columns) == 2


def test_only_a_document_with_words_for_it_has_a_foot() -> None:
    assert "版记" in parts(document())["word/document.xml"]
    assert "版记" not in parts(document(copies_to="", printed_by="", printed_on=None))["word/document.xml"]
    assert "印发" not in text_of(letter()).split("抄送")[1]


HOSTILE = (
    Paragraph("控制\x00\x08\x1f\x7f字符\ud800与\ufffe非字符\u202e"),
    Paragraph("<w:t>&amp;]]></w:t>\"'<script>"),
    Paragraph("镕喆堃昇珺旸𠮷 👍🏽"),
    Paragraph("字" * 5000),
    Paragraph("A" * 3000),
    Paragraph(""),
    Paragraph("一行\r\n又一行\u2028再一行\t制表"),
    Heading("\n"),
    Table((), ()),
    Table(("一", "二"), ()),
    Table((), (("", ""),)),
    Table(("序号",), tuple((str(at), "多出的一格") for at in range(60)), widths=(0,)),
    Table(("长",), (("字" * 4000,),)),
)


@SHAPES
def test_hostile_words_give_a_file_that_opens(make) -> None:
    paper = make(
        title="<b>&\x00标题</b>",
        blocks=HOSTILE,
        annexes=(Annex("]]>\ud800附件", HOSTILE),),
        signatory="一\n\x01二",
        mark="<&>" * 30,
        copies_to="各单位" * 500,
        fields=(("<", "\x02"),),
    )
    text = text_of(paper)

    assert docx.Document(io.BytesIO(write_docx(paper))).paragraphs
    for words in (
        "控制字符与非字符",
        "<w:t>&amp;]]></w:t>\"'<script>",
        "镕喆堃昇珺旸𠮷 👍🏽",
        "字" * 5000,
        "A" * 3000,
        "制表",
    ):
        assert words in text
    assert all(words in text for words in ("一行", "又一行", "再一行"))


@settings(max_examples=60)
@given(st.text(max_size=80), st.text(max_size=40))
def test_any_words_give_a_file_that_opens(text: str, title: str) -> None:
    paper = document(title=f"题{title}", blocks=(Paragraph(text), Table((text,), ((title,),))), annexes=())

    assert docx.Document(io.BytesIO(write_docx(paper))).paragraphs


def test_a_paper_of_nothing_but_its_title_can_be_written() -> None:
    bare = Paper(shape=letter().shape, mark="", title="标题", blocks=(), signatory="", dated=None)

    assert readings(write_docx(bare), "公文.docx") is not None
    assert "标题" in text_of(bare)
    assert "标题" in text_of(replace(bare, shape=document().shape))
