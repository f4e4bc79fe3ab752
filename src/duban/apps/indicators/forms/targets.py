"""目标值 of an indicator for one place: a grid of years and levels in words, each with what the words mean.

In: the rows there are.  Out: `Wanted`s. Words that were typed anew are read first and shown with their meaning;
only what a person has seen is saved: `read_…` carries the words to which the meaning beside them belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from duban.apps.indicators.forms.sets import ask_reason, reason_field
from duban.apps.indicators.labels.targets import COMPARATORS, RULES
from duban.apps.indicators.models import Indicator, IndicatorTarget
from duban.apps.indicators.target_reading import BY_HAND, Baseline, Wanted, meaning_in_words, read_words
from duban.apps.organizations.changes import token
from duban.rulebook.figures import plain
from duban.rulebook.indicators import TARGET_LEVELS, TargetLevel

FIGURE: dict[str, Any] = {"max_digits": 18, "decimal_places": 6}
PARTS = ("rule", "comparator", "value", "value_to", "amount", "evaluation")
LABELS = {
    "rule": "含义",
    "comparator": "关系",
    "value": "数值",
    "value_to": "上限",
    "amount": "幅度",
    "evaluation": "计划评价值",
}
READ_FIRST = "请核对下面读出的含义，需要时改正，再按“保存”"


@dataclass(frozen=True, slots=True)
class Meant:
    """A target with what its words mean: inputs, the sentence, whether nobody confirmed it yet."""

    name: str
    wanted: Wanted
    inputs: tuple[BoundField, ...]
    hidden: tuple[BoundField, ...]
    sentence: str
    is_open: bool


class TargetsForm(forms.Form):
    reason = reason_field(required=False, help_text="改动或取消已有目标值的，必须写明。")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        indicator: Indicator,
        targets: Sequence[IndicatorTarget],
        years: Sequence[int],
        baseline: Baseline,
        seen: str,
    ) -> None:
        super().__init__(data, initial={"seen": seen})
        self.indicator, self.baseline, self.years = indicator, baseline, list(years)
        self.confirmed = {(row.year, row.level): row.rule_confirmed for row in targets}
        ask_reason(self, indicator.indicator_set)
        for year in self.years:
            for level in TARGET_LEVELS:
                self._add(year, level)
        for row in targets:
            self._show(wanted_of(row))

    @property
    def grid(self) -> list[tuple[int, list[BoundField]]]:
        return [(year, [self[f"text_{_key(year, level)}"] for level in TARGET_LEVELS]) for year in self.years]

    def meanings(self) -> list[Meant]:
        """Each target there is or that was typed."""
        return [self._meant(one) for one in self._entered()]

    def read_anew(self) -> bool:
        """Read the words that were typed since the page was shown; whether there were any."""
        fresh = [one for one in self._typed() if self._said(f"read_{_key(one[0], one[1])}") != one[2]]
        self._fill([read_words(self.indicator, year, level, text) for year, level, text in fresh])
        return bool(fresh)

    def propose(self, proposals: Sequence[Wanted]) -> None:
        """Fill in what was worked out for other years; nothing of it is saved yet."""
        self._fill(proposals)

    def wanted(self) -> list[Wanted]:
        """What was entered, as it is now shown."""
        return self._entered()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        kept = {name: data[name] for name in ("reason", "seen") if name in data}
        return kept | {"wanted": self._entered()}

    def _add(self, year: int, level: TargetLevel) -> None:
        key, about = _key(year, level), f"{year}年{TARGET_LEVELS[level]}"
        attrs = {"aria-label": about, "autocomplete": "off"}
        self.fields[f"text_{key}"] = forms.CharField(
            label=about, max_length=200, required=False, widget=forms.TextInput(attrs=attrs)
        )
        for part in PARTS:
            self.fields[f"{part}_{key}"] = _part_field(part, about)
        for name in ("read", "origin"):
            self.fields[f"{name}_{key}"] = forms.CharField(
                required=False, max_length=200, widget=forms.HiddenInput, strip=False
            )

    def _show(self, one: Wanted) -> None:
        for name, value in _as_data(one).items():
            if name in self.fields:
                self.initial[name] = value

    def _fill(self, targets: Sequence[Wanted]) -> None:
        """As if the browser had sent these too."""
        sent = {name: self.data.get(name) for name in self.data}
        for one in targets:
            sent |= {name: value for name, value in _as_data(one).items() if name in self.fields}
        self.data = sent

    def _typed(self) -> list[tuple[int, str, str]]:
        """Year, level and words of each cell that is not empty."""
        cells = [
            (year, level.value, self._said(f"text_{_key(year, level)}"))
            for year in self.years
            for level in TARGET_LEVELS
        ]
        return [cell for cell in cells if cell[2]]

    def _said(self, name: str) -> str:
        return str(self[name].value() or "").strip()

    def _entered(self) -> list[Wanted]:
        return [self._one(year, level, text) for year, level, text in self._typed()]

    def _one(self, year: int, level: str, text: str) -> Wanted:
        key = _key(year, level)
        found: dict[str, Any] = {}
        for part in PARTS:
            name = f"{part}_{key}"
            try:
                found[part] = self.fields[name].clean(self[name].value())
            except forms.ValidationError:
                found[part] = None
        found["rule"] = found["rule"] or RULES[0][0]
        return Wanted(year, level, text, origin=self._said(f"origin_{key}") or BY_HAND, **found)

    def _meant(self, one: Wanted) -> Meant:
        key = _key(one.year, one.level)
        return Meant(
            name=f"{one.year}年{TARGET_LEVELS[TargetLevel(one.level)]}",
            wanted=one,
            inputs=tuple(self[f"{part}_{key}"] for part in PARTS),
            hidden=(self[f"read_{key}"], self[f"origin_{key}"]),
            sentence=meaning_in_words(self.indicator, one, self.baseline).words,
            is_open=not self.confirmed.get((one.year, one.level), False) or self._is_changed(one),
        )

    def _is_changed(self, one: Wanted) -> bool:
        return str(self.initial.get(f"text_{_key(one.year, one.level)}") or "") != one.text


def wanted_of(row: IndicatorTarget) -> Wanted:
    """A target as it stands."""
    return Wanted(
        row.year,
        row.level,
        row.text,
        row.comparator,
        row.value,
        row.value_to,
        row.rule,
        row.amount,
        row.evaluation,
        row.origin,
    )


def _key(year: int, level: str) -> str:
    return f"{year}_{level or 'plain'}"


def _as_data(one: Wanted) -> dict[str, str]:
    """A target as the browser sends it."""
    key, figures = _key(one.year, one.level), ("value", "value_to", "amount", "evaluation")
    sent = {"text": one.text, "read": one.text, "origin": one.origin, "rule": one.rule, "comparator": one.comparator}
    return {
        f"{name}_{key}": value for name, value in (sent | {name: plain(getattr(one, name)) for name in figures}).items()
    }


def _part_field(part: str, about: str) -> forms.Field:
    attrs = {"aria-label": f"{about}：{LABELS[part]}"}
    if part in ("rule", "comparator"):
        choices = RULES if part == "rule" else COMPARATORS
        return forms.ChoiceField(label=LABELS[part], required=False, choices=choices, widget=forms.Select(attrs=attrs))
    attrs |= {"inputmode": "decimal", "class": "narrow"}
    digits: dict[str, Any] = {"max_digits": 7, "decimal_places": 2} if part == "evaluation" else FIGURE
    return forms.DecimalField(label=LABELS[part], required=False, widget=forms.TextInput(attrs=attrs), **digits)


class ConfirmForm(forms.Form):
    """A box for each target, ticked at first; the value of a box is what the page showed of its target."""

    def __init__(self, data: Any = None, *, targets: Sequence[IndicatorTarget]) -> None:
        super().__init__(data)
        self.rows = list(targets)
        for row in self.rows:
            about = f"{row.indicator.number}{row.indicator.part} {row.indicator} {row.year}年：确认"
            box = forms.CheckboxInput(attrs={"aria-label": about})
            self.fields[f"ok_{row.pk}"] = forms.BooleanField(required=False, initial=True, widget=box)
            self.fields[f"seen_{row.pk}"] = forms.CharField(
                required=False, initial=token(row), widget=forms.HiddenInput
            )

    def lines(self) -> list[tuple[IndicatorTarget, BoundField, BoundField]]:
        return [(row, self[f"ok_{row.pk}"], self[f"seen_{row.pk}"]) for row in self.rows]

    def clean(self) -> dict[str, Any]:
        """`seen` of those that are ticked, by their keys."""
        data = super().clean() or {}
        chosen = {row.pk: data[f"seen_{row.pk}"] for row in self.rows if data.get(f"ok_{row.pk}")}
        if not chosen:
            raise forms.ValidationError("请先勾选要确认的目标值")
        return {"seen": chosen}
