"""What is entered about a place."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.organizations.models import Level

CODE = "县级以上6位（GB/T 2260），镇（街道）9位（GB/T 10114）；不清楚的可以不填。"


class ChangeJurisdictionForm(forms.Form):
    name = forms.CharField(label="名称", max_length=60, help_text="全称，如“临川县”“石桥镇”。")
    code = forms.CharField(label="行政区划代码", max_length=12, required=False, help_text=CODE)
    order = forms.IntegerField(label="排序", min_value=0, max_value=99999, initial=0, help_text="小的排在前面。")
    seen = forms.CharField(widget=forms.HiddenInput)


class CreateJurisdictionForm(forms.Form):
    name = forms.CharField(label="名称", max_length=60, help_text="全称，如“临川县”“石桥镇”。")
    level = forms.TypedChoiceField(label="级别", coerce=Level)
    code = forms.CharField(label="行政区划代码", max_length=12, required=False, help_text=CODE)
    order = forms.IntegerField(label="排序", min_value=0, max_value=99999, initial=0, help_text="小的排在前面。")

    def __init__(self, *args: Any, levels: list[Level], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["level"].choices = [(level.value, level.label) for level in levels]  # type: ignore[attr-defined]
