"""What is asked when a leader instructs, a unit answers, the leader or the office replies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from duban.apps.organizations.models import Unit
from duban.apps.progress.actions.instructions import LONGEST, LONGEST_ANSWER
from duban.apps.progress.forms.evidence import EvidenceField
from duban.apps.progress.labels.instructions import LIMITS, USUAL_LIMIT
from duban.rulebook.clocks import Limit
from duban.rulebook.tasks import ROLE_WORDS, ResponsibilityRole


def _limit_field() -> forms.ChoiceField:
    return forms.ChoiceField(label="反馈期限", choices=LIMITS, initial=USUAL_LIMIT, widget=forms.RadioSelect)


def limit_of(choice: str) -> Limit:
    """d5: five working days; h4: four working hours."""
    number = int(choice[1:])
    return Limit(working_days=number) if choice[0] == "d" else Limit(working_hours=number)


class InstructForm(forms.Form):
    text = forms.CharField(
        label="批示内容", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3, "data-focus": ""})
    )
    limit = _limit_field()
    units = forms.MultipleChoiceField(label="办理单位", widget=forms.CheckboxSelectMultiple)

    def __init__(self, data: Any = None, *, units: Sequence[tuple[Unit, ResponsibilityRole]], text: str = "") -> None:
        leads = [unit.pk for unit, role in units if role is ResponsibilityRole.LEAD]
        super().__init__(data, initial={"text": text, "units": leads})
        self._units = {str(unit.pk): unit for unit, _ in units}
        field = self.fields["units"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(unit.pk, f"{unit.name}（{ROLE_WORDS[role]}）") for unit, role in units]

    @property
    def chosen(self) -> list[Unit]:
        return [self._units[key] for key in self.cleaned_data["units"]]


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="办理情况",
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="做了什么，结果怎样，还差什么，什么时候完成。",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = EvidenceField()


class SettleForm(forms.Form):
    reply = forms.CharField(label="意见", max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ContinueForm(forms.Form):
    reply = forms.CharField(
        label="还要办什么", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}), help_text="办理单位会看到。"
    )
    limit = _limit_field()
    seen = forms.IntegerField(widget=forms.HiddenInput)


class SeenForm(forms.Form):
    """Nothing is asked but that nobody changed it meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
