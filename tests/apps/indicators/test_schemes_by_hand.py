"""计算办法: further versions, what they refuse, what stays as it was, what a method comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from duban.apps.audit.models import Event
from duban.apps.indicators.actions.schemes import Line, Settings, make_scheme, seen_of
from duban.apps.indicators.models import Indicator, Scheme
from duban.apps.indicators.queries.schemes import judged_rows, scheme_view
from duban.apps.indicators.scheme_rows import first_scheme, newest_scheme
from duban.rulebook.indicators import METHODS, Method
from duban.rulebook.refusals import Conflict, Invalid
from indicator_cast import Measured

AT, DAY = datetime(2026, 7, 1, 2, 0, tzinfo=UTC), date(2026, 7, 1)
USUAL = Settings(cap=True, tolerance=Decimal(5), behind_points=10, severe_points=30, ahead_points=10)


def make(measured: Measured, *changed: Line, **more: object) -> Scheme:
    one = more.pop("to", measured.set)
    lines = {row.pk: Line(row.pk, Decimal(1)) for row in one.indicators.all()} | {
        line.indicator: line for line in changed
    }
    fields = {field.pk: Decimal(1) for field in one.fields.all()} | more.pop("fields", {})
    values = {"since": DAY, "settings": USUAL, "reason": "按新办法", **more}
    return make_scheme(
        indicator_set=one, fields=fields, lines=list(lines.values()), at=AT, by=measured.city.actor("office"), **values
    )


def test_a_new_version_leaves_the_old_one_as_it_was(measured: Measured) -> None:
    made = make(measured, Line(measured.rate.pk, Decimal(3), must_pass=True), settings=replace(USUAL, cap=False))

    assert [(one.number, one.cap) for one in measured.set.schemes.all()] == [(2, False), (1, True)]
    assert made.lines.get(indicator=measured.rate).weight == 3
    assert measured.scheme.lines.get(indicator=measured.rate).weight == 1
    event = Event.objects.get()
    assert (event.verb, event.note) == ("scheme.made", "按新办法")
    name = "指标“1公共服务事项网上办理率”"
    assert event.before[name] == "权重1，按方向和目标确定"
    assert event.after[name] == "权重3，按方向和目标确定，必达"


def test_a_version_of_a_draft_is_changed_in_place(measured: Measured) -> None:
    Indicator.objects.create(indicator_set=measured.draft, name="企业开办时间")
    by = measured.city.actor("office")
    first = first_scheme(measured.draft, since=date(2025, 1, 1), at=AT, by=by)

    make(measured, to=measured.draft, settings=replace(USUAL, tolerance=Decimal(3)), since=first.since)

    scheme = measured.draft.schemes.get()
    assert (scheme.number, scheme.tolerance) == (1, 3)
    assert measured.city.events() == ["scheme.changed"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"reason": " "}, "请写明为什么制定新版"),
        ({"since": date(2024, 1, 1)}, "不能早于现行版本的日期2025-01-01"),
        ({"settings": replace(USUAL, severe_points=10)}, "应大于“滞后”的百分点"),
        ({"settings": replace(USUAL, tolerance=Decimal(101))}, "填0至100的数"),
    ],
)
def test_a_head_that_cannot_be_is_refused(measured: Measured, wrong: dict[str, object], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        make(measured, **wrong)
    assert measured.set.schemes.count() == 1


def test_a_version_that_changes_nothing_is_refused(measured: Measured) -> None:
    with pytest.raises(Conflict, match="没有改动"):
        make(measured)
    assert measured.set.schemes.count() == 1


def test_the_same_form_twice_makes_one_version(measured: Measured) -> None:
    seen = seen_of(newest_scheme(measured.set))
    make(measured, Line(measured.rate.pk, Decimal(3)), seen=seen)

    with pytest.raises(Conflict, match="计算办法已被他人修改"):
        make(measured, Line(measured.rate.pk, Decimal(3)), seen=seen)


def test_weights_of_nothing_are_refused(measured: Measured) -> None:
    zero = {measured.field.pk: Decimal(0), measured.other.pk: Decimal(0)}
    with pytest.raises(Invalid, match="各领域的权重不能都为0"):
        make(measured, fields=zero)
    with pytest.raises(Invalid, match="领域“财政保障”各指标的权重不能都为0"):
        make(measured, Line(measured.spending.pk, Decimal(0)))
    with pytest.raises(Invalid, match="“公共设施指数”各分项的权重不能都为0"):
        make(measured, *(Line(part.pk, Decimal(0)) for part in (measured.part_a, measured.part_b)))
    with pytest.raises(Invalid, match="权重是0至9999的数"):
        make(measured, Line(measured.rate.pk, Decimal(-1)))


def test_a_field_without_weight_needs_none_within(measured: Measured) -> None:
    made = make(measured, Line(measured.spending.pk, Decimal(0)), fields={measured.other.pk: Decimal(0)})

    assert made.number == 2


@pytest.mark.parametrize(
    ("row", "line", "words"),
    [
        ("whole", {"method": "ratio"}, "由分项组成，只能用合成法"),
        ("rate", {"method": "composite"}, "没有分项，不能用合成法"),
        ("rate", {"method": "interval"}, "请填写允许的下限或上限"),
        ("rate", {"method": "interval", "lower": Decimal(6), "upper": Decimal(3)}, "允许上限应大于下限"),
    ],
)
def test_a_method_must_fit_the_indicator(measured: Measured, row: str, line: dict[str, object], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        make(measured, Line(getattr(measured, row).pk, Decimal(1), **line))


def test_an_indicator_added_meanwhile_is_not_left_out(measured: Measured) -> None:
    lines = [Line(row.pk, Decimal(2)) for row in measured.set.indicators.exclude(pk=measured.rate.pk)]

    with pytest.raises(Conflict, match="领域或指标已有增减"):
        make_scheme(
            indicator_set=measured.set,
            since=DAY,
            settings=USUAL,
            fields={field.pk: Decimal(1) for field in measured.set.fields.all()},
            lines=lines,
            reason="新办法",
            at=AT,
            by=measured.city.actor("office"),
        )


def test_the_page_tells_what_a_method_comes_to_and_why(measured: Measured) -> None:
    measured._target(measured.part_b, 2027, ">=", "40")
    view = scheme_view(measured.scheme, judged_rows(measured.set), measured.set.fields.all())
    told = {one.indicator.pk: (one.resolved, one.because) for group in view.groups for one in group.judged}

    assert told[measured.rate.pk] == (METHODS[Method.RATIO], "正向，目标为数值")
    assert told[measured.spending.pk] == (METHODS[Method.TWO_LEVEL], "同一年有两级目标")
    assert told[measured.whole.pk] == (METHODS[Method.COMPOSITE], "由分项组成")
    assert view.total == 2
    assert [group.total for group in view.groups] == [2, 1]


def test_without_a_direction_no_method_is_told(measured: Measured) -> None:
    Indicator.objects.filter(pk=measured.rate.pk).update(direction="")

    view = scheme_view(measured.scheme, judged_rows(measured.set), measured.set.fields.all())

    assert (view.groups[0].judged[0].resolved, view.groups[0].judged[0].because) == ("", "方向还没有确认")
