"""The weighted index by field and over all; what is missing, what must be passed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from attainment_cases import attained

from duban.rulebook.indicator_index import Field, Item, index_by_field, index_of


def item(name: str, value: str | None, weight: str = "1", **terms: bool) -> Item:
    """Of a target of 100."""
    return Item(name, Decimal(weight), attained(value, "≥100", **terms))


def test_an_index_is_the_weighted_mean_of_its_items() -> None:
    index = index_of([item("人均地区生产总值", "54", "4"), item("服务业比重", "69", "2")])

    assert index.percent == 59
    assert index.working == "(54 × 4 + 69 × 2) ÷ 6 = 59%"
    assert (index.coverage, index.missing, index.passes) == (1, (), True)


def test_what_has_no_figure_is_left_out_and_said_so() -> None:
    index = index_of([item("甲", "54", "4"), item("乙", None, "2")])

    assert index.percent == 54
    assert index.coverage == Fraction(2, 3)
    assert index.missing == ("乙",)
    assert index.working == "(54 × 4) ÷ 4 = 54%；未计入：乙（没有实际值）；已计入权重的66.7%"


def test_an_item_counts_at_most_100_even_where_its_set_does_not_cap() -> None:
    assert index_of([item("甲", "300", cap=False), item("乙", "50")]).percent == 75


def test_a_must_pass_item_stands_outside_the_weights_and_decides_the_verdict() -> None:
    weighed = item("甲", "50")

    def verdict(*values: str | None) -> tuple[bool | None, str]:
        must = [item(f"满意度{at}", value, "9", must_pass=True) for at, value in enumerate(values)]
        index = index_of([weighed, *must])
        assert (index.percent, index.coverage, index.missing) == (50, 1, ())
        return index.passes, index.working.partition("；")[2]

    assert verdict("100") == (True, "必达指标满意度0达到")
    assert verdict("100", "99") == (False, "必达指标满意度1未达到；必达指标满意度0达到")
    assert verdict("100", None) == (None, "必达指标满意度1无法判定；必达指标满意度0达到")
    assert verdict("98", None)[0] is False


@pytest.mark.parametrize(
    ("items", "reason"),
    [
        ([], "没有计入权重的指标"),
        ([item("满意度", "100", must_pass=True)], "没有计入权重的指标"),
        ([item("甲", None)], "计入权重的指标都无法计算"),
        ([item("甲", "50", "0")], "权重应为非负数，合计应大于零"),
        ([item("甲", "50", "-1"), item("乙", "50", "3")], "权重应为非负数，合计应大于零"),
    ],
)
def test_an_index_that_cannot_be_computed_says_why(items: list[Item], reason: str) -> None:
    index = index_of(items)

    assert (index.percent, index.coverage, index.reason, index.shown) == (None, 0, reason, "无法计算")
    assert index.working.startswith(reason)


def test_fields_are_weighed_by_their_own_weights() -> None:
    economy = Field("经济发展", Decimal(60), (item("甲", "50", "3"), item("乙", "90", "1")))
    life = Field("人民生活", Decimal(40), (item("丙", "100"), item("丁", None)))

    overall = index_by_field([economy, life])

    assert [one.index.percent for one in overall.fields] == [60, 100]
    assert overall.index.percent == 76
    assert overall.index.coverage == Fraction(80, 100)
    assert overall.index.missing == ("丁",)
    assert overall.index.working == "(60 × 60 + 100 × 40) ÷ 100 = 76%；已计入权重的80%"


def test_fields_weighing_as_much_as_their_items_give_the_index_over_all_items() -> None:
    first, second = (item("甲", "50", "3"), item("乙", "90", "1")), (item("丙", "20", "2"),)

    overall = index_by_field([Field("一", Decimal(4), first), Field("二", Decimal(2), second)])

    assert overall.index.percent == index_of([*first, *second]).percent


def test_a_field_without_figures_is_left_out_and_its_must_pass_items_still_decide() -> None:
    full = Field("一", Decimal(1), (item("甲", "50"),))
    empty = Field("二", Decimal(3), (item("乙", None), item("满意度", "10", must_pass=True)))

    index = index_by_field([full, empty]).index

    assert (index.percent, index.coverage, index.passes) == (50, Fraction(1, 4), False)
    assert "未计入：二（计入权重的指标都无法计算）" in index.working
    assert index.failed == ("满意度",)
