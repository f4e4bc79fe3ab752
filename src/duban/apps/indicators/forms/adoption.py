"""What is entered to adopt a draft of indicators: whether its figures come along, which set it completes, why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from duban.apps.indicators.models import IndicatorSet


class _Figures(forms.Form):
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
    with_figures = forms.BooleanField(
        label="实际值一并导入", required=False, help_text="记为自报数，数据来源写这份文件；以后可以核定、更正。"
    )

    def __init__(self, *args: Any, figures: int, **options: Any) -> None:
        super().__init__(*args, **options)
        if not figures:
            del self.fields["with_figures"]


class AdoptForm(_Figures):
    """A new set."""


class UpdateForm(_Figures):
    """`asks_reason`: the set is in force."""

    reason = forms.CharField(label="修改原因", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, asks_reason: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks_reason:
            del self.fields["reason"]


class ChooseSetForm(forms.Form):
    """Which set the file completes; the likeliest is offered first."""

    set = forms.ModelChoiceField(IndicatorSet.objects.none(), label="指标体系", empty_label="请选择")

    def __init__(self, *args: Any, sets: QuerySet[IndicatorSet], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["set"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = sets
