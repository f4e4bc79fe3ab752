"""What a .docx gives: the words as printed, tracked changes, boxes, notes, tables."""

from __future__ import annotations

import pytest
from docx_writer import NAMESPACES, abstract, lvl, num, p, r, relations, tbl, tc, tr, write_docx, write_zip

from duban.documents.blocks import Paragraph, ReadFile, Table
from duban.documents.errors import UnreadableFile
from duban.documents.reading import read


def file_of(body: str, **parts: str) -> ReadFile:
    (file,) = read(write_docx(body, **parts), "plan.docx")
    return file


def lines_of(body: str, **parts: str) -> list[str]:
    return [block.text for block in file_of(body, **parts).blocks if isinstance(block, Paragraph)]


def table_of(body: str, **parts: str) -> list[tuple[str, int, int, int, int]]:
    (table,) = (block for block in file_of(body, **parts).blocks if isinstance(block, Table))
    return [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in table.cells]


INSERTION = f'<w:ins w:id="1" w:author="a">{r("新增")}</w:ins>'
DELETION = '<w:del w:id="2" w:author="a"><w:r><w:delText>旧的</w:delText></w:r></w:del>'
MOVED = f'<w:moveFrom w:id="3">{r("搬走")}</w:moveFrom><w:moveTo w:id="4">{r("搬来")}</w:moveTo>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE \\* MERGEFORMAT</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("12")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = f"<w:txbxContent>{p('框内文字')}</w:txbxContent>"
ALTERNATIVES = (
    f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{BOX}</wps:txbx></w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("inside", "printed"),
    [
        (f"{r('任务')}{INSERTION}{DELETION}", ["任务新增"]),
        (MOVED, ["搬来"]),
        (f"{r('见第')}{FIELD}{r('页')}", ["见第12页"]),
        (f"<w:hyperlink>{r('市财政局')}</w:hyperlink><w:smartTag>{r('牵头')}</w:smartTag>", ["市财政局牵头"]),
        (f'<w:fldSimple w:instr="DATE">{r("3月1日")}</w:fldSimple>', ["3月1日"]),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('控件内容')}</w:sdtContent></w:sdt>", ["控件内容"]),
        (r("看得见") + r("看不见", "<w:vanish/>") + r("也看得见", '<w:vanish w:val="0"/>'), ["看得见也看得见"]),
        ("<w:r><w:t>姓</w:t><w:tab/><w:t>名</w:t></w:r>", ["姓 名"]),
        ("<w:r><w:t>第一行</w:t><w:br/><w:t>第二行</w:t></w:r>", ["第一行", "第二行"]),
        ('<w:r><w:t>前</w:t><w:br w:type="page"/><w:t>后</w:t></w:r>', ["前后"]),
        ("<w:r><w:t>0763</w:t><w:noBreakHyphen/><w:t>12</w:t></w:r>", ["0763-12"]),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>完成</w:t></w:r>', ["完成"]),
        (f"<w:ruby><w:rt>{r('qing')}</w:rt><w:rubyBase>{r('青')}</w:rubyBase></w:ruby>", ["青"]),
        (f"{r('正文')}{ALTERNATIVES}", ["正文", "框内文字"]),
    ],
)
def test_a_paragraph_reads_as_it_prints(inside: str, printed: list[str]) -> None:
    assert lines_of(f"<w:p>{inside}</w:p>") == printed


def test_a_paragraph_whose_end_was_deleted_runs_on_into_the_next() -> None:
    first = p("推进县城", properties="<w:rPr><w:del w:id='1'/></w:rPr>")

    assert lines_of(first + p("更新改造")) == ["推进县城更新改造"]


def test_content_controls_around_paragraphs_and_rows_are_entered() -> None:
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('段落')}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtContent>{tr(tc(p('甲')), tc(p('乙')))}</w:sdtContent></w:sdt>"

    assert lines_of(body + tbl(row)) == ["段落"]
    assert table_of(body + tbl(row)) == [("甲", 0, 0, 1, 1), ("乙", 0, 1, 1, 1)]


def test_the_prompt_of_an_empty_control_is_not_text() -> None:
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" + p("单击此处输入文字") + "</w:sdtContent></w:sdt>"
    )

    assert lines_of(p("正文") + empty) == ["正文"]


def test_footnotes_come_after_the_body() -> None:
    notes = (
        f'<w:footnote w:type="separator">{p("——")}</w:footnote><w:footnote w:id="2">{p("口径为年末数")}</w:footnote>'
    )
    file = file_of(p("正文"), footnotes=notes)

    assert [(b.text, b.style) for b in file.blocks if isinstance(b, Paragraph)] == [
        ("正文", ""),
        ("口径为年末数", "footnote"),
    ]


def test_headings_are_known_by_name_or_outline_level() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="标题 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="小节"/><w:basedOn w:val="a1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>'
    )
    outlined = p("丁", properties='<w:outlineLvl w:val="2"/>')
    file = file_of(p("甲", style="a1") + p("乙", style="a2") + p("丙", style="a3") + outlined + p("戊"), styles=styles)

    assert [b.style for b in file.blocks if isinstance(b, Paragraph)] == [
        "heading 1",
        "heading 1",
        "title",
        "heading 3",
        "",
    ]


def test_a_table_of_contents_is_noise() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    file = file_of(p("一、总体要求 3", style="t") + p("正文"), styles=styles)

    assert [b.text for b in file.blocks if isinstance(b, Paragraph)] == ["正文"]
    assert [file.text[place.start : place.end] for place in file.noise] == ["一、总体要求 3"]


def test_merged_cells_stand_once() -> None:
    body = tbl(
        tr(tc(p("序号")), tc(p("单位"), span=2), properties="<w:tblHeader/>"),
        tr(tc(p("1"), merge="restart"), tc(p("市教育局")), tc(p("市财政局"))),
        tr(tc(merge="continue"), tc(p("市水利局"), span=2)),
        tr(tc(p("作废")), tc(p("作废"), span=2), properties="<w:del/>"),
        tr(tc(p("2"), p("续")), tc(p("市住房城乡建设局"), span=2)),
    )

    assert table_of(body) == [
        *(("序号", 0, 0, 1, 1), ("单位", 0, 1, 1, 2)),
        *(("1", 1, 0, 2, 1), ("市教育局", 1, 1, 1, 1), ("市财政局", 1, 2, 1, 1)),
        *(("市水利局", 2, 1, 1, 2), ("2\n续", 3, 0, 1, 1), ("市住房城乡建设局", 3, 1, 1, 2)),
    ]


def test_a_table_inside_a_cell_gives_lines_and_a_box_of_one_cell_is_entered() -> None:
    inner = tbl(tr(tc(p("子甲")), tc(p("子乙"))))

    assert table_of(tbl(tr(tc(p("甲"), inner), tc(p("乙"))))) == [("甲\n子甲\n子乙", 0, 0, 1, 1), ("乙", 0, 1, 1, 1)]
    assert lines_of(tbl(tr(tc(p("框内一段"), p("框内二段"))))) == ["框内一段", "框内二段"]


def test_a_numbered_empty_cell_shows_its_number() -> None:
    numbering = abstract(0, lvl(0, "decimal", "%1")) + num(1, 0)
    rows = [tr(tc(p(num=(1, 0))), tc(p(name))) for name in ("修路", "架桥")]

    assert [cell[0] for cell in table_of(tbl(*rows), numbering=numbering)] == ["1", "修路", "2", "架桥"]


def test_every_place_points_at_its_words() -> None:
    file = file_of(p("标题") + tbl(tr(tc(p("甲"), p("乙")), tc()), tr(tc(p("丙")), tc(p("丁")))) + p("落款"))

    for block in file.blocks:
        for item in block.cells if isinstance(block, Table) else [block]:
            assert file.text[item.place.start : item.place.end] == item.text


def test_the_strict_form_of_the_format_is_read() -> None:
    document = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p><w:r><w:t>严格格式</w:t></w:r>'
        "</w:p></w:body></w:document>"
    )

    (file,) = read(write_zip({"word/document.xml": document.encode()}), "a.docx")

    assert file.text == "严格格式"


def test_a_page_that_word_would_import_is_read_in_its_place() -> None:
    page = "<html><body><p>一、加快项目建设。</p><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></body></html>"
    document = f"<w:document {NAMESPACES}><w:body>{p('前')}<w:altChunk r:id='r0'/>{p('后')}</w:body></w:document>"
    members = {
        "word/document.xml": document.encode(),
        "word/_rels/document.xml.rels": relations({"aFChunk": "/word/page.html"}).encode(),
        "word/page.html": page.encode(),
    }

    (file,) = read(write_zip(members), "a.docx")

    assert file.text == "前\n一、加快项目建设。\n甲\n乙\n丙\n丁\n后"


@pytest.mark.parametrize("members", [{"word/document.xml": b"<w:document"}, {"word/document.xml": b"<a/>"}])
def test_a_damaged_file_is_refused_in_a_sentence(members: dict[str, bytes]) -> None:
    with pytest.raises(UnreadableFile, match="已损坏"):
        read(write_zip(members), "a.docx")


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="没有可读取的文字"):
        file_of(p())
