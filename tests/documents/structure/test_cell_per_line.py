"""Tables whose cells stand one below the other are set up again; nothing else changes."""

import pytest

from duban.documents.blocks import Paragraph, Table
from duban.documents.reading import read
from duban.documents.structure.cell_per_line import with_cell_tables


def rows_of(text: str) -> list[list[str]]:
    (file,) = read(text.encode(), "a.txt")
    tables = [block for block in with_cell_tables(file).blocks if isinstance(block, Table)]
    return [[cell.text for cell in table.cells if cell.row == row] for table in tables for row in range(table.height)]


PLAIN = "序号\n任务\n单位\n1\n修路\n县交通局\n2\n架桥\n县水利局\n"


@pytest.mark.parametrize(
    "text",
    [PLAIN, PLAIN.replace("\n", "\n\n"), PLAIN.replace("\n", " |\n"), "任务清单\n" + PLAIN],
    ids=["lines", "blank lines", "bars", "after a title"],
)
def test_the_numbers_part_the_rows(text):
    assert rows_of(text) == [["序号", "任务", "单位"], ["1", "修路", "县交通局"], ["2", "架桥", "县水利局"]]


def test_a_line_that_ends_with_a_comma_goes_on():
    text = "序号\n任务\n单位\n1\n修路，\n铺桥\n县交通局\n2\n架桥\n县水利局\n3\n种树\n县林业局\n"
    assert rows_of(text)[1] == ["1", "修路，\n铺桥", "县交通局"]


def test_a_chapter_between_the_rows_is_a_row_of_its_own():
    text = "序号\n任务\n单位\n1\n修路\n县交通局\n二、水利\n2\n架桥\n县水利局\n3\n种树\n县林业局\n"
    assert rows_of(text)[2] == ["二、水利"]


def test_the_table_ends_where_the_document_goes_on():
    (file,) = read((PLAIN + "（此件公开发布）\n").encode(), "a.txt")
    last = with_cell_tables(file).blocks[-1]
    assert isinstance(last, Paragraph)
    assert last.text == "（此件公开发布）"


@pytest.mark.parametrize("text", ["序号\n1\n2\n", "序号\n任务\n单位\n1\n修路\n县交通局\n", "一、修路\n1\n2\n"])
def test_words_that_only_look_alike_stay_lines(text):
    assert rows_of(text) == []
