"""Which year a plan is for, and in which year its work begins."""

from __future__ import annotations

from datetime import date

import pytest

from duban.documents.recognition.years import first_year_of, year_of

SPAN = "澜江区垃圾分类行动方案（2023—2025年）"


@pytest.mark.parametrize(
    ("title", "issued_on", "last", "first"),
    [
        (SPAN, None, 2025, 2023),
        (SPAN, date(2024, 2, 1), 2025, 2024),
        (SPAN, date(2022, 12, 28), 2025, 2023),
        ("青泽市2023至2025年工业提升计划", None, 2025, 2023),
        ("青泽市2024年重点任务分工方案", date(2023, 12, 1), 2024, 2024),
        ("青泽市重点任务分工方案", date(2023, 12, 1), 2023, 2023),
        ("青泽市重点任务分工方案", None, None, None),
    ],
)
def test_a_span_of_years_begins_when_it_was_issued(title, issued_on, last, first):
    year = year_of(title, None, None, issued_on)
    assert year == last
    assert first_year_of((None, title), issued_on, year) == first
