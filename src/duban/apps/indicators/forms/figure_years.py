"""The years of a set's indicators as one form: a cell for each, and once for all where the figures come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from duban.apps.indicators.entering import Entry
from duban.apps.indicators.forms.observations import NUMBERS, FigureField
from duban.apps.indicators.queries.years_grid import YEAR, Cell, Line
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.indicators import IndicatorKind, ObservationStatus

_LABELS = {"value": "数值", "numerator": "分子", "denominator": "分母"}


class YearsForm(forms.Form):
    source = forms.CharField(
        label="数据来源",
        max_length=200,
        required=False,
        help_text="这一次填的数都来自这里，如《青泽市统计年鉴2026》；不同来源的分几次填。",
    )
    reason = forms.CharField(label="更正原因", max_length=500, required=False, help_text="改动已有的数时写明。")

    def __init__(self, *args: Any, lines: Sequence[Line], **options: Any) -> None:
        super().__init__(*args, **options)
        self.cells = {cell.key: cell for line in lines for cell in line.cells}
        for cell in self.cells.values():
            self._add(cell)

    def _add(self, cell: Cell) -> None:
        now = cell.current
        for name in names_of(cell):
            field = FigureField(_LABELS[name], "" if name != "value" else cell.indicator.unit)
            told = f"{cell.indicator}{cell.year}年{_LABELS[name]}"
            field.widget.attrs |= {"aria-label": told, "data-column": f"{cell.year}-{name}"}
            field.initial = getattr(now, name) if now else None
            self.fields[f"{cell.key}-{name}"] = field
        seen = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=now.pk if now else 0)
        self.fields[f"{cell.key}-seen"] = seen

    def shown(self, cell: Cell) -> list[BoundField]:
        return [self[f"{cell.key}-{name}"] for name in (*names_of(cell), "seen")]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        changed = list(self._changed())
        if changed and not cleaned.get("source"):
            self.add_error("source", "请写明数据来源")
        for cell in changed:
            if cell.current is not None and all(cleaned.get(f"{cell.key}-{name}") is None for name in names_of(cell)):
                self.add_error(f"{cell.key}-{names_of(cell)[0]}", "要取消已填的数，请在指标页撤回")
        return cleaned

    def _changed(self) -> Iterable[Cell]:
        """Those where something else was typed than the page showed."""
        for key, cell in self.cells.items():
            if any(f"{key}-{name}" in self.errors for name in names_of(cell)):
                continue
            given = [self.cleaned_data.get(f"{key}-{name}") for name in names_of(cell)]
            now = [getattr(cell.current, name) if cell.current else None for name in names_of(cell)]
            if given != now:
                yield cell

    def entries(self, place: Jurisdiction, status: ObservationStatus) -> list[Entry]:
        return [self._entry(cell, place, status) for cell in self._changed()]

    def _entry(self, cell: Cell, place: Jurisdiction, status: ObservationStatus) -> Entry:
        data = self.cleaned_data
        return Entry(
            indicator=cell.indicator,
            place=place,
            year=cell.year,
            month=YEAR,
            status=status,
            **{name: data.get(f"{cell.key}-{name}") for name in NUMBERS},
            source=data["source"],
            note=cell.current.note if cell.current else "",
            reason=data["reason"],
            seen=data[f"{cell.key}-seen"] or 0,
        )


def names_of(cell: Cell) -> tuple[str, ...]:
    return NUMBERS[1:] if cell.indicator.kind == IndicatorKind.RATE else NUMBERS[:1]
