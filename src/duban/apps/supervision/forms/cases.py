"""What is asked when a case is opened, edited, decided on, served, answered, checked, raised."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.progress.forms.evidence import EvidenceField
from duban.apps.supervision.actions.cases_answering import LONGEST_ANSWER
from duban.apps.supervision.case_record import LONGEST
from duban.apps.supervision.case_serving import documents_of
from duban.apps.supervision.labels.cases import LIMITS, USUAL_LIMIT
from duban.apps.supervision.models import Case
from duban.rulebook.cases import LADDER, LEVELS, Level
from duban.rulebook.clocks import Limit


def limit_of(choice: str) -> Limit:
    """d5: five working days; h4: four working hours."""
    number = int(choice[1:])
    return Limit(working_days=number) if choice[0] == "d" else Limit(working_hours=number)


def choice_of(case: Case) -> str:
    return f"d{case.working_days}" if case.working_days else f"h{case.working_hours or 8}"


def _long(
    label: str, *, rows: int = 3, required: bool = True, help_text: str = "", most: int = LONGEST
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class LimitField(forms.ChoiceField):
    """`now`: a limit the case has that is not among the usual ones."""

    def __init__(self, *, now: str = "", label: str = "反馈期限", required: bool = True) -> None:
        usual = dict(LIMITS)
        choices = list(LIMITS) if not now or now in usual else [*LIMITS, (now, limit_of(now).words)]
        super().__init__(
            label=label, choices=choices, initial=now or USUAL_LIMIT, required=required, widget=forms.RadioSelect
        )

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        return limit_of(chosen) if chosen else None


class SeenForm(forms.Form):
    """Nothing is asked but that nobody changed it meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class CaseForm(forms.Form):
    level = forms.ChoiceField(
        label="层级",
        choices=[(level.value, LEVELS[level]) for level in LADDER],
        initial=Level.URGING.value,
        widget=forms.RadioSelect,
        help_text="可以从任何一级开始；越级的，在原因里写明。",
    )
    subject = forms.CharField(label="事由", max_length=200)
    reason = _long("原因")
    basis = forms.CharField(label="依据", max_length=300, help_text="哪个文件、哪一条，或哪位领导的批示。")
    demand = _long("要求", help_text="要单位办什么、报什么。")

    def __init__(self, data: Any = None, *, now: str = "", **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["limit"] = LimitField(now=now)

    def clean_level(self) -> Level:
        return Level(self.cleaned_data["level"])


class OpenForm(PickForm, CaseForm):
    """By hand, to a unit that is named."""

    unit = PickField("unit", label="督办对象")
    field_order = ("unit",)


class OpenSeveralForm(forms.Form):
    """For tasks that are ticked: subject and basis are each its own."""

    level = forms.ChoiceField(
        label="层级",
        choices=[(level.value, LEVELS[level]) for level in LADDER],
        initial=Level.URGING.value,
        widget=forms.RadioSelect,
    )
    reason = _long("原因", help_text="对每一件都写这一条，各项任务现在的进度附在后面。")
    demand = _long("要求", help_text="要单位办什么、报什么。")

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["limit"] = LimitField()

    def clean_level(self) -> Level:
        return Level(self.cleaned_data["level"])


class EditForm(CaseForm):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ServeForm(SeenForm):
    document = forms.ChoiceField(label="发出方式", widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, level: str, **options: Any) -> None:
        super().__init__(data, **options)
        offered = documents_of(level)
        field = self.fields["document"]
        assert isinstance(field, forms.ChoiceField)
        field.choices, field.initial = offered, offered[0][0]
        if len(offered) == 1:
            field.widget = forms.HiddenInput()


class ReasonForm(SeenForm):
    reason = _long("理由")


class OpinionForm(SeenForm):
    """A leader's word, which a return needs."""

    verdict = forms.ChoiceField(
        label="审批",
        choices=[("approve", "同意"), ("return", "退回修改"), ("dismiss", "不予督办")],
        widget=forms.RadioSelect,
    )
    opinion = _long("意见", rows=2, required=False, help_text="退回修改和不予督办的，要写明理由。")


class AnswerForm(SeenForm):
    text = _long("办理情况", rows=5, most=LONGEST_ANSWER, help_text="做了什么，结果怎样，还差什么，什么时候完成。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = EvidenceField()


class CheckForm(SeenForm):
    verdict = forms.ChoiceField(
        label="核查结果", choices=[("accept", "核查通过，办结"), ("return", "退回重办")], widget=forms.RadioSelect
    )
    finding = _long("核查情况", help_text="怎样核查，看到什么；退回的，写明还缺什么。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["limit"] = LimitField(label="退回的，新的反馈期限")


class AgainForm(SeenForm):
    """A reason and a new limit: for a case that is opened again."""

    reason = _long("原因")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["limit"] = LimitField()


class RaiseForm(AgainForm):
    level = forms.ChoiceField(label="升级为", widget=forms.RadioSelect)
    field_order = ("level", "reason")

    def __init__(self, data: Any = None, *, level: str, **options: Any) -> None:
        super().__init__(data, **options)
        above = LADDER[LADDER.index(Level(level)) + 1 :]
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, LEVELS[one]) for one in above]
        field.initial = above[0].value if above else None

    def clean_level(self) -> Level:
        return Level(self.cleaned_data["level"])


class EndForm(SeenForm):
    ending = _long("办结根据", help_text="例如：进展情况已于某日报送。")


class BulkReasonForm(forms.Form):
    """One reason for all that are ticked."""

    reason = _long("理由", help_text="对所选的每一件都记这一条。")
