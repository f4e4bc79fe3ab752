"""A table copied from Word or Excel becomes rows of a form."""

from __future__ import annotations

from datetime import date

import pytest

from duban.apps.progress.pasting import day_in, rows_pasted


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-06-30", date(2026, 6, 30)),
        ("6月15日前", date(2026, 6, 15)),
        ("2027年2月底", date(2027, 2, 28)),
        ("第三季度", date(2026, 9, 30)),
        ("上半年", date(2026, 6, 30)),
        ("年底前", date(2026, 12, 31)),
        ("2月30日", None),
        ("13月", None),
        ("持续推进", None),
    ],
)
def test_a_day_is_understood_as_people_write_it(words: str, day: date | None) -> None:
    assert day_in(words, 2026) == day


def test_headings_say_what_the_columns_are() -> None:
    text = "序号\t工作内容\t完成时限\t责任科室\t责任人\n1\t召开推进会\t二季度\t综合科\t赵明远\n"

    assert rows_pasted(text, 2026) == [
        {"content": "召开推进会", "due": "2026-06-30", "figure": "", "section": "综合科", "person": "赵明远"}
    ]


def test_without_headings_the_cells_are_told_by_their_looks() -> None:
    assert rows_pasted("1\t一季度\t完成前期手续，落实用地\t1,200\t投资科\t林联络", 2026) == [
        {
            "content": "完成前期手续，落实用地",
            "due": "2026-03-31",
            "figure": "1200",
            "section": "投资科",
            "person": "林联络",
        }
    ]


def test_a_cell_with_several_lines_stays_one_row() -> None:
    (row,) = rows_pasted('二季度\t"召开推进会\n通报进展"\t赵明远', 2026)

    assert row["content"] == "召开推进会\n通报进展"


def test_blank_lines_are_no_rows() -> None:
    assert rows_pasted("\n\t\n", 2026) == []
