"""Material taken over twice stands in the report once."""

from __future__ import annotations

import pytest

from duban.rulebook.taking_over import put_in

OWN, FIRST = "已开工46个。", "财政局：到位资金3亿元。"
MORE = f"{FIRST}其中贷款1亿元。"


@pytest.mark.parametrize(
    ("text", "told", "before", "expected"),
    [
        ("", FIRST, "", FIRST),
        (OWN, FIRST, "", f"{OWN}\n{FIRST}"),
        (f"{OWN}\n{FIRST}", FIRST, FIRST, f"{OWN}\n{FIRST}"),
        (f"{OWN}\r\n{FIRST}\r\n下一步加快。", MORE, FIRST, f"{OWN}\n{MORE}\n下一步加快。"),
        (f"{OWN}\n{FIRST}", "财政局：到位资金4亿元。", FIRST, f"{OWN}\n财政局：到位资金4亿元。"),
        (f"{OWN}财政部门到位3亿元。", MORE, FIRST, f"{OWN}财政部门到位3亿元。\n财政局：其中贷款1亿元。"),
        (f"{OWN}财政部门到位3亿元。", FIRST, FIRST, f"{OWN}财政部门到位3亿元。"),
        (OWN, "财政局：到位资金3亿元5千万", "财政局：到位资金3亿元", f"{OWN}\n财政局：到位资金3亿元5千万"),
        (f"{FIRST}已核对。", FIRST, "", f"{FIRST}已核对。\n{FIRST}"),
    ],
)
def test_the_place_of_what_is_taken_over(text: str, told: str, before: str, expected: str) -> None:
    assert put_in(text, told, before) == expected
