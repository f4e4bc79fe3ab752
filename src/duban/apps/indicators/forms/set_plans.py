"""What the plan made of a set's 重点工作任务 is called, and of which year it is."""

from __future__ import annotations

from django import forms


class SetPlanForm(forms.Form):
    title = forms.CharField(label="标题", max_length=300)
    year = forms.IntegerField(label="年度", min_value=1949, max_value=2099)
    seen = forms.CharField(widget=forms.HiddenInput)
