"""Tables without upright lines (三线表), and without any: columns by gaps, rows by numbers."""

from __future__ import annotations

from pathlib import Path

from duban.documents.blocks import Paragraph, ReadFile, Table
from duban.documents.reading.pages.geometry import Glyph, Page, Segment
from duban.documents.reading.pages.layout import read_pages
from duban.documents.reading.pages.pdf import read_here

FILES = Path(__file__).parent / "files"
SIZE, PITCH, PADDING = 10.0, 13.0, 6.0
COLUMNS = (50.0, 90.0, 240.0, 330.0, 440.0)  # where they begin; the last is the right margin
HEADER = ("序号", "重点任务", "责任领导", "牵头单位")
ROWS = [
    ("1", "新建高标准农田9.8万亩，|改造提升4.2万亩。", "沈知夏", "市农业农村局"),
    ("2", "改造危桥15座。", "顾怀远", "市交通运输局|市公安局"),
    ("3", "新增学位9600个，|8月底前|投入使用。", "林溪", "市教育局"),
]
TITLE = ("一、推进乡村振兴和民生改善工作取得新的成效",)


def glyphs(text: str, x: float, baseline: float, size: float = SIZE) -> list[Glyph]:
    placed = []
    for character in text:
        width = size * (0.5 if character.isascii() else 1.0)
        placed.append(Glyph(character, x, x + width, baseline, size))
        x += width
    return placed


def printed(rows: list[tuple[str, ...]], top: float, *, rules: str = "") -> tuple[list[Glyph], list[Segment], float]:
    """Rows from `top` on; `rules` "three" draws a line above and below the header and at the end, "all" below each."""
    found: list[Glyph] = []
    ys = [top]
    for row in rows:
        lines = max(cell.count("|") + 1 for cell in row)
        for cell, x in zip(row, COLUMNS, strict=False):
            for number, text in enumerate(cell.split("|")):
                found += glyphs(text, x, ys[-1] + PADDING / 2 + SIZE + PITCH * number)
        ys.append(ys[-1] + lines * PITCH + PADDING)
    drawn = {"": [], "three": [ys[0], ys[1], ys[-1]], "open": ys[:2], "all": ys}[rules]
    return found, [Segment(False, y, COLUMNS[0] - 4, COLUMNS[-1]) for y in drawn], ys[-1]


def page(number: int, placed: list[Glyph], segments: list[Segment]) -> Page:
    return Page(number, 500, 700, tuple(placed), tuple(segments))


def read(*pages: Page) -> ReadFile:
    return read_pages(pages, "x", "y")


def texts(file: ReadFile) -> list[list[str]]:
    (table,) = (block for block in file.blocks if isinstance(block, Table))
    return [[c.text for c in table.cells if c.row == row] for row in range(table.height)]


def plain(rows: list[tuple[str, ...]]) -> list[list[str]]:
    return [[cell.replace("市交通运输局|", "市交通运输局 ").replace("|", "") for cell in row] for row in rows]


def test_a_table_is_read_with_three_lines_with_a_line_a_row_and_with_none():
    for rules in ("three", "all", ""):
        placed, segments, _ = printed([HEADER, *ROWS], 100, rules=rules)
        assert texts(read(page(1, placed, segments))) == plain([HEADER, *ROWS]), rules


def test_a_title_over_all_columns_is_one_cell():
    placed, segments, _ = printed([HEADER, TITLE, *ROWS], 100, rules="three")
    file = read(page(1, placed, segments))
    assert texts(file) == [list(HEADER), list(TITLE), *plain(ROWS)]
    (table,) = (block for block in file.blocks if isinstance(block, Table))
    assert [(c.row, c.colspan) for c in table.cells if c.colspan > 1] == [(1, 4)]


def test_it_goes_on_over_the_page_with_and_without_a_header():
    first, lines, _ = printed([HEADER, *ROWS], 440, rules="open")
    for again in ([HEADER], []):
        more = [("4", *ROWS[0][1:]), ("5", *ROWS[2][1:])]
        second, others, _ = printed([*again, *more], 60, rules="open" if again else "")
        assert texts(read(page(1, first, lines), page(2, second, others))) == plain([HEADER, *ROWS, *more])


def test_the_text_around_it_stays_text():
    placed, segments, end = printed([HEADER, *ROWS], 200, rules="three")
    for text, y in (
        ("现将任务分工印发给你们，请结合实际认真抓好落实，按月报送进展情况。", 150),
        ("抄送：市委办公室，市人大常委会办公室。", end + 30),
    ):
        placed += glyphs(text, 50, y, 11)
    file = read(page(1, placed, segments))
    assert [type(block) for block in file.blocks] == [Paragraph, Table, Paragraph]


def test_an_imprint_between_lines_is_no_table():
    placed = glyphs("抄送：市委办公室，市人大常委会办公室。", 60, 600) + glyphs("青泽市人民政府办公室", 60, 620)
    placed += glyphs("2026年2月27日印发", 350, 620)
    segments = [Segment(False, y, 50, 450) for y in (585, 607, 628)]
    assert not [block for block in read(page(1, placed, segments)).blocks if isinstance(block, Table)]


def test_a_printed_file_of_three_lines_over_two_pages():
    file = read_here((FILES / "three_lines.pdf").read_bytes(), "three_lines.pdf")
    rows = texts(file)
    assert rows[0] == ["序号", "重点任务", "工作措施", "责任领导", "牵头单位", "完成时限"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, 25)]
    assert all(row[1].endswith("。") and row[2].endswith("。") for row in rows[1:])
    assert {row[4] for row in rows[1:]} == {"市农业农村局", "市人力资源社会保障局"}
