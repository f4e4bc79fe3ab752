"""Which targets of a plan become indicators of the year, and what the set is called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from duban.apps.indicators.headlines import Offered


class YearSetForm(forms.Form):
    """A box for each target, the headline ones ticked at first; what is taken already has none on the page."""

    title = forms.CharField(label="名称", max_length=200)

    def __init__(self, data: Any = None, *, offered: Sequence[Offered], title: str) -> None:
        super().__init__(data, initial={"title": title})
        self.offered = list(offered)
        for one in self.offered:
            box = forms.CheckboxInput(attrs={"aria-label": f"{one.target.task.number} {one.target.text}：设为年度指标"})
            self.fields[_key(one)] = forms.BooleanField(required=False, initial=one.is_headline, widget=box)

    def lines(self) -> list[tuple[Offered, BoundField]]:
        return [(one, self[_key(one)]) for one in self.offered]

    def clean(self) -> dict[str, Any]:
        """`targets`: the keys of those that are ticked."""
        data = super().clean() or {}
        chosen = [one.target.pk for one in self.offered if data.get(_key(one))]
        if not chosen:
            raise forms.ValidationError("请先勾选目标")
        return {"title": data.get("title", ""), "targets": chosen}


def _key(one: Offered) -> str:
    return f"target_{one.target.pk}"
