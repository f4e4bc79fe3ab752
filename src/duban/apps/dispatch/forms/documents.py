"""What is asked while a document is drafted, submitted, issued, corrected or thrown away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from duban.apps.dispatch.actions.drafting import LONGEST_REASON, LONGEST_TEXT
from duban.apps.dispatch.forms.units import UnitsField, in_words
from duban.apps.dispatch.models import Dispatch, Letterhead
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DISPATCH_KINDS

URGENCY = [("", "无"), ("加急", "加急"), ("特急", "特急")]


class NewForm(forms.Form):
    kind = forms.ChoiceField(label="文种", choices=[(kind.value, words) for kind, words in DISPATCH_KINDS.items()])


class DispatchForm(forms.Form):
    title = forms.CharField(label="标题", max_length=200)
    recipients = forms.CharField(
        label="主送", required=False, max_length=1000, help_text="印在正文前面，不写冒号；不填就用收文单位的名称。"
    )
    units = UnitsField(
        label="主送单位（收文）", help_text="印发后在系统里收到这件公文，几个之间用顿号，也可以写集合单位。"
    )
    text = forms.CharField(
        label="正文",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text="一行一段。以“一、”“（一）”“1.”“（1）”开头的行按标题排。",
    )
    copies = UnitsField(label="抄送单位（收文）")
    copies_to = forms.CharField(label="抄送", required=False, max_length=500, help_text="印在末页版记里。")
    signatory = forms.CharField(label="署名", required=False, max_length=120)
    letterhead = forms.ChoiceField(label="发文机关")
    urgency = forms.ChoiceField(label="紧急程度", choices=URGENCY, required=False)
    note = forms.CharField(label="附注", required=False, max_length=100, help_text="例如：此件公开发布。不写括号。")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, dispatch: Dispatch, letterheads: Sequence[Letterhead], actor: Actor, on: date
    ) -> None:
        super().__init__(data, initial=_initial(dispatch))
        self._letterheads = {str(row.pk): row for row in (dispatch.letterhead, *letterheads)}
        field = self.fields["letterhead"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, str(row)) for key, row in self._letterheads.items()]
        for name in ("units", "copies"):
            units = self.fields[name]
            assert isinstance(units, UnitsField)
            units.actor, units.on = actor, on

    @property
    def values(self) -> dict[str, Any]:
        """What `edit_dispatch` takes; 主送 left empty is the names of the units."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "letterhead"}
        given["letterhead"] = self._letterheads[self.cleaned_data["letterhead"]]
        given["recipients"] = given["recipients"] or "、".join(unit.name for unit in given["units"])[:1000]
        return given


class SeenForm(forms.Form):
    """Nothing is asked but that nobody changed it meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class IssueForm(SeenForm):
    """`following`: the number it will be given; "" for who signs, and is not asked for one."""

    serial = forms.IntegerField(label="序号", required=False, min_value=1, max_value=99_999)

    def __init__(self, data: Any = None, *, following: str, seen: int) -> None:
        super().__init__(data, initial={"seen": seen})
        self.fields["serial"].help_text = f"不填就编为{following}。"
        if not following:
            del self.fields["serial"]


class ReturnForm(SeenForm):
    reason = forms.CharField(
        label="怎样修改", max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 3, "data-focus": ""})
    )


class VoidForm(SeenForm):
    reason = forms.CharField(label="作废原因", max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2}))


class CorrectForm(forms.Form):
    reason = forms.CharField(
        label="更正原因",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3, "data-focus": ""}),
        help_text="写明哪里有误，例如：因统计口径调整，附件第3行有误。",
    )
    same_kind = forms.ChoiceField(
        label="怎样更正",
        choices=[("", "发一份更正通知"), ("1", "全文重新印发")],
        required=False,
        widget=forms.RadioSelect,
        initial="",
    )

    def clean_same_kind(self) -> bool:
        return bool(self.cleaned_data["same_kind"])


def _initial(row: Dispatch) -> dict[str, Any]:
    copies = list(row.copies.select_related("unit"))
    fields = ("title", "recipients", "text", "copies_to", "signatory", "urgency", "note")
    return {
        **{name: getattr(row, name) for name in fields},
        "units": in_words(one.unit for one in copies if one.is_main),
        "copies": in_words(one.unit for one in copies if not one.is_main),
        "letterhead": str(row.letterhead_id),
        "seen": row.version,
    }
