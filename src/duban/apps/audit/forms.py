"""What is asked before the record is verified."""

from __future__ import annotations

from django import forms

from duban.apps.audit.report import Expectation
from duban.rulebook.refusals import Invalid


class VerifyForm(forms.Form):
    expect = forms.CharField(
        label="上次抄下的记录末尾",
        required=False,
        max_length=100,
        help_text="形如“1024:9f3a…”，每次核验后给出，应抄在系统以外。填了它，才能发现整个数据库被换成旧的。",
    )

    def clean_expect(self) -> Expectation | None:
        text = self.cleaned_data["expect"]
        try:
            return Expectation.parse(text) if text else None
        except Invalid as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
