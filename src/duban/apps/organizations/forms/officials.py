"""What is entered about a person."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.actors import Actor

REMARK = "同一行政区有同名人员时填写，用来区分，如“女，1980年生”。"


class ChangeOfficialForm(forms.Form):
    name = forms.CharField(label="姓名", max_length=40)
    remark = forms.CharField(label="备注", max_length=100, required=False, help_text=REMARK)
    seen = forms.CharField(widget=forms.HiddenInput)


class CreateOfficialForm(forms.Form):
    jurisdiction = forms.ModelChoiceField(Jurisdiction.objects.none(), label="行政区", empty_label=None)
    name = forms.CharField(label="姓名", max_length=40)
    remark = forms.CharField(label="备注", max_length=100, required=False, help_text=REMARK)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_places(self, actor)


def offer_places(form: forms.Form, actor: Actor) -> None:
    """The places one may act in, with their own first and chosen."""
    field = form.fields["jurisdiction"]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = Jurisdiction.objects.visible_to(actor)
    field.initial = actor.jurisdiction
