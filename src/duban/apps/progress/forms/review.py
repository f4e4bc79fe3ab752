"""What the office is asked when it reviews: what it found, why it returns, what of the queue it wants to see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.progress.actions.review import LONGEST_REASON
from duban.apps.progress.queries.filed import Line
from duban.apps.progress.queries.review import Narrowed
from duban.rulebook.figures import plain
from duban.rulebook.health import LABELS, STATED, Health
from duban.rulebook.refusals import Invalid

_MOST = 2000
VERDICTS = [(one.value, LABELS[one]) for one in STATED]


class AcceptForm(forms.Form):
    """A number for each target, named by its key; blank: the office found none."""

    verified = forms.ChoiceField(
        label="核定", choices=VERDICTS, widget=forms.RadioSelect(attrs={"data-verdict": ""}), required=False
    )
    note = forms.CharField(
        label="审核意见",
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"placeholder": "审核意见，可不填", "aria-label": "审核意见"}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: Sequence[Line] = (), **named: Any) -> None:
        super().__init__(*args, **named)
        self.lines = lines
        for line in lines:
            self.fields[_name(line)] = forms.DecimalField(
                label=f"核定数：{line.target.measure}",
                required=False,
                max_digits=20,
                decimal_places=4,
                initial=plain(line.stated),
                widget=forms.NumberInput(
                    attrs={"form": "accept", "step": "any", "aria-label": f"核定数：{line.target}"}
                ),
            )

    def given(self) -> dict[str, Any]:
        """What the action is asked with."""
        chosen = self.cleaned_data["verified"]
        return {
            "verified": Health(chosen) if chosen else None,
            "figures": {line.target.pk: self.cleaned_data[_name(line)] for line in self.lines},
            "note": self.cleaned_data["note"],
            "seen": self.cleaned_data["seen"],
        }

    def figure(self, line: Line) -> forms.BoundField:
        return self[_name(line)]


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label="退回原因",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "请写明退回原因，让单位知道要补什么"},
    )
    new_due = DayField(label="重报期限", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class NarrowForm(forms.Form):
    """The filters of the queue, in the address; what is not understood is left out."""

    round = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    unit = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    section = forms.IntegerField(required=False, min_value=1, max_value=2**62)
    late = forms.BooleanField(required=False)
    hints = forms.BooleanField(required=False)


def narrowed(given: Mapping[str, Any]) -> Narrowed:
    form = NarrowForm(given)
    form.is_valid()
    return Narrowed(**{name: value for name, value in form.cleaned_data.items() if value})


def address_of(wanted: Narrowed) -> str:
    """The filters as they stand behind the "?", "" without any."""
    asked = {name: getattr(wanted, name) for name in NarrowForm.base_fields}
    return urlencode({name: "1" if value is True else value for name, value in asked.items() if value})


def chosen(posted: Sequence[str]) -> dict[int, int | None]:
    """The reports ticked, each with the version that was shown: "12:3"."""
    found: dict[int, int | None] = {}
    for one in posted:
        key, _, seen = one.partition(":")
        if all(part.isascii() and part.isdecimal() and len(part) < 19 for part in (key, seen)):
            found[int(key)] = int(seen)
    if not found:
        raise Invalid("没有选择任何一件，请先勾选。")
    if len(found) > _MOST:
        raise Invalid(f"一次最多选择 {_MOST} 件，请分几次办理。")
    return found


def _name(line: Line) -> str:
    return f"figure_{line.target.pk}"
