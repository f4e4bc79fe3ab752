"""计算办法: a further version with its reason and its day; while a set is drawn up its version is changed in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.indicators import scheme_rows
from duban.apps.indicators.changing import check_can_edit, locked_set
from duban.apps.indicators.models import Indicator, IndicatorSet, Scheme, SchemeField, SchemeLine
from duban.apps.indicators.set_values import scheme_values
from duban.apps.organizations.changes import differences, digest, token
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import IndicatorKind, Method, SetState
from duban.rulebook.refusals import Conflict, Invalid

MOST_WEIGHT = 9999


@dataclass(frozen=True, slots=True)
class Settings:
    """Points are percentage points of attainment against the path."""

    cap: bool
    tolerance: Decimal
    behind_points: int
    severe_points: int
    ahead_points: int


@dataclass(frozen=True, slots=True)
class Line:
    """How one indicator is judged."""

    indicator: int
    weight: Decimal
    method: str = Method.AUTO.value
    lower: Decimal | None = None
    upper: Decimal | None = None
    must_pass: bool = False


@transaction.atomic
def make_scheme(
    *,
    indicator_set: IndicatorSet,
    since: date,
    settings: Settings,
    fields: Mapping[int, Decimal],
    lines: Sequence[Line],
    reason: str = "",
    seen: str | None = None,
    at: datetime,
    by: Actor,
) -> Scheme:
    """Versions that were in force or that an evaluation was computed by stay; nothing changed is refused."""
    one = locked_set(indicator_set)
    check_can_edit(one, by)
    newest = scheme_rows.newest_scheme(one)
    if seen is not None and seen != seen_of(newest):
        raise Conflict("计算办法已被他人修改，请刷新后再改")
    in_place = changes_in_place(one, newest)
    _check_head(newest, since, settings, reason, in_place=in_place)
    _check_weights(one, fields, lines)
    old = scheme_values(newest) if newest else {}
    scheme = newest if newest is not None and in_place else _next(one, newest, since, reason.strip(), at, by)
    _write(scheme, since, settings, fields, lines)
    before, after = differences(old, scheme_values(scheme))
    if not (after if in_place else after.keys() - {"版次", "自何日起"}):
        raise Conflict("没有改动")
    after = {"指标体系": one.title, "版次": scheme.number, "自何日起": scheme_values(scheme)["自何日起"]} | after
    verb, path = "scheme.changed" if in_place else "scheme.made", one.jurisdiction.path
    note = reason.strip()
    recording.record(verb, scheme, by=by, before=before, after=after, note=note, about=[one], jurisdiction_path=path)
    return scheme


def changes_in_place(one: IndicatorSet, newest: Scheme | None) -> bool:
    """Whether nothing was judged by the newest version yet."""
    return newest is not None and one.state == SetState.DRAFT and not scheme_rows.is_used(newest)


def seen_of(scheme: Scheme | None) -> str:
    """What a form carries, and gives back: another word whenever anything of the newest version changed."""
    if scheme is None:
        return "none"
    rows = [*scheme.fields.order_by("pk"), *scheme.lines.order_by("pk")]
    return digest([token(scheme), *(token(row) for row in rows)])


def _check_head(newest: Scheme | None, since: date, settings: Settings, reason: str, *, in_place: bool) -> None:
    if not in_place and newest is not None:
        if since < newest.since:
            raise Invalid(f"不能早于现行版本的日期{newest.since:%Y-%m-%d}", "since")
        if not reason.strip():
            raise Invalid("请写明为什么制定新版", "reason")
    if not 0 <= settings.tolerance <= 100:
        raise Invalid("填0至100的数", "tolerance")
    if settings.severe_points <= settings.behind_points:
        raise Invalid("应大于“滞后”的百分点", "severe_points")


def _check_weights(one: IndicatorSet, fields: Mapping[int, Decimal], lines: Sequence[Line]) -> None:
    rows = {row.pk: row for row in one.indicators.select_related("field")}
    if {line.indicator for line in lines} != rows.keys() or fields.keys() != set(
        one.fields.values_list("pk", flat=True)
    ):
        raise Conflict("领域或指标已有增减，请刷新后再改")
    if any(not 0 <= weight <= MOST_WEIGHT for weight in [*fields.values(), *(line.weight for line in lines)]):
        raise Invalid(f"权重是0至{MOST_WEIGHT}的数")
    if fields and not any(fields.values()):
        raise Invalid("各领域的权重不能都为0")
    for line in lines:
        _check_line(rows[line.indicator], line)
    _check_sums(rows, fields, lines)


def _check_line(row: Indicator, line: Line) -> None:
    is_composite = row.kind == IndicatorKind.COMPOSITE
    if is_composite and line.method not in (Method.AUTO, Method.COMPOSITE):
        raise Invalid(f"“{row}”由分项组成，只能用合成法", f"method_{row.pk}")
    if not is_composite and line.method == Method.COMPOSITE:
        raise Invalid(f"“{row}”没有分项，不能用合成法", f"method_{row.pk}")
    if line.lower is not None and line.upper is not None and line.lower >= line.upper:
        raise Invalid(f"“{row}”的允许上限应大于下限", f"upper_{row.pk}")
    if line.method == Method.INTERVAL and line.lower is None and line.upper is None:
        raise Invalid(f"“{row}”用区间法，请填写允许的下限或上限", f"lower_{row.pk}")


def _check_sums(rows: Mapping[int, Indicator], fields: Mapping[int, Decimal], lines: Sequence[Line]) -> None:
    """Something must weigh in every field that weighs, and among the parts of every composite; must-pass aside."""
    sums: dict[tuple[str, int | None], Decimal] = {}
    names: dict[tuple[str, int | None], str] = {}
    for line in lines:
        row = rows[line.indicator]
        group = ("whole", row.parent_id) if row.parent_id else ("field", row.field_id)
        if line.must_pass and not row.parent_id:
            continue
        sums[group] = sums.get(group, Decimal(0)) + line.weight
        names[group] = (
            f"“{row.parent}”各分项" if row.parent_id else f"领域“{row.field}”各指标" if row.field else "各指标"
        )
    for group, total in sums.items():
        weighs = group[0] == "whole" or group[1] is None or fields.get(group[1], Decimal(1))
        if not total and weighs:
            raise Invalid(f"{names[group]}的权重不能都为0")


def _next(one: IndicatorSet, newest: Scheme | None, since: date, reason: str, at: datetime, by: Actor) -> Scheme:
    if newest is None:
        return scheme_rows.first_scheme(one, since=since, at=at, by=by)
    return scheme_rows.copy_scheme(newest, since=since, reason=reason, at=at, by=by)


def _write(
    scheme: Scheme, since: date, settings: Settings, fields: Mapping[int, Decimal], lines: Sequence[Line]
) -> None:
    scheme.since = since
    for name in scheme_rows.SETTINGS:
        setattr(scheme, name, getattr(settings, name))
    scheme.save(update_fields=["since", *scheme_rows.SETTINGS])
    held = {row.field_id: row for row in scheme.fields.all()}
    _save_rows(SchemeField, [_of_field(held, scheme, key, weight) for key, weight in fields.items()], ["weight"])
    known = {row.indicator_id: row for row in scheme.lines.all()}
    _save_rows(SchemeLine, [_of_line(known, scheme, line) for line in lines], list(scheme_rows.LINE))


def _of_field(held: Mapping[int, SchemeField], scheme: Scheme, key: int, weight: Decimal) -> SchemeField:
    row = held.get(key) or SchemeField(scheme=scheme, field_id=key)
    row.weight = weight
    return row


def _of_line(known: Mapping[int, SchemeLine], scheme: Scheme, line: Line) -> SchemeLine:
    row = known.get(line.indicator) or SchemeLine(scheme=scheme, indicator_id=line.indicator)
    for name in scheme_rows.LINE:
        setattr(row, name, getattr(line, name))
    return row


def _save_rows(model: type[Any], rows: Sequence[Any], names: list[str]) -> None:
    model.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
    model.objects.bulk_update([row for row in rows if row.pk is not None], names, batch_size=500)
