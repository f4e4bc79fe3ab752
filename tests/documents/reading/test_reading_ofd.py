"""What an .ofd gives: the same paragraphs and tables as its pages show."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO

import pytest
from ofd_writer import NAMESPACE, NewPage, Ruled, Span, Text, write_ofd

from duban.documents.blocks import Paragraph, ReadFile, Table
from duban.documents.errors import UnreadableFile
from duban.documents.reading import read
from duban.documents.reading.pages.ofd import read_here

LONG = (
    "加快推进云栖水库除险加固、青临快速路二期等重大项目建设，力争全年完成固定资产投资380亿元以上，增长8%左右，其中工业投资增长12%以上，"
    "技改投资突破60亿元，确保年内新开工亿元以上项目不少于45个。"
)
HEADER = ["大类", "序号", "重点任务", "牵头单位", "完成时限"]


def rows() -> list[list[str | Span]]:
    found: list[list[str | Span]] = [list(HEADER)]
    for number in range(1, 19):
        unit = "市人力资源社会保障局" if number % 3 == 0 else "市发展改革局\n市工业和信息化局"
        row: list[str | Span] = [str(number), LONG[: 40 + number], unit, "12月底"]
        if number % 6 == 1:
            row.insert(0, Span(f"{'一二三四'[number // 6]}、扩大有效投资", rowspan=6))
        found.append(row)
    return [*found, [Span("合计18项", colspan=5)]]


ITEMS: list[Text | Ruled | NewPage] = [
    Text("青泽市人民政府关于印发", align="center", size=22),
    Text("重点工作分工方案的通知", align="center", size=22),
    Text("各县（市、区）人民政府，市政府各部门：", indent=0),
    *(item for number in range(1, 9) for item in (Text(f"{number}．{LONG}"), Text("分管市领导：沈砚秋"))),
    Text("青泽市人民政府", align="right"),
    Text("2025年3月1日", align="right"),
    NewPage(),
    Text("附件", indent=0),
    Text("重点任务分工表", align="center", size=22),
    Ruled(rows(), [2, 1, 6, 3, 1.5]),
]
PACKAGE = write_ofd(ITEMS, head="青泽市人民政府公报")


@cache
def plan() -> ReadFile:
    (file,) = read(PACKAGE, "plan.ofd")
    return file


def file_of(data: bytes) -> ReadFile:
    return read_here(data, "plan.ofd")


def changed(**parts: str | None) -> bytes:
    """The package with parts replaced, or left out; "__" in a name stands for "/", "_xml" for ".xml"."""
    names = {name.replace("__", "/").replace("_xml", ".xml"): text for name, text in parts.items()}
    source, target = zipfile.ZipFile(BytesIO(PACKAGE)), BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in source.namelist():
            text = names.get(name, source.read(name).decode())
            if text is not None:
                package.writestr(name, text)
    return target.getvalue()


def page(body: str) -> bytes:
    """A package whose first page has this body, and whose others are blank."""
    blank = f'<p:Page xmlns:p="{NAMESPACE}"><p:Content><p:Layer>{{}}</p:Layer></p:Content></p:Page>'
    source = zipfile.ZipFile(BytesIO(PACKAGE))
    contents = [name for name in source.namelist() if name.startswith("Doc_0/Pages/")]
    texts = {name: blank.format(body if "Page_0" in name else "") for name in contents}
    return changed(**{name.replace("/", "__").replace(".xml", "_xml"): text for name, text in texts.items()})


def text_object(text: str, x: float, y: float, attributes: str = "", code: str = "") -> str:
    return (
        f'<p:TextObject Boundary="{x} {y} 100 6" Size="5" {attributes}>'
        f'<p:TextCode X="0" Y="5" {code}>{text}</p:TextCode></p:TextObject>'
    )


def test_paragraphs_are_whole_over_lines_and_pages():
    lines = [block.text for block in plan().blocks if isinstance(block, Paragraph)]
    expected = [item.text for item in ITEMS if isinstance(item, Text)]
    assert lines == expected


def test_a_table_over_three_pages_is_one():
    (table,) = (block for block in plan().blocks if isinstance(block, Table))
    flat = [cell.text if isinstance(cell, Span) else cell for row in rows() for cell in row]
    assert [re.sub(r"[\n ]", "\n", cell.text) for cell in table.cells] == flat
    assert {cell.place.page for cell in table.cells} == {4, 5, 6}
    assert [(c.row, c.rowspan, c.colspan) for c in table.cells if c.rowspan > 1 or c.colspan > 1] == [
        *((1, 6, 1), (7, 6, 1), (13, 6, 1), (19, 1, 5))
    ]


def test_what_a_template_prints_and_page_numbers_are_noise():
    noise = [plan().text[place.start : place.end] for place in plan().noise]
    assert noise.count("青泽市人民政府公报") == 6
    assert [text for text in noise if "—" in text] == [f"—{number}—" for number in range(1, 7)]


@pytest.mark.parametrize("namespace", ["http://www.ofdspec.org", "http://www.ofdspec.org/2016", "urn:other"])
def test_any_namespace_is_read(namespace: str):
    assert file_of(write_ofd(ITEMS, namespace=namespace)).blocks[0].place.page == 1


def test_distances_may_be_shortened_listed_or_left_out():
    bodies = [("g 5 5", ""), ("5 5 5 5 5", ""), ("", ""), ("g 2 5 g 3 5", 'CTM="1 0 0 1 0 0"')]
    for deltas, matrix in bodies:
        code = f'DeltaX="{deltas}"' if deltas else ""
        data = page(text_object("重点任务分工", 28, 40, matrix, code))
        assert [block.text for block in file_of(data).blocks] == ["重点任务分工"]


def test_a_scaled_object_stands_where_its_matrix_puts_it():
    twice = text_object("分工表", 58, 40, 'CTM="2 0 0 2 0 0"', 'DeltaX="g 2 5"')  # its foot is at 40 + 2 × 5
    assert file_of(page(twice + text_object("重点任务", 28, 45))).text == "重点任务 分工表"
    assert file_of(page(twice + text_object("重点任务", 28, 40))).text == "重点任务\n分工表"


def test_a_slanting_watermark_is_not_text():
    mark = text_object("内部资料", 50, 100, 'CTM="0.7 0.7 -0.7 0.7 0 0"')
    assert file_of(page(text_object("正文", 28, 40) + mark)).text == "正文"


def test_two_documents_of_one_package_are_read_one_after_the_other():
    entry = f'<o:OFD xmlns:o="{NAMESPACE}">' + "<o:DocBody><o:DocRoot>/Doc_0/Document.xml</o:DocRoot></o:DocBody>" * 2
    file = file_of(changed(OFD_xml=f"{entry}</o:OFD>"))
    assert sum(isinstance(block, Table) for block in file.blocks) == 2
    assert file.blocks[-1].place.page == 10


def test_a_scan_is_refused():
    with pytest.raises(UnreadableFile, match="没有文字"):
        file_of(page('<p:ImageObject Boundary="0 0 210 297" ResourceID="5"/>'))


def test_private_characters_are_refused_as_garbled():
    with pytest.raises(UnreadableFile, match="乱码"):
        file_of(page(text_object("\ue001\ue002\ue003\ue004", 28, 40)))


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
HOSTILE = {
    "no document": changed(Doc_0__Document_xml=None),
    "no page": changed(Doc_0__Pages__Page_1__Content_xml=None),
    "no pages": changed(Doc_0__Document_xml="<Document/>"),
    "broken XML": changed(Doc_0__Document_xml="<Document>"),
    "entities": changed(Doc_0__Document_xml=BOMB),
    "nested": changed(Doc_0__Document_xml="<a>" * 20_000 + "</a>" * 20_000),
    "a way out": changed(OFD_xml="<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>"),
    "too many pages": changed(Doc_0__Document_xml="<D><Pages>" + '<Page BaseLoc="x"/>' * 3000 + "</Pages></D>"),
    "repeats": page(text_object("", 28, 40, "", 'DeltaX="g 999999999 1"')),
    "cut off": PACKAGE[: len(PACKAGE) // 2],
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_damaged_and_hostile_packages_are_refused(data: bytes):
    with pytest.raises(UnreadableFile) as refusal:
        file_of(data)
    assert str(refusal.value).endswith("。")


def test_absurd_numbers_do_no_harm():
    absurd = text_object("任务", 28, 40, 'CTM="1e999 nan x"', 'DeltaX="g 1e9 -1e300"')
    path = (
        '<p:PathObject Boundary="0 0 1 1"><p:AbbreviatedData>M L 1 L 2 2 B 1 C Z 9</p:AbbreviatedData></p:PathObject>'
    )
    assert file_of(page(absurd + path)).text == "任务"
