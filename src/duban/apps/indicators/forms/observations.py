"""What is filled in for figures: a row of the grid, the years of an indicator, an upload, why one is withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from duban.apps.indicators.entering import Entry
from duban.apps.indicators.models import Observation
from duban.apps.indicators.queries.entry_grid import Row, Sheet
from duban.apps.web.forms import UploadField
from duban.documents.figures.numbers import Unfit, figure, is_blank
from duban.rulebook.actors import Actor
from duban.rulebook.figures import plain
from duban.rulebook.indicators import OBSERVATION_STATUSES, ObservationStatus

SITTING = timedelta(minutes=15)  # who mends what was just typed is not asked why
MENDED = "录入时改正"
NUMBERS = ("value", "numerator", "denominator")
_LABELS = {"value": "数值", "numerator": "分子", "denominator": "分母"}
STATUS_CHOICES = [(one.value, words) for one, words in OBSERVATION_STATUSES.items()]


class FigureField(forms.CharField):
    """A figure as people type it: 1,200, ４６, 46%; kept as the number, None where nothing or a dash stands."""

    def __init__(self, label: str, unit: str = "") -> None:
        self.measured_in = unit
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(label=label, required=False, max_length=60, widget=forms.TextInput(attrs=attrs))

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if is_blank(text):
            return None
        try:
            return figure(text, unit=self.measured_in)
        except Unfit as reason:
            raise ValidationError(str(reason)) from None

    def prepare_value(self, value: Any) -> Any:
        return plain(value) if isinstance(value, Decimal) else value


class RowForm(forms.Form):
    """Its names begin with the row's key, so that many stand in one page."""

    source = forms.CharField(label="数据来源", max_length=200, required=False)
    note = forms.CharField(label="说明", max_length=500, required=False)
    reason = forms.CharField(label="更正原因", max_length=500, required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        row: Row,
        older: Mapping[int, Observation] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, prefix=row.key, initial=initial)
        self.row, self.older = row, older or {}
        unit = row.indicator.unit
        if row.is_rate:
            self.fields |= {name: FigureField(_LABELS[name]) for name in NUMBERS[1:]}
        else:
            self.fields["value"] = FigureField(_LABELS["value"], unit)
        for name, field in self.fields.items():
            if field.label:
                field.widget.attrs |= {"aria-label": f"{row.place}{row.indicator} {field.label}", "data-column": name}
        self.fields["reason"].widget.attrs["placeholder"] = "更正时写明原因"

    @property
    def names(self) -> str:
        """All it sends, for htmx."""
        return ",".join(self.add_prefix(name) for name in self.fields)

    @property
    def numbers(self) -> list[BoundField]:
        return [self[name] for name in NUMBERS if name in self.fields]

    @property
    def base(self) -> Observation | None:
        """What the page showed, which may be another figure than the one that is there now."""
        seen, now = self.cleaned_data.get("seen") or 0, self.row.current
        return now if now is not None and now.pk == seen else self.older.get(seen)

    @property
    def is_half(self) -> bool:
        """Whether one of a new rate's two figures is still to come."""
        return self.base is None and len({self.cleaned_data.get(one.name) is None for one in self.numbers}) == 2

    @property
    def differs(self) -> bool:
        """Whether something was typed that the page did not show."""
        given, base = self.cleaned_data, self.base
        if base is None:
            return any(given.get(name) is not None for name in NUMBERS)
        names = [*(one.name for one in self.numbers), "source", "note"]
        return any(given.get(name) != getattr(base, name) for name in names)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        lacks = all(cleaned.get(one.name) is None and one.name not in self.errors for one in self.numbers)
        if self.base is not None and lacks:
            raise ValidationError("要取消已填的数，请点“撤回”")
        return cleaned

    def entry(self, sheet: Sheet, *, at: datetime, by: Actor) -> Entry:
        data, current = self.cleaned_data, self.row.current
        recent = current is not None and current.account_id == by.account and at - current.entered_at < SITTING
        return Entry(
            indicator=self.row.indicator,
            place=self.row.place,
            year=sheet.year,
            month=sheet.month,
            status=self.row.status,
            **{name: data.get(name) for name in NUMBERS},
            source=data["source"],
            note=data["note"],
            reason=data["reason"] or (MENDED if recent else ""),
            seen=data["seen"] or 0,
        )


def shown(row: Row) -> dict[str, Any]:
    """What the row begins with."""
    now = row.current
    numbers = {name: getattr(now, name) if now else None for name in NUMBERS}
    said = {"source": row.source, "note": now.note if now else "", "seen": now.pk if now else 0}
    return {**numbers, **said}


def empty_form(row: Row) -> RowForm:
    """The row as it stands in the database."""
    return RowForm(row=row, initial=shown(row))


class WorkbookForm(forms.Form):
    file = UploadField(
        label="文件",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods"}),
        help_text="从填报页导出、填好的指标数表（.xlsx、.xls、.ods）。",
    )


class StatusWorkbookForm(WorkbookForm):
    """The office says whose figures they are."""

    status = forms.TypedChoiceField(
        label="数的性质",
        choices=STATUS_CHOICES,
        coerce=ObservationStatus,
        help_text="整份文件同一种；不同的分几次导入。",
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="撤回原因",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明为什么撤回，会留在这个数的记录里。",
    )


class SumUpForm(forms.Form):
    """`reason` and `incomplete` are asked where there is a figure to be corrected, where places are missing."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label="更正原因", max_length=500, required=False)
    incomplete = forms.BooleanField(label="缺的地区不计，先按已有的汇总", required=False)
