"""Progress tables (进度计划表): 目标值 and 评价值 by year, figures of tables that came back, parts, in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from documents.reading.docx_writer import write_docx
from drawn_tables import drawn
from duban.documents.blocks import Cell, Table
from duban.documents.model import Direction, IndicatorDraft
from duban.documents.pipeline import understand
from duban.documents.reading import read
from duban.documents.recognition.indicators import IndicatorReading, read_indicators
from duban.documents.recognition.responsibility import RoleRules

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "indicator-progress.xlsx"
TITLE = "云栖区2026—2028年指标任务进度计划表"


def reading(drawing: str, *, year: int | None = 2026) -> IndicatorReading:
    return read_indicators([drawn(drawing)], rules=RoleRules(), year=year)


def rows(drawing: str) -> dict[str, IndicatorDraft]:
    return {f"{draft.number}{draft.part}": draft for draft in reading(drawing).indicators}


def goals(draft: IndicatorDraft) -> list[str]:
    """2026=36 ~ 90: of which year, how much, the attainment that is planned."""
    return [
        f"{one.year}{one.comparator.value}{'' if one.value is None else one.value}"
        f"{'' if one.evaluation is None else f' ~ {one.evaluation}'}"
        for one in draft.targets
    ]


def figures(draft: IndicatorDraft) -> list[tuple[int | None, int | None, str]]:
    return [(one.year, one.month, str(one.value)) for one in draft.figures]


@pytest.mark.parametrize(
    "drawing",
    [
        """
序号 | 指标 | 单位 | 2025年 | 2026年 | < | 2028年 | < | 责任单位
^ | ^ | ^ | ^ | 目标值 | 评价值 | 目标值 | 评价值 | ^
1 | 馆藏图书 | 册 | 100 | 120 | 75 | 160 | 100% | 市图书馆
""",
        """
序号 | 指标 | 单位 | 2025年 | 目标值 | < | 评价值（%） | < | 责任单位
^ | ^ | ^ | ^ | 2026年 | 2028年 | 2026年 | 2028年 | ^
1 | 馆藏图书 | 册 | 100 | 120 | 160 | 75 | 100 | 市图书馆
""",
        """
序号 | 指标 | 单位 | 基期（2025年） | 2026年目标值 | 2026年评价值 | 2028年目标值 | 2028年评价值 | 责任单位
1 | 馆藏图书 | 册 | 100 | 120 | 75 | 160 | 100 | 市图书馆
""",
        """
序号 | 指标 | 单位 | 基期（2025年） | 目标值（2026） | 评价值（2026） | 目标值（2028） | 评价值（2028） | 责任单位
1 | 馆藏图书 | 册 | 100 | 120 | 75 | 160 | 100 | 市图书馆
""",
        """
序号 | 指标 | 单位 | 2025 | 2026 | < | 2028 | < | 责任单位
^ | ^ | ^ | 实际值 | 目标值 | 评价值 | 目标值 | 评价值 | ^
1 | 馆藏图书 | 册 | 100 | 120 | 75 | 160 | 100 | 市图书馆
""",
        """
序号 | 指标 | 单位 | 2025年 | 进度计划 | < | < | < | 责任单位
^ | ^ | ^ | ^ | 2026年度 | < | 2028年度 | < | ^
^ | ^ | ^ | ^ | 目标值 | 评价值 | 目标值 | 评价值 | ^
1 | 馆藏图书 | 册 | 100 | 120 | 75 | 160 | 100 | 市图书馆
""",
        """
序号 | 指标 | 单位 | 2025年 | 进度计划 | | | | 责任单位
 | | | | 2026年 | | 2028年 | |
 | | | | 目标值 | 评价值 | 目标值 | 评价值 |
1 | 馆藏图书 | 册 | 100 | 120 | 75 | 160 | 100 | 市图书馆
""",
        """
序号 | 指标 | 单位 | 2025年基期值 | 2026年目标值 | 2026年实现程度 | 2028年目标值 | 2028年实现程度 | 责任单位
1 | 馆藏图书 | 册 | 100 | 120 | 75 | 160 | 100 | 市图书馆
""",
    ],
    ids=[
        "years over values", "values over years", "one cell", "brackets", "bare years", "three rows",
        "three rows of text", "planned attainment by another name",
    ],
)  # fmt: skip
def test_targets_and_planned_attainment_by_year(drawing: str) -> None:
    draft = rows(drawing)["1"]

    assert sorted(goals(draft)) == ["2026=120 ~ 75", "2028=160 ~ 100"]
    assert draft.baseline is not None
    assert (draft.baseline.year, draft.baseline.text, draft.figures) == (2025, "100", ())
    assert (draft.lead, draft.direction) == (("市图书馆",), Direction.HIGHER_IS_BETTER)


def test_bare_years_head_columns_of_values() -> None:
    draft = rows("序号 | 指标 | 单位 | 2025 | 2026 | 2027 | 责任单位\n1 | 馆藏图书 | 册 | 100 | 120 | 140 | 市图书馆")[
        "1"
    ]

    assert draft.baseline is not None
    assert (draft.baseline.year, goals(draft)) == (2025, ["2026=120", "2027=140"])


def test_a_row_of_figures_is_no_heading() -> None:
    found = reading("名称 | 2025 | 单位\n1 | 2026 | 册")

    assert found.indicators == ()


def test_two_levels_share_their_years_planned_attainment() -> None:
    draft = rows(
        """
序号 | 指标 | 单位 | 2025年 | 2026年 | <
^ | ^ | ^ | ^ | 目标值 | 评价值
1 | 书籍破损率 | % | 9 | 确保8，力争7 | 75
"""
    )["1"]

    assert goals(draft) == ["2026=8 ~ 75", "2026<=7 ~ 75"]
    assert [one.level for one in draft.targets] == ["ensure", "strive"]
    assert draft.direction is Direction.LOWER_IS_BETTER


def test_striving_for_less_is_no_contradiction() -> None:
    drawing = "序号 | 指标 | 单位 | 2025年 | 2026年目标\n1 | 书籍破损率 | % | 9 | 力争7"

    assert reading(drawing).diagnostics == ()
    assert goals(rows(drawing)["1"]) == ["2026<=7"]


def test_levels_may_head_columns() -> None:
    draft = rows(
        """
序号 | 指标 | 单位 | 2025年完成 | 2026年目标 | <
^ | ^ | ^ | ^ | 确保 | 力争
1 | 馆藏图书 | 册 | 100 | 120 | 130
"""
    )["1"]

    assert [(one.level, str(one.value), one.comparator.value) for one in draft.targets] == [
        ("ensure", "120", "="),
        ("strive", "130", ">="),
    ]


def test_words_are_kept_with_their_planned_attainment() -> None:
    draft = rows("序号 | 指标 | 单位 | 2026年目标值 | 2026年评价值\n1 | 读者满意度 | % | 持续提升 | 90")["1"]

    assert goals(draft) == ["2026words ~ 90"]
    assert draft.targets[0].text == "持续提升"


def test_figures_of_a_table_that_came_back_stand_beside_the_baseline() -> None:
    draft = rows(
        """
序号 | 指标 | 单位 | 权重 | 2025年 | 2026年 | < | < | 2027年 | < | < | 2028年目标值
^ | ^ | ^ | ^ | ^ | 目标值 | 实际值 | 完成率 | 目标值 | 实际值 | 完成率 | ^
1 | 馆藏图书 | 册 | 2.5 | 100 | 120 | 118 | 98.3% | 140 | — | — | 160
"""
    )["1"]

    assert draft.baseline is not None
    assert (draft.baseline.year, draft.baseline.text) == (2025, "100")
    assert goals(draft) == ["2026=120", "2027=140", "2028=160"]
    assert (figures(draft), str(draft.weight)) == ([(2026, None, "118")], "2.5")


def test_a_yearly_plan_starts_from_last_years_result() -> None:
    draft = rows("序号 | 指标 | 单位 | 2025年目标 | 2025年完成 | 2026年目标\n1 | 馆藏图书 | 册 | 90 | 100 | 120")["1"]

    assert draft.baseline is not None
    assert (draft.baseline.year, figures(draft)) == (2025, [(2025, None, "100")])


def test_earlier_years_are_figures() -> None:
    draft = rows("序号 | 指标 | 单位 | 2023年 | 2024年 | 2025年 | 2028年目标\n1 | 馆藏图书 | 册 | 80 | 90 | 100 | 160")[
        "1"
    ]

    assert draft.baseline is not None
    assert (draft.baseline.year, figures(draft)) == (2025, [(2023, None, "80"), (2024, None, "90")])


def test_an_undated_result_is_of_the_targets_year() -> None:
    draft = rows("序号 | 指标 | 单位 | 目标值 | 实际值 | 实现程度\n1 | 馆藏图书 | 册 | 120 | 100 | 83.3")["1"]

    assert (draft.baseline, goals(draft), figures(draft)) == (None, ["2026=120"], [(2026, None, "100")])


def test_figures_up_to_a_month_say_so_and_targets_within_a_year_are_left_out() -> None:
    found = reading(
        "序号 | 指标 | 单位 | 2025年实际 | 2026年目标 | 上半年目标 | 一季度完成 | 2026年1-9月完成值 | 三季度完成\n"
        "1 | 馆藏图书 | 册 | 100 | 120 | 110 | 104 | 115 | 4"
    )
    (draft,) = found.indicators

    assert (goals(draft), figures(draft)) == (["2026=120"], [(2026, 3, "104"), (2026, 9, "115")])
    assert [one.message for one in found.diagnostics] == ["表中“上半年目标、三季度完成”各栏是年内分期的数值，未录入。"]


def test_counties_are_left_out_however_the_header_stands() -> None:
    found = reading(
        """
序号 | 指标 | 单位 | 全市 | < | 临川县 | < | 云栖区 | <
^ | ^ | ^ | 2025年 | 2026年目标 | 2025年 | 2026年目标 | 2025年 | 2026年目标
1 | 馆藏图书 | 册 | 100 | 120 | 40 | 50 | 60 | 70
"""
    )
    (draft,) = found.indicators

    assert goals(draft) == ["2026=120"]
    assert [one.message for one in found.diagnostics] == ["表中“临川县、云栖区”各栏是分解到各地的数值，未录入。"]


def test_a_table_of_one_county_alone_is_read() -> None:
    draft = rows(
        """
序号 | 指标 | 单位 | 临川县 | <
^ | ^ | ^ | 2025年 | 2026年目标
1 | 馆藏图书 | 册 | 40 | 50
"""
    )["1"]

    assert goals(draft) == ["2026=50"]


PARTS = """
序号 | 指标 | 单位 | 2025年 | 2026年 | < | 责任单位
^ | ^ | ^ | ^ | 目标值 | 评价值 | ^
23 | 公共阅读指数 | | | | | 市图书馆
（1） | 馆藏图书 | 册 | 100 | 120 | 75 |
（2） | 读者满意度 | % | 80 | 85 | 95 | 市统计局
24 | 年接待读者 | 万人次 | 5 | 6 | 80 | 市图书馆
 | 其中：少儿读者 | | 1 | 2 | 80 |
25(1) | 讲座场次 | 场 | 10 | 12 | 90 | 市文旅局
25(2) | 展览场次 | 场 | 4 | 5 | 90 | 市文旅局
26 | 分馆数 | 个 | 8 | 9 | 90 | 市图书馆
26.1 | 乡镇分馆数 | 个 | 6 | 7 | 90 | 市图书馆
"""


def test_parts_carry_the_number_of_their_whole_and_its_units() -> None:
    found = rows(PARTS)

    assert [(key, draft.parent) for key, draft in found.items()] == [
        ("23(1)", "公共阅读指数"),
        ("23(2)", "公共阅读指数"),
        ("24", ""),
        ("24其中", "年接待读者"),
        ("25(1)", ""),
        ("25(2)", ""),
        ("26", ""),
        ("26(1)", "分馆数"),
    ]
    assert [found[key].lead for key in ("23(1)", "23(2)", "24其中")] == [("市图书馆",), ("市统计局",), ("市图书馆",)]
    assert found["24其中"].measurement_unit == "万人次"
    assert reading(PARTS).diagnostics == ()


@pytest.mark.parametrize("numbers", [("（1）", "（2）", "（3）"), ("①", "②", "③")])
def test_numbers_in_brackets_may_count_whole_indicators(numbers: tuple[str, str, str]) -> None:
    first, second, third = numbers
    found = reading(
        f"领域 | 序号 | 指标 | 单位 | 2025年 | 2026年目标\n馆藏 | {first} | 馆藏图书 | 册 | 1 | 2\n"
        f" | {second} | 馆藏期刊 | 册 | 1 | 2\n服务 | {third} | 年接待读者 | 人 | 1 | 2"
    ).indicators

    assert [(one.part, one.field) for one in found] == [("", "馆藏"), ("", "馆藏"), ("", "服务")]


def test_numbers_by_field_are_kept_as_printed() -> None:
    found = rows(
        """
序号 | 指标 | 单位 | 2025年 | 2026年目标
一、馆藏 | < | < | < | <
1.1 | 馆藏图书 | 册 | 1 | 2
二、服务 | < | < | < | <
2.1 | 年接待读者 | 人 | 1 | 2
"""
    )

    assert [(key, draft.field) for key, draft in found.items()] == [("1.1", "馆藏"), ("2.1", "服务")]


def test_the_middle_of_a_five_year_plan_has_its_year() -> None:
    draft = rows("序号 | 指标 | 单位 | 2025年 | “十五五”中期目标 | “十五五”末目标\n1 | 馆藏图书 | 册 | 1 | 2 | 3")["1"]

    assert goals(draft) == ["2028=2", "2030=3"]


def test_a_weight_over_several_rows_is_said_once() -> None:
    found = rows(
        """
序号 | 指标 | 单位 | 分值 | 2026年目标值 | 得分
1 | 馆藏图书 | 册 | 10 | 2 | 9
2 | 馆藏期刊 | 册 | ^ | 2 | 9
"""
    )

    assert [draft.weight for draft in found.values()] == [10, None]


def sample_table() -> Table:
    (file,) = read(SAMPLE.read_bytes(), SAMPLE.name)
    (table,) = (block for block in file.blocks if isinstance(block, Table))
    return table


def in_rows(table: Table) -> list[list[Cell]]:
    found: dict[int, list[Cell]] = {}
    for cell in table.cells:
        found.setdefault(cell.row, []).append(cell)
    return list(found.values())


def as_html(table: Table) -> bytes:
    lines = "".join(
        "<tr>"
        + "".join(f'<td rowspan="{one.rowspan}" colspan="{one.colspan}">{one.text}</td>' for one in row)
        + "</tr>"
        for row in in_rows(table)
    )
    return f"<html><body><h1>{TITLE}</h1><table>{lines}</table></body></html>".encode()


def as_text(table: Table) -> bytes:
    """As a table is pasted: a merged cell's words stand in its first square."""
    lines = []
    for row in in_rows(table):
        squares = [""] * table.width
        for cell in row:
            squares[cell.column] = cell.text
        lines.append("\t".join(squares))
    return (f"{TITLE}\n\n" + "\n".join(lines) + "\n").encode()


def as_docx(table: Table) -> bytes:
    squares = {(row, one.column): one for one in table.cells for row in range(one.row, one.row + one.rowspan)}
    lines = "".join(
        "<w:tr>" + "".join(_square(squares[at], at[0]) for at in sorted(squares) if at[0] == row) + "</w:tr>"
        for row in sorted({at[0] for at in squares})
    )
    grid = "<w:gridCol/>" * table.width
    return write_docx(
        f"<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p><w:tbl><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl><w:p/>"
    )


def _square(cell: Cell, row: int) -> str:
    merge = "" if cell.rowspan == 1 else '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    text = cell.text if row == cell.row else ""
    properties = f'<w:tcPr><w:gridSpan w:val="{cell.colspan}"/>{merge}</w:tcPr>'
    return f"<w:tc>{properties}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


@pytest.mark.parametrize(("write", "name"), [(as_html, "t.html"), (as_text, "t.txt"), (as_docx, "t.docx")])
def test_every_format_gives_the_same_indicators(write, name: str) -> None:
    def said(data: bytes, name: str) -> list[tuple[object, ...]]:
        (document,) = understand(data, name).documents
        assert (document.title, document.diagnostics) == (TITLE, ())
        return [
            (one.number, one.part, one.field, one.name, one.measurement_unit, one.baseline, one.targets, one.lead)
            for one in document.indicators
        ]

    assert said(write(sample_table()), name) == said(SAMPLE.read_bytes(), SAMPLE.name)
