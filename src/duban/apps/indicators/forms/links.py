"""Which target of which task an indicator's figures come from, and of which year it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from duban.apps.plans.models import Target


class LinkForm(forms.Form):
    """`targets`: those proposed, the likest first."""

    target = forms.TypedChoiceField(label="任务目标", coerce=int)
    year = forms.IntegerField(label="年度", min_value=1900, max_value=2200)

    def __init__(self, *args: Any, targets: Sequence[Target], **options: Any) -> None:
        super().__init__(*args, **options)
        self._targets = {one.pk: one for one in targets}
        field = self.fields["target"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", "请选择"), *((one.pk, _words(one)) for one in targets)]

    def clean_target(self) -> Target:
        return self._targets[self.cleaned_data["target"]]


def _words(target: Target) -> str:
    return f"{target.text}（{target.task.year}年：{target.task}）"
