"""How printed glyphs, lines and rulings become text: blanks, paragraphs, cells, grids, running heads."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ofd_writer import Ruled, Text, write_ofd

from duban.documents.blocks import Paragraph, Table
from duban.documents.reading.pages.cell_lines import cell_text
from duban.documents.reading.pages.geometry import Glyph, Line, Page, Segment, lines_of
from duban.documents.reading.pages.layout import read_pages
from duban.documents.reading.pages.ofd import read_here
from duban.documents.reading.pages.radicals import plain_ideographs
from duban.documents.reading.pages.rulings import GridCell, grids_of

SIZE = 10.0


def glyphs(text: str, x: float = 0.0, baseline: float = 100.0, size: float = SIZE, apart: float = 0.0) -> list[Glyph]:
    """The glyphs of a line; ASCII is half as wide, "_" is a gap of one character, blanks are typed ones."""
    placed = []
    for character in text:
        width = size * (0.5 if character.isascii() else 1.0)
        if character == "_":
            x += size
            continue
        placed.append(Glyph(character, x, x + width, baseline, size))
        x += width + apart
    return placed


def text_of(*found: Glyph) -> str:
    return "|".join(line.text for line in lines_of(found, 1))


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("重点任务", "重点任务"),
        ("组长：陈志林_市委副书记", "组长：陈志林 市委副书记"),
        ("组 长：陈志林", "组 长：陈志林"),  # a blank that was typed is kept
        ("完成 12 项", "完成12项"),  # beside figures, programs put blanks by themselves
        ("GDP growth 8%", "GDP growth 8%"),
        ("　　一、压实责任", "一、压实责任"),
    ],
)
def test_blanks_come_from_gaps_and_typed_blanks(printed: str, read: str):
    assert text_of(*glyphs(printed)) == read


def test_letters_set_wide_apart_are_one_word():
    assert text_of(*glyphs("关于印发方案的通知", apart=9.0)) == "关于印发方案的通知"


def test_a_glyph_printed_twice_to_look_bold_is_one():
    assert text_of(*glyphs("一一对应"), *glyphs("一一对应", x=0.4)) == "一一对应"


def test_a_raised_mark_stands_on_its_line_and_the_next_line_apart():
    raised = glyphs("①", x=40, baseline=97, size=5)
    assert text_of(*glyphs("目标任务"), *raised, *glyphs("责任单位", baseline=118)) == "目标任务①|责任单位"


def lines(*texts: str, size: float = SIZE) -> list[Line]:
    return [lines_of(glyphs(text, baseline=20.0 * n, size=size), 1)[0] for n, text in enumerate(texts)]


CELLS = [
    (70, ["县人力资源", "社会保障局"], "县人力资源社会保障局"),
    (60, ["县农业农村局", "县乡村振兴局"], "县农业农村局 县乡村振兴局"),
    (100, ["县农业农村局", "县乡村振兴局"], "县农业农村局\n县乡村振兴局"),
    (70, ["市发展改革局", "市工业和信息化", "局"], "市发展改革局 市工业和信息化局"),
    (60, ["市委、市政府", "各部门"], "市委、市政府各部门"),
    (60, ["青泽市公安局", "临川分局"], "青泽市公安局临川分局"),
    (60, ["市自然资源局", "高新区分局"], "市自然资源局高新区分局"),
    (50, ["县住房城乡", "建设局"], "县住房城乡建设局"),
    (30, ["贺知远", "沈砚秋"], "贺知远 沈砚秋"),
    (60, ["贺知远", "唐 亦"], "贺知远\n唐 亦"),
    (60, ["责任", "单位"], "责任单位"),
    (60, ["任务", "安排"], "任务安排"),
    (10, list("扩大投资"), "扩大投资"),
    (100, ["1．建成学校3所；", "2．改造食堂22个。"], "1．建成学校3所；\n2．改造食堂22个。"),
    (80, ["建成云栖水库工程", "，完成移民安置。"], "建成云栖水库工程，完成移民安置。"),
    (80, ["每季度第1个月10", "日前报送"], "每季度第1个月10日前报送"),
    (200, ["完成投资十亿元", "新增企业五百家"], "完成投资十亿元\n新增企业五百家"),
    (40, ["2025", "年12月底"], "2025年12月底"),
]


@pytest.mark.parametrize(("width", "printed", "read"), CELLS, ids=lambda value: str(value)[:24])
def test_the_lines_of_a_cell_are_joined_as_they_were_meant(width: float, printed: list[str], read: str):
    assert cell_text(lines(*printed), width) == read


def box(x0: float, y0: float, x1: float, y1: float) -> list[Segment]:
    level = [Segment(False, y, x0, x1) for y in (y0, y1)]
    return [*level, *(Segment(True, x, y0, y1) for x in (x0, x1))]


def test_squares_without_a_line_between_are_merged():
    drawn = [*box(0, 0, 100, 20), *box(0, 20, 50, 60), *box(50, 20, 100, 40), *box(50, 40, 100, 60)]
    (grid,) = grids_of(drawn)
    assert grid.cells == (GridCell(0, 0, 1, 2), GridCell(1, 0, 2, 1), GridCell(1, 1), GridCell(2, 1))


def test_open_sides_are_closed():
    drawn = [Segment(False, y, 0, 90) for y in (0, 20, 40)] + [Segment(True, x, 0, 40) for x in (30, 60)]
    (grid,) = grids_of(drawn)
    assert (len(grid.cells), grid.xs) == (6, (0, 30, 60, 90))


def test_lines_drawn_in_pieces_or_as_thin_boxes_are_one():
    rows = [Segment(False, y + d, x, x + 10) for y in (0, 20, 40) for d in (0, 0.5) for x in range(0, 100, 10)]
    (grid,) = grids_of([*rows, *(Segment(True, x, 0, 40) for x in (0, 50, 100))])
    assert len(grid.cells) == 4


def test_a_frame_or_a_red_line_is_no_table():
    assert grids_of(box(0, 0, 100, 50)) == []
    assert grids_of([Segment(False, 50, 0, 400)]) == []


def test_two_tables_of_a_page_are_two():
    drawn = [*box(0, 0, 50, 20), *box(50, 0, 100, 20), *box(0, 100, 50, 120), *box(50, 100, 100, 120)]
    assert [grid.top for grid in grids_of(drawn)] == [0, 100]


def test_a_drawing_with_very_many_lines_is_no_table():
    drawn = [s for n in range(1500) for s in (Segment(False, n * 7.0, 0, 9000), Segment(True, n * 7.0, 0, 9000))]
    assert grids_of(drawn) == []


def page(number: int, *placed: Glyph) -> Page:
    return Page(number, 600, 800, tuple(placed))


BODY = "推进重点项目建设力争全年完成投资任务并按月通报进展情况"


def body(first: str) -> list[Glyph]:
    return [g for n in range(20) for g in glyphs((first if n == 0 else BODY) + "。", 50, 100 + 30.0 * n, 16)]


def noise_of(*pages: Page) -> list[str]:
    file = read_pages(pages, "x", "y")
    return [file.text[place.start : place.end] for place in file.noise]


def test_bare_numbers_that_count_up_with_the_pages_are_noise():
    assert noise_of(*(page(n, *body(BODY), *glyphs(str(n + 6), 300, 760)) for n in (1, 2, 3))) == ["7", "8", "9"]


def test_a_number_alone_on_its_line_in_the_text_is_not_noise():
    assert noise_of(page(1, *body(BODY), *glyphs("45", 300, 400)), page(2, *body(BODY))) == []


def test_running_heads_of_left_and_right_pages_are_noise():
    heads = {0: "青泽市人民政府公报", 1: "2025年第3期"}
    pages = (page(n, *glyphs(heads[n % 2], 300, 40, 9), *body(BODY)) for n in range(1, 7))
    assert noise_of(*pages) == [heads[1], heads[0]] * 3


def test_the_same_words_at_the_top_of_several_pages_stay_when_they_are_text():
    pages = (page(n, *body("责任单位：市发展改革局")) for n in range(1, 5))
    assert noise_of(*pages) == []


def test_annexes_that_begin_pages_stay():
    pages = (page(n, *glyphs(f"附件{n}", 50, 60, 12), *body(BODY)) for n in range(1, 5))
    assert noise_of(*pages) == []


def test_radicals_are_ideographs():
    assert plain_ideographs("⼯⻓⺠⽣⻔") == "工长民生门"


WORDS = st.lists(
    st.sampled_from(
        [*"加快推进云栖水库建设力争全年完成投资增长", "，", "、", "；", "2025", "8%", "（市、区）", "“三大”", "。"]
    ),
    min_size=1,
    max_size=120,
).map("".join)
PARAGRAPH = st.builds(
    lambda label, words: f"{label}推{words.strip('，、；。')}进。",
    st.sampled_from(["", "一、", "（二）", "3．", "工作措施："]),
    WORDS,
)


@settings(deadline=None, max_examples=25, derandomize=True)
@given(st.lists(PARAGRAPH, min_size=2, max_size=25))
def test_printed_paragraphs_read_back_equal(some: list[str]):
    paragraphs = [f"{BODY}，{BODY}。", *some]  # margins show only where a line is full
    file = read_here(write_ofd([Text(text) for text in paragraphs], head="青泽市人民政府公报"), "x")
    assert [block.text for block in file.blocks if isinstance(block, Paragraph)] == paragraphs


UNITS = st.sampled_from(["县发展改革局", "县人力资源社会保障局", "县城市管理和综合执法局", "各镇政府、各街道办事处"])
ROW = st.tuples(PARAGRAPH, st.sampled_from(["沈砚秋", "贺知远"]), UNITS, st.sampled_from(["12月底", "2025年6月30日前"]))


@settings(deadline=None, max_examples=20, derandomize=True)
@given(st.lists(ROW, min_size=2, max_size=25), st.integers(4, 9), st.sampled_from([1.5, 2, 3]))
def test_printed_tables_read_back_equal(found: list[tuple[str, ...]], wide: int, units: float):
    rows = [["序号", "重点任务", "责任领导", "牵头单位", "完成时限"]]
    rows += [[str(number), *row] for number, row in enumerate(found, start=1)]
    file = read_here(write_ofd([Text("分工表", align="center"), Ruled(rows, [1, wide, 1.2, units, 1.5])]), "x")
    (table,) = (block for block in file.blocks if isinstance(block, Table))
    assert [cell.text for cell in table.cells] == [text for row in rows for text in row]
