"""What an issued evaluation says of each indicator beside what would be said today, and why it would.

In: the results kept, the standings now, how figures were changed meanwhile.  Out: `ItemChange`s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from duban.apps.indicators.evaluating.results import item_of
from duban.apps.indicators.measuring import SetStanding
from duban.apps.indicators.models import Observation
from duban.rulebook.indicator_pace import PACE_CLASSES, PaceClass
from duban.rulebook.indicators import OBSERVATION_STATUSES, STATUS_RANKS, ObservationStatus

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """`pairs`: what is told otherwise, before and now; `reasons`: what was changed in the record since."""

    key: int
    name: str
    pairs: tuple[tuple[str, str, str], ...]
    reasons: tuple[str, ...]


def changes(results: Mapping[str, Any], now: SetStanding, rows: Mapping[int, Observation]) -> list[ItemChange]:
    """`rows`: every figure named in `results`, as it is now; an indicator that is gone is told too."""
    current = {one.indicator.pk: item_of(one) for one in now.every}
    found = []
    for before in results["items"]:
        after = current.pop(before["key"], None)
        if after is None:
            found.append(ItemChange(before["key"], before["name"], (), ("指标已从指标体系中删除",)))
        elif pairs := tuple(_pairs(before, after)):
            found.append(ItemChange(before["key"], after["name"], pairs, tuple(_reasons(before, after, rows))))
    added = [ItemChange(key, after["name"], (), ("印发以后增加的指标",)) for key, after in current.items()]
    return found + added


def _pairs(before: Item, after: Item) -> Iterator[tuple[str, str, str]]:
    """What reads otherwise."""
    told: dict[str, Callable[[Item], str]] = {
        "实际值": lambda one: _value(one["figure"]),
        "完成率": lambda one: one["attainment"]["shown"],
        "实现程度": lambda one: one["final"]["shown"],
        "时序": lambda one: PACE_CLASSES[PaceClass(one["class"])],
        "依据": lambda one: one["pace"],
        "预测": lambda one: one["forecast"]["words"],
    }
    for label, read in told.items():
        if read(before) != read(after):
            yield label, read(before), read(after)


def _reasons(before: Item, after: Item, rows: Mapping[int, Observation]) -> Iterator[str]:
    yield from _of_figures(before["figures"], after["figures"], rows)
    if before["targets"] != after["targets"]:
        yield "目标值修改过"
    if before["baseline"] != after["baseline"]:
        yield f"基期值由{before['baseline'] or '空'}改为{after['baseline'] or '空'}"
    if before["weight"] != after["weight"] or before["attainment"]["method"] != after["attainment"]["method"]:
        yield "计算办法修改过"


def _of_figures(before: Mapping[str, int], after: Mapping[str, int], rows: Mapping[int, Observation]) -> Iterator[str]:
    for year in sorted({*before, *after}):
        old, new = before.get(year), after.get(year)
        if old != new:
            yield f"{year}年：{_why(rows.get(old or 0), rows.get(new or 0))}"


def _why(old: Observation | None, new: Observation | None) -> str:
    if old is None:
        return "印发以后填报" if new is None else f"印发以后填报{_told(new)}"
    if old.withdrawn_at is not None:
        return f"撤回{old.shown}，原因：{old.withdrawal}"
    if new is None:
        return f"原数{old.shown}不再采用"
    if new.month != old.month:
        return f"改用截至{new.month}月的{_told(new)}"
    if STATUS_RANKS[ObservationStatus(new.status)] > STATUS_RANKS[ObservationStatus(old.status)]:
        return f"改用{_told(new)}，来源：{new.source}"
    return f"{old.shown}更正为{_told(new)}" + (f"，原因：{new.reason}" if new.reason else "")


def _told(row: Observation) -> str:
    return f"{row.shown}（{OBSERVATION_STATUSES[ObservationStatus(row.status)]}）"


def _value(figure: Item | None) -> str:
    if figure is None:
        return ""
    return f"{figure['value']}（{OBSERVATION_STATUSES[ObservationStatus(figure['status'])]}）"
