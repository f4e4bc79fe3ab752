"""Whether the unit's head looks at a report before it is submitted."""

from __future__ import annotations

from django import forms


class UnitPracticeForm(forms.Form):
    inner_approval = forms.BooleanField(
        label="报送前由单位负责人审核",
        required=False,
        help_text="勾选后，联络员填好的进展情况先送单位负责人，审核通过才报送督查室；不勾选，联络员直接报送。",
    )
    seen = forms.CharField(widget=forms.HiddenInput)
