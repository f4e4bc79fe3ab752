"""Tables become grids: one header over the right columns, merged cells at every position, pages joined."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn_tables import drawn, source_of, tab_tables
from duban.documents.blocks import Cell, Place, Table
from duban.documents.structure.columns import Content, content_of, heading_content
from duban.documents.structure.tables import Grid, join_grids, read_grid

CORPUS = Path(os.environ.get("DUBAN_CORPUS", Path(__file__).parents[4] / "shared" / "corpus"))


def texts(grid: Grid) -> list[list[str]]:
    return [[row.text(column) for column in range(len(grid.header))] for row in grid.rows]


def test_a_merged_cell_is_the_same_cell_wherever_it_reaches():
    grid = read_grid(drawn("类别|任务|责任单位\n城建|修路|县交通运输局\n^|架桥|县水务局"))

    assert grid.header == ("类别", "任务", "责任单位")
    assert grid.rows[0].cells[0] is grid.rows[1].cells[0]
    assert grid.rows[0].begins(0)
    assert not grid.rows[1].begins(0)


def test_the_text_of_a_cell_stays_as_printed():
    grid = read_grid(drawn("序号|任务|责任 单位\n1|修 路\\n架桥|县水务局 县林业局"))

    assert grid.header == ("序号", "任务", "责任单位")
    assert texts(grid) == [["1", "修 路\n架桥", "县水务局 县林业局"]]


@pytest.mark.parametrize(
    ("drawing", "header"),
    [
        ("序号|重点任务|牵头单位\n1|修路|县水务局", ("序号", "重点任务", "牵头单位")),
        ("临川县工作任务表|<|<\n序号|重点任务|牵头单位\n1|修路|县水务局", ("序号", "重点任务", "牵头单位")),
        ("责任单位|<|任务\n牵头单位|配合单位|^\n县水务局|县林业局|修路",
         ("责任单位/牵头单位", "责任单位/配合单位", "任务")),
        ("指标名称|2024年|<|性质\n^|目标|实际|^\n亩产|1|2|预期性", ("指标名称", "2024年目标", "2024年实际", "性质")),
        ("指标名称|目标值|<|性质\n^|2024年|2025年|^\n亩产|1|2|预期性",
         ("指标名称", "目标值2024年", "目标值2025年", "性质")),
        ("序号|任务|责任单位\n1|2|3\n1|修路|县水务局", ("序号", "任务", "责任单位")),
        ("职务|姓名|单位及职务\n组长|张三|县长", ("职务", "姓名", "单位及职务")),
        ("阶段|完成时间|工作内容和措施\n动员|3月底|开会", ("阶段", "完成时间", "工作内容和措施")),
        ("领域|序号|主要指标|单位|2020年|2025年 目标|指标性质\n健康|1|寿命|岁|80|81|预期性",
         ("领域", "序号", "主要指标", "单位", "2020年", "2025年目标", "指标性质")),
        ("县（市、区）|牵头领导（县级）|工作任务（项）\n青泽|张三|9",
         ("县（市、区）", "牵头领导（县级）", "工作任务（项）")),
        ("排号|村子|田块\n1|李四家|东头地\n2|王五家|西头地", ("排号", "村子", "田块")),
    ],
)  # fmt: skip
def test_the_header_is_found(drawing, header):
    assert read_grid(drawn(drawing)).header == header


@pytest.mark.parametrize(
    "drawing",
    ["2|推进重点项目|有关单位\n3|做好收尾工作|各有关单位", "推进重点项目|各有关单位\n做好收尾工作|市直各部门"],
)
def test_a_row_of_data_is_not_taken_for_a_header(drawing):
    grid = read_grid(drawn(drawing))

    assert not grid.headed
    assert len(grid.rows) == 2


def test_what_stands_above_the_header_is_the_caption():
    grid = read_grid(drawn("青泽市任务清单|<|<\n填报单位：市府办|<|2025年3月\n序号|任务|责任单位\n1|修路|市水务局"))

    assert grid.caption == "青泽市任务清单\n填报单位：市府办 2025年3月"
    assert len(grid.rows) == 1


def test_a_chapter_above_the_header_stays_a_row():
    grid = read_grid(drawn("一、产业发展|<|<\n序号|任务|责任单位\n1|修路|市水务局"))

    assert grid.caption == ""
    assert grid.rows[0].heading is not None
    assert grid.rows[0].heading.text == "一、产业发展"


def test_a_header_repeated_inside_the_table_is_dropped():
    grid = read_grid(drawn("序号|任务|责任单位\n1|修路|市水务局\n序号|任务|责任单位\n2|架桥|市水务局"))

    assert [row.text(0) for row in grid.rows] == ["1", "2"]


def test_a_table_without_header_has_empty_labels():
    grid = read_grid(drawn("1|修路|市水务局\n2|架桥|市水务局"))

    assert grid.header == ("", "", "")
    assert not grid.headed
    assert len(grid.rows) == 2


def test_a_table_over_two_pages_with_repeated_header_is_one_grid():
    first = drawn("序号|任务|责任单位\n1|修路|市水务局")
    second = drawn("序号|任务|责任单位\n2|架桥|市水务局", at=first.place.end + 2)

    (grid,) = join_grids([first, second])

    assert [row.text(0) for row in grid.rows] == ["1", "2"]
    assert grid.place == Place(first.place.start, second.place.end)


def test_a_table_over_two_pages_without_header_is_one_grid():
    first = drawn("序号|任务|责任单位\n1|修路|市水务局")
    second = drawn("2|架桥|市水务局", at=first.place.end + 2)

    (grid,) = join_grids([first, second])

    assert [row.text(1) for row in grid.rows] == ["修路", "架桥"]


def test_a_piece_behind_a_line_of_text_stands_apart_under_the_same_header():
    first = drawn("序号|任务|责任单位\n1|修路|市水务局")
    second = drawn("2|架桥|市水务局", at=first.place.end + 12)

    grids = join_grids([first, second])

    assert [grid.header for grid in grids] == [("序号", "任务", "责任单位")] * 2


@pytest.mark.parametrize(
    "second",
    ["姓名|职务|电话\n张三|县长|123", "2|架桥", "另一张任务清单|<|<\n序号|任务|责任单位\n1|修路|市水务局"],
)
def test_another_table_is_another_grid(second):
    first = drawn("序号|任务|责任单位\n1|修路|市水务局")

    assert len(join_grids([first, drawn(second, at=first.place.end + 2)])) == 2


def test_a_table_far_away_is_another_grid_without_header():
    first = drawn("序号|任务|责任单位\n1|修路|市水务局")

    assert not join_grids([first, drawn("2|架桥|市水务局", at=first.place.end + 500)])[1].headed


LOST_TABS = """青泽县重点任务\t\t责任领导\t牵头单位\t相关责任单位\t
一、稳住增长（共1大项）\t\t\t\t\t
（一）稳 企业\t1\t落实惠企政策，办好服务热线。\t李 明\t县发展改革局\t各镇政府，县直有关单位
\t2\t帮助三十家企业改造设备。\t伍大同 梁志\t县工信局 县农业农村局\t县委组织部"""


def test_a_header_that_lost_its_tabs_is_set_over_the_columns_it_fits():
    (grid,) = join_grids(tab_tables(LOST_TABS))

    assert grid.header == (*["青泽县重点任务"] * 3, "责任领导", "牵头单位", "相关责任单位")


def test_a_header_with_its_tabs_in_place_is_left_as_it_is():
    (grid,) = join_grids(
        tab_tables(
            LOST_TABS.replace(
                "任务\t\t责任领导\t牵头单位\t相关责任单位\t", "任务\t\t\t责任领导\t牵头单位\t相关责任单位"
            )
        )
    )

    assert grid.header == (*["青泽县重点任务"] * 3, "责任领导", "牵头单位", "相关责任单位")


def test_a_first_column_without_heading_stays_without():
    grid = read_grid(drawn("|序号|任务|牵头单位\n城建|1|修路|县水务局\n^|2|架桥|县林业局"))

    assert grid.header == ("", "序号", "任务", "牵头单位")


def test_two_header_rows_of_a_text_table_are_joined():
    (grid,) = join_grids(
        tab_tables("序号\t任务\t责任单位\t\t时限\n\t\t牵头单位\t配合单位\t\n1\t修路\t县水务局\t县林业局\t年内")
    )

    assert grid.header == ("序号", "任务", "责任单位/牵头单位", "责任单位/配合单位", "时限")


def test_a_row_that_lost_its_empty_first_cell_is_set_right():
    (grid,) = join_grids(
        tab_tables(
            "类别\t序号\t任务\t责任单位\t时限\n城建\t1\t修通环城公路\t县水务局\t年内\n2\t架设石桥一座\t县林业局\t6月底"
        )
    )

    assert [row.text(1) for row in grid.rows] == ["1", "2"]


def test_an_empty_column_at_the_edge_is_dropped():
    (grid,) = join_grids(tab_tables("序号\t任务\t责任单位\t\n1\t修路\t县水务局\t"))

    assert grid.header == ("序号", "任务", "责任单位")


def test_the_place_of_a_row_covers_the_cells_that_begin_in_it():
    table = drawn("类别|任务|责任单位\n城建|修路|县交通运输局\n^|架桥|县水务局")
    grid = read_grid(table)

    place = grid.rows[1].place
    assert place is not None
    assert source_of(table)[place.start : place.end] == "架桥\n县水务局"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("12", Content.NUMBER), ("（一）", Content.NUMBER), ("①", Content.NUMBER),
        ("3.", Content.NUMBER), ("1.2", Content.NUMBER),
        ("李 明", Content.PERSON), ("伍大同 梁志 陈平", Content.PERSON), ("张三\n李四", Content.PERSON),
        ("王五副市长", Content.PERSON),
        ("县水务局 县林业局", Content.UNIT), ("各镇政府，县直有关单位", Content.UNIT), ("市A局", Content.UNIT),
        ("县农业农村局（县乡村振兴局）", Content.UNIT), ("云栖、稔田镇政府", Content.UNIT),
        ("2025年6月底前", Content.DATE), ("年内", Content.DATE), ("长期坚持", Content.DATE), ("二季度末", Content.DATE),
        ("≥60", Content.FIGURE), ("35.2%", Content.FIGURE), ("", Content.NOTHING), ("—", Content.NOTHING),
        ("加快建设云栖湖引水工程，年内完成主体。", Content.PROSE), ("落实政策。", Content.PROSE),
    ],
)  # fmt: skip
def test_what_a_cell_holds(text, content):
    assert content_of(text) is content


@pytest.mark.parametrize(
    "text", ["县水务局", "加快推进园区建设。", "12", "", "李明", "推进供水、供电、供气一体化，建成三座水厂"]
)
def test_what_heads_no_column(text):
    assert heading_content(text) is Content.NOTHING


@pytest.mark.parametrize(("rowspan", "colspan"), [(10**9, 1), (1, 10**9), (10**9, 10**9), (0, 0)])
def test_a_hostile_span_costs_nothing(rowspan, colspan):
    place = Place(0, 1)
    table = Table(tuple(Cell("x", row, 0, place, rowspan, colspan) for row in range(300)), place)

    assert len(read_grid(table).rows) == 300


def test_an_empty_table_is_an_empty_grid():
    assert read_grid(Table((), Place(0, 0))).rows == ()


CELLS = ("", "1", "序号", "任务", "牵头单位", "县水务局", "一、甲", "李明", "年内")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "1", "序号", "任务", "牵头单位", "县水务局", "一、甲", "李明", "年内"]), max_size=6
        ),
        max_size=8,
    )
)
def test_no_text_of_a_table_vanishes(rows):
    text = "\n".join("\t".join(row) for row in rows)
    for table in tab_tables(text):
        (grid,) = join_grids([table])
        kept = {cell.text for row in grid.rows for cell in row.cells if cell} | {""}
        said = "".join(grid.header) + grid.caption
        assert all(cell.text in kept or cell.text in said or _repeated(cell, table) for cell in table.cells)


def _repeated(cell: Cell, table: Table) -> bool:
    return any(other.text == cell.text and other.row != cell.row for other in table.cells)


def test_the_corpus_table_is_one_grid_under_the_right_header():
    if not CORPUS.exists() and not os.environ.get("CI"):
        pytest.skip("the corpus is not here")
    text = next(CORPUS.glob("002_*.txt")).read_text(encoding="utf-8")

    (grid,) = join_grids(tab_tables(text))

    assert [row.text(1) for row in grid.rows if row.text(1)] == [str(number) for number in range(1, 128)]
    assert [label[-4:] for label in grid.header] == ["重点任务"] * 3 + ["责任领导", "牵头单位", "责任单位"]
    assert sum(row.heading is not None for row in grid.rows) == 8
