"""计算办法 as a form: settings above, the weights of fields, a line for each indicator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from duban.apps.indicators.actions.schemes import MOST_WEIGHT, Line, Settings
from duban.apps.indicators.forms.sets import reason_field
from duban.apps.indicators.models import Indicator, IndicatorField, Scheme
from duban.apps.indicators.scheme_rows import LINE, SETTINGS
from duban.apps.organizations.forms.days import DayField
from duban.rulebook.figures import plain
from duban.rulebook.indicators import METHODS, IndicatorKind, Method

LABELS = {"weight": "权重", "method": "计算方法", "lower": "允许下限", "upper": "允许上限", "must_pass": "必达"}


class SchemeForm(forms.Form):
    since = DayField(label="自何日起", help_text="这一天以后的评价按这一版算；以前的版本留着，可以查看。")
    cap = forms.BooleanField(
        label="单项最高按100计", required=False, help_text="超额完成的也只算100，免得一项掩盖另一项。"
    )
    tolerance = forms.DecimalField(
        label="允许误差（%）", max_digits=5, decimal_places=2, help_text="“左右”“平稳”的目标，差在这个比例以内算达到。"
    )
    behind_points = forms.IntegerField(label="落后多少个百分点为滞后", min_value=0, max_value=100)
    severe_points = forms.IntegerField(label="落后多少个百分点为严重滞后", min_value=0, max_value=100)
    ahead_points = forms.IntegerField(label="领先多少个百分点为快于时序", min_value=0, max_value=100)
    reason = reason_field(label="制定说明")
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        scheme: Scheme | None,
        fields: list[IndicatorField],
        indicators: list[Indicator],
        in_place: bool,
        initial: Mapping[str, Any],
    ) -> None:
        settings = {name: getattr(scheme or Scheme(), name) for name in SETTINGS}
        super().__init__(data, initial=settings | dict(initial))
        if in_place:
            del self.fields["reason"]
        self.groups, self.indicators = fields, indicators
        weights = {row.field_id: row.weight for row in scheme.fields.all()} if scheme else {}
        for group in fields:
            self._weight(f"field_{group.pk}", f"领域“{group}”：权重", weights.get(group.pk))
        lines = {row.indicator_id: row for row in scheme.lines.all()} if scheme else {}
        for row in indicators:
            known = lines.get(row.pk)
            self._line(
                row,
                asdict(Line(row.pk, Decimal(1))) if known is None else {name: getattr(known, name) for name in LINE},
            )

    def head(self) -> list[BoundField]:
        """What stands above the tables."""
        return [self[name] for name in ("since", *SETTINGS, "reason") if name in self.fields]

    def field_lines(self) -> list[tuple[IndicatorField, BoundField]]:
        return [(group, self[f"field_{group.pk}"]) for group in self.groups]

    def inputs_of(self, row: Indicator) -> dict[str, BoundField]:
        return {name: self[f"{name}_{row.pk}"] for name in LINE}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        lines = [Line(row.pk, **{name: data[f"{name}_{row.pk}"] for name in LINE}) for row in self.indicators]
        return {
            "since": data["since"],
            "settings": Settings(**{name: data[name] for name in SETTINGS}),
            "fields": {group.pk: data[f"field_{group.pk}"] for group in self.groups},
            "lines": lines,
            "reason": data.get("reason", ""),
            "seen": data["seen"],
        }

    def _weight(self, name: str, about: str, value: Any) -> None:
        self.fields[name] = forms.DecimalField(
            label=about,
            min_value=0,
            max_value=MOST_WEIGHT,
            max_digits=8,
            decimal_places=4,
            initial=plain(value) if value is not None else "1",
            widget=_narrow(about),
        )

    def _line(self, row: Indicator, known: Mapping[str, Any]) -> None:
        about = f"{row.number}{row.part} {row.name}"
        self._weight(f"weight_{row.pk}", f"{about}：权重", known["weight"])
        only = (Method.AUTO, Method.COMPOSITE)
        methods = [
            (one.value, words)
            for one, words in METHODS.items()
            if (one in only if row.kind == IndicatorKind.COMPOSITE else one is not Method.COMPOSITE)
        ]
        self.fields[f"method_{row.pk}"] = forms.ChoiceField(
            label=LABELS["method"],
            choices=methods,
            initial=known["method"],
            widget=forms.Select(attrs={"aria-label": f"{about}：计算方法"}),
        )
        for name in ("lower", "upper"):
            self.fields[f"{name}_{row.pk}"] = forms.DecimalField(
                label=LABELS[name],
                required=False,
                max_digits=18,
                decimal_places=6,
                initial=plain(known[name]),
                widget=_narrow(f"{about}：{LABELS[name]}"),
            )
        self.fields[f"must_pass_{row.pk}"] = forms.BooleanField(
            label=LABELS["must_pass"],
            required=False,
            initial=known["must_pass"],
            widget=forms.CheckboxInput(attrs={"aria-label": f"{about}：必达"}),
        )


def _narrow(about: str) -> forms.TextInput:
    return forms.TextInput(attrs={"aria-label": about, "inputmode": "decimal", "class": "narrow"})
