"""What other programs print: cut rows and cells, marks that hang over the margin, heads as large as the text."""

from __future__ import annotations

from duban.documents.blocks import Paragraph
from duban.documents.reading.assembly import Square
from duban.documents.reading.pages.geometry import Glyph, Page
from duban.documents.reading.pages.layout import read_pages
from duban.documents.reading.pages.tables import PrintedTable, appended

SIZE = 16.0
WIDTH, HEIGHT = 600.0, 800.0
LEFT = 60.0
FULL = 30  # characters of a full line
SENTENCE = "推进重点项目建设力争全年完成投资任务并按月通报进展情况同时做好要素保障工作落实责任"


def printed(text: str, baseline: float, x: float = LEFT, size: float = SIZE) -> list[Glyph]:
    placed = []
    for character in text:
        width = size * (0.5 if character.isascii() else 1.0)
        placed.append(Glyph(character, x, x + width, baseline, size))
        x += width
    return placed


def read(*pages: list[tuple[str, float]]) -> tuple[list[str], list[str]]:
    """The paragraphs and the noise of pages, each given as lines with where they begin."""
    made = [
        Page(number, WIDTH, HEIGHT, tuple(g for n, (text, x) in enumerate(page) for g in printed(text, 60 + 28 * n, x)))
        for number, page in enumerate(pages, start=1)
    ]
    file = read_pages(made, "x", "y")
    noise = [file.text[place.start : place.end] for place in file.noise]
    return [block.text for block in file.blocks if isinstance(block, Paragraph)], noise


def full(begin: str = "") -> str:
    return (begin + SENTENCE)[:FULL]


def test_marks_that_hang_over_the_margin_do_not_move_it():
    hanging = [(full() + "，", LEFT), (full(), LEFT)] * 4
    found, _ = read([*hanging, ("粮食总产量" + SENTENCE[: FULL - 6], LEFT), ("万吨以上。", LEFT), *hanging])
    assert any(f"{SENTENCE[: FULL - 6]}万吨以上。" in text for text in found)


def test_a_word_before_an_opening_quotation_mark_goes_to_the_next_line_with_it():
    found, _ = read([(full(), LEFT), (full()[: FULL - 2], LEFT), ("师“县管校聘”改革。", LEFT), *[(full(), LEFT)] * 6])
    assert any("师“县管校聘”" in text and not text.startswith("师") for text in found)


def test_the_lines_of_an_imprint_are_paragraphs_of_their_own():
    copied = "抄送：市委办公室，市人大常委会办公室，市政协办公室，市法院。"
    found, _ = read([(full(), LEFT)] * 8 + [(copied, LEFT), ("青泽市人民政府办公室 2026年2月27日印发", LEFT)])
    assert found[-2:] == [copied, "青泽市人民政府办公室2026年2月27日印发"]


def test_a_line_below_a_wide_centred_title_is_not_its_end():
    title = "青泽市关于印发重点工作责任分工方案的通知文"
    found, _ = read(
        [
            (title[:-1], LEFT + 80),
            ("青泽市关于印发重点工作责任分工方案的通知及附件说明书", LEFT + 35),
            ("各县（市、区）人民政府，市政府各部门：", LEFT),
            *[(full(), LEFT)] * 8,
        ]
    )
    assert "各县（市、区）人民政府，市政府各部门：" in found


def test_a_head_as_large_as_the_text_is_noise_when_it_is_on_nearly_every_page():
    pages = [[("青泽市人民政府办公室文件", LEFT), *[(full(), LEFT)] * 20] for _ in range(4)]
    found, noise = read(*pages)
    assert noise == ["青泽市人民政府办公室文件"] * 4
    assert not any("办公室文件" in text for text in found)


def table(page: int, *rows: tuple[str, ...], chapter_rows: int = 1) -> PrintedTable:
    cells = [
        Square(text, row, column, chapter_rows if (row, column) == (len(rows) - chapter_rows, 0) else 1)
        for row, texts in enumerate(rows)
        for column, text in enumerate(texts)
        if column > 0 or row <= len(rows) - chapter_rows
    ]
    return PrintedTable(tuple(cells), (0, 50, 80, 200, 300), page, 60, 700)


FIRST = table(1, ("大类", "序号", "重点任务", "牵头单位"), ("一、着力推进", "6", "新建高标准农田9.8", "市农业"))


def texts(found: PrintedTable) -> list[list[str]]:
    return [[cell.text for cell in found.row(row)] for row in range(found.height)]


def test_a_cut_row_is_made_whole_with_the_merged_cell_beside_it():
    second = table(2, ("乡村振兴", "", "万亩。", "农村局"), ("", "7", "改造危桥15座。", "市水利局"), chapter_rows=2)
    found = appended(FIRST, second)
    assert texts(found)[1:] == [
        ["一、着力推进乡村振兴", "6", "新建高标准农田9.8万亩。", "市农业农村局"],
        ["7", "改造危桥15座。", "市水利局"],
    ]
    assert found.row(1)[0].rowspan == 2


def test_a_row_with_a_chapter_or_a_number_of_its_own_is_not_the_rest_of_a_cut_one():
    chapter = table(2, ("二、改善民生", "", "新增学位9600个。", "市教育局"))
    number = table(2, ("", "7", "改造危桥15座。", "市水利局"))
    assert appended(FIRST, chapter).height == appended(FIRST, number).height == 3
