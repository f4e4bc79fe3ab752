"""A day in a form: chosen in the browser, or typed in any of the ways people write it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

_WRITTEN = ("%Y-%m-%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y/%m/%d")
_FIRST, _LAST = date(1949, 10, 1), date(2099, 12, 31)


class DayField(forms.DateField):
    def __init__(self, *, label: str, required: bool = True, help_text: str = "", initial: date | None = None) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(
            label=label, required=required, help_text=help_text, initial=initial, widget=widget, input_formats=_WRITTEN
        )

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not _FIRST <= day <= _LAST:
            raise ValidationError(f"请核对年份：{day.year}年")
        return day
