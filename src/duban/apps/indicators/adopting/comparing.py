"""What a file would change in a set there is, before anything is changed: indicators it lacks, targets, figures.

In: a set, the rows of a draft.  Out: `Comparison`. What the file is silent about stays as it is; nothing is removed.
A value a person entered is replaced only by another value of the file, and shown beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from duban.apps.indicators.adopting.pairing import pairs
from duban.apps.indicators.adopting.rows import dated_figures
from duban.apps.indicators.models import DraftIndicator, Indicator, IndicatorSet, IndicatorTarget, Observation
from duban.apps.indicators.review.words import number, target_said
from duban.apps.organizations.changes import digest
from duban.apps.plans.comparing.sides import squeezed
from duban.rulebook.figures import plain
from duban.rulebook.indicators import ObservationStatus


class Change(NamedTuple):
    """A value as it is and as the file has it; "" where there is none yet."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TargetChange:
    """`now` None: the set has none of this year and level; `level`: the set's, where the file names none."""

    read: Mapping[str, Any]
    level: str
    now: IndicatorTarget | None

    @property
    def told(self) -> Change:
        year = f"{self.read['year']}年目标"
        before = target_said(_as_read(self.now)) if self.now else ""
        return Change(year, before, target_said({**self.read, "level": self.level}))


@dataclass(frozen=True)
class Pair:
    """An indicator and the row of the file that is about it."""

    row: DraftIndicator
    indicator: Indicator
    values: dict[str, Any]  # columns that get another value
    targets: list[TargetChange]
    figures: list[Mapping[str, Any]]
    lacks_units: bool
    lacks_tasks: bool

    @cached_property
    def changes(self) -> list[Change]:
        found = [_value_change(self.indicator, name, value) for name, value in self.values.items()]
        found += [one.told for one in self.targets]
        if self.lacks_units:
            found.append(Change("责任单位", "", "、".join((*self.row.lead, *self.row.support))))
        if self.lacks_tasks:
            found.append(Change("重点工作任务", "", f"{len(self.row.tasks)} 项"))
        return found


@dataclass(frozen=True)
class Comparison:
    pairs: list[Pair]
    added: list[DraftIndicator]
    untouched: list[Indicator]  # the file does not have them

    @cached_property
    def changed(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.changes]

    @property
    def changes_nothing(self) -> bool:
        return not self.changed and not self.added

    @cached_property
    def figures(self) -> int:
        """Figures of the file that the set does not have yet."""
        return sum(len(pair.figures) for pair in self.pairs) + sum(len(dated_figures(row)) for row in self.added)

    @cached_property
    def token(self) -> str:
        shown = [(pair.indicator.pk, pair.changes, pair.figures) for pair in self.pairs]
        return digest([shown, [(row.pk, row.version) for row in self.added]])

    def told(self, figures: int) -> str:
        """改动 3 项，增加 1 项，实际值 12 个."""
        counts = (("改动", len(self.changed), "项"), ("增加", len(self.added), "项"), ("实际值", figures, "个"))
        return "，".join(f"{word} {count} {measure}" for word, count, measure in counts if count)


def compare(one: IndicatorSet, rows: Iterable[DraftIndicator]) -> Comparison:
    """In a number of queries that does not grow."""
    drafts = list(rows)
    indicators = list(one.indicators.select_related("parent").prefetch_related("units", "tasks"))
    found = pairs(drafts, indicators)
    own = {"jurisdiction": one.jurisdiction_id, "indicator__in": [each.pk for each in indicators]}
    targets = _by_indicator(IndicatorTarget.objects.filter(**own))
    figures = _by_indicator(Observation.objects.filter(is_current=True, **own))
    met = [
        _pair(row, found[row.pk], targets.get(found[row.pk].pk, []), figures.get(found[row.pk].pk, []))
        for row in drafts
        if row.pk in found
    ]
    taken = {pair.indicator.pk for pair in met}
    tops = {each.parent_id for each in indicators if each.parent_id}
    left = [each for each in indicators if each.pk not in taken and each.pk not in tops]
    return Comparison(met, [row for row in drafts if row.pk not in found], left)


def _by_indicator(rows: Iterable[Any]) -> dict[int, list[Any]]:
    held: dict[int, list[Any]] = {}
    for row in rows:
        held.setdefault(row.indicator_id, []).append(row)
    return held


def _pair(
    row: DraftIndicator, indicator: Indicator, targets: Sequence[IndicatorTarget], figures: Sequence[Observation]
) -> Pair:
    known = {(one.year, one.month) for one in figures if one.status == ObservationStatus.STATED}
    return Pair(
        row,
        indicator,
        _values(row, indicator),
        [change for read in row.targets if (change := _target_change(read, targets))],
        [read for when, read in _figures(row, indicator).items() if when not in known],
        lacks_units=bool(row.lead or row.support) and not indicator.units.all(),
        lacks_tasks=bool(row.tasks) and not indicator.tasks.all(),
    )


def _is_later(row: DraftIndicator, indicator: Indicator) -> bool:
    """What a later table begins with is what was reached by then, not another baseline."""
    return bool(row.baseline_year and indicator.baseline_year and row.baseline_year != indicator.baseline_year)


def _figures(row: DraftIndicator, indicator: Indicator) -> dict[tuple[int, int], Mapping[str, Any]]:
    found = dated_figures(row)
    if _is_later(row, indicator) and row.baseline_year and row.baseline_value is not None:
        read = {"year": row.baseline_year, "month": 12, "value": plain(row.baseline_value), "text": row.baseline_text}
        found = {(row.baseline_year, 12): read} | found
    return found


def _values(row: DraftIndicator, indicator: Indicator) -> dict[str, Any]:
    """What is missing is filled in; a baseline of the same year is the file's, whose table is later than the text."""
    names = ("unit", "direction", "nature", "baseline_year")
    values = {
        name: value
        for name in names
        if not getattr(indicator, name) and (value := getattr(row, name)) not in (None, "")
    }
    is_other = row.baseline_value is not None and row.baseline_value != indicator.baseline_value
    if is_other and not _is_later(row, indicator):
        values |= {"baseline_value": row.baseline_value, "baseline_text": row.baseline_text}
    return values


def _target_change(read: Mapping[str, Any], targets: Sequence[IndicatorTarget]) -> TargetChange | None:
    now = _meant(read, [one for one in targets if one.year == read.get("year")])
    if now is None:
        return TargetChange(read, read.get("level") or "", None)
    evaluation = number(read.get("evaluation"))
    is_same = _says_same(now, read)
    if is_same and evaluation in (None, now.evaluation):
        return None
    wanted = _as_read(now) | {"evaluation": read["evaluation"]} if is_same else read
    return TargetChange(wanted, now.level, now)


def _meant(read: Mapping[str, Any], of_year: Sequence[IndicatorTarget]) -> IndicatorTarget | None:
    """A table does not repeat 确保 and 力争: that with the same figure, or the only one."""
    if level := read.get("level"):
        return next((one for one in of_year if one.level == level), None)
    alike = [one for one in of_year if _says_same(one, read)]
    plainly = [one for one in of_year if not one.level]
    only = of_year if len(of_year) == 1 else []
    return next(iter([*alike, *plainly, *only]), None)


def _says_same(now: IndicatorTarget, read: Mapping[str, Any]) -> bool:
    if squeezed(now.text) == squeezed(str(read.get("text") or "")):
        return True
    same_figure = (now.value, now.value_to) == (number(read.get("value")), number(read.get("value_to")))
    return now.value is not None and same_figure and now.rule == read.get("rule") and _bound(now.comparator, read)


def _bound(comparator: str, read: Mapping[str, Any]) -> bool:
    """A plain figure in a table is the bound that the text names."""
    return read.get("comparator") in (comparator, "=")


def _as_read(target: IndicatorTarget) -> dict[str, Any]:
    names = ("year", "level", "comparator", "value", "value_to", "text", "rule", "amount", "evaluation")
    return {name: plain(value) if isinstance(value := getattr(target, name), Decimal) else value for name in names}


def _value_change(indicator: Indicator, name: str, value: Any) -> Change:
    field = indicator._meta.get_field(name)
    choices = dict(getattr(field, "choices", None) or ())
    words = [_words(one, choices) for one in (getattr(indicator, name), value)]
    return Change(str(getattr(field, "verbose_name", name)), *words)


def _words(value: Any, choices: Mapping[Any, Any]) -> str:
    if isinstance(value, Decimal):
        return plain(value)
    return str(choices.get(value, value)) if value not in (None, "") else ""
