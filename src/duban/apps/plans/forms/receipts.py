"""What is asked when a unit objects, and when the office answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from duban.apps.organizations.changes import token
from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.plans.models import Receipt
from duban.apps.plans.nearness import proposed_acknowledge_by
from duban.rulebook.refusals import Invalid

UPHOLD, RELEASE = "uphold", "release"
DECISIONS = ((UPHOLD, "维持：仍由该单位承担，重新请它签收"), (RELEASE, "改派：该单位不再承担"))
_DAYS_TO_ACKNOWLEDGE = 3  # working days, once more


class ObjectForm(forms.Form):
    reason = forms.CharField(
        label="理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明为什么不由本单位承担，依据是什么，建议由哪个单位承担。",
    )


class DecideForm(PickForm):
    decision = forms.ChoiceField(label="办理意见", choices=DECISIONS, widget=forms.RadioSelect)
    reply = forms.CharField(
        label="答复", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text="提出异议的单位会看到。"
    )
    due = DayField(label="新的签收期限", required=False, help_text="维持时填写。")
    successor = PickField(
        "unit", required=False, label="改派给", help_text="改派时填写；还有其他单位承担的，可以不填。"
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """What belongs to the other answer is not taken silently."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("decision") == UPHOLD and cleaned.get("successor"):
            self.add_error("successor", "维持时不改派；要改派的，请在办理意见中选“改派”")
        return cleaned


def shown(receipt: Receipt, *, on: date) -> dict[str, Any]:
    """What the form of the office's answer begins with."""
    due = receipt.due if receipt.due and receipt.due > on else proposed_acknowledge_by(on, within=_DAYS_TO_ACKNOWLEDGE)
    return {"due": due, "seen": token(receipt)}


def plan_key(posted: str) -> int:
    """The plan of which everything is acknowledged."""
    if not (posted.isascii() and posted.isdecimal() and len(posted) < 19):
        raise Invalid("没有选择方案，请刷新后再办。")
    return int(posted)
