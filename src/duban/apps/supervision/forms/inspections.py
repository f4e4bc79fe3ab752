"""What is entered about an inspection: its plan, opinions and reasons, designations, the record of a method."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.progress.forms.evidence import EvidenceField
from duban.apps.supervision.forms.inspection_units import MembersField, UnitsField
from duban.apps.supervision.inspection_planning import InspectionPlan, Member
from duban.apps.supervision.method_forms import FORMS as RECORD_FORMS
from duban.apps.supervision.method_forms import LONGEST as LONGEST_ASKED
from duban.apps.supervision.method_forms import Asked
from duban.apps.supervision.models import Designation, Inspection, InspectionRecord
from duban.rulebook.actors import Actor
from duban.rulebook.inspections import CATEGORIES, FORMS, METHODS, Category, Form, Method


def long_text(label: str, *, rows: int = 3, required: bool = True, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=required, help_text=hint, max_length=10_000, widget=forms.Textarea(attrs={"rows": rows})
    )


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(SeenForm):
    reason = long_text("原因")


class OpinionForm(SeenForm):
    opinion = long_text("意见", required=False, hint="退回的，写明要怎样修改。")


class SendForm(SeenForm):
    overlap_reason = long_text("仍要派出的理由", required=False)


class PlanForm(forms.Form):
    """`actor` for whom units are looked for; `on`: the day on which collective units are resolved."""

    title = forms.CharField(label="督查名称", max_length=150, help_text="如：重点项目开工专项督查。")
    category = forms.ChoiceField(label="督查内容", choices=[(k.value, v) for k, v in CATEGORIES.items()])
    form = forms.ChoiceField(label="督查形式", choices=[(k.value, v) for k, v in FORMS.items()])
    basis = forms.CharField(
        label="立项依据", max_length=300, help_text="哪次会议的决定、哪位领导的批示；由督查机构提出的，写明为什么。"
    )
    designation = forms.ModelChoiceField(
        Designation.objects.none(),
        label="开展督查的机构",
        required=False,
        empty_label="督查机构直接开展",
        help_text="由部门开展的，须先由领导指定，并且不超出指定的事项、范围和期限。",
    )
    content = long_text("督查事项", rows=4)
    units = UnitsField(label="督查对象", help_text="每行一个单位，也可以写集合单位，如“各镇政府”。")
    scope = long_text("督查范围", rows=2)
    methods = forms.MultipleChoiceField(
        label="督查方式", choices=[(k.value, v) for k, v in METHODS.items()], widget=forms.CheckboxSelectMultiple
    )
    begins = DayField(label="开始日期")
    ends = DayField(label="结束日期")
    members = MembersField(
        label="督查组", help_text="每行一人，第一行是组长，写姓名和职务。有账号的人会自动对应，复核时据此回避。"
    )
    is_announced = forms.BooleanField(
        label="事先通知督查对象", required=False, initial=True, help_text="暗访、线索核查不事先通知的，不选。"
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, actor: Actor, on: date, designations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        units, members, designation = self.fields["units"], self.fields["members"], self.fields["designation"]
        assert isinstance(units, UnitsField)
        assert isinstance(members, MembersField)
        assert isinstance(designation, forms.ModelChoiceField)
        units.actor = members.actor = actor
        units.on = on
        designation.queryset = designations

    @property
    def plan(self) -> InspectionPlan:
        given = {key: value for key, value in self.cleaned_data.items() if key != "seen"}
        given["category"], given["form"] = Category(given["category"]), Form(given["form"])
        given["methods"] = [Method(one) for one in given["methods"]]
        return InspectionPlan(**given)


def initial_of(row: Inspection) -> dict[str, Any]:
    """The plan as it stands, for its form."""
    names = ("title", "category", "form", "basis", "content", "scope", "methods", "begins", "ends", "is_announced")
    members = [Member(one.name, one.account) for one in row.members.select_related("account")]
    several = {"units": [one.unit for one in row.subjects.select_related("unit")], "members": members}
    return (
        {name: getattr(row, name) for name in names} | several | {"designation": row.designation, "seen": row.version}
    )


class DesignateForm(PickForm):
    unit = PickField("unit", label="指定的部门")
    matter = forms.CharField(label="督查事项", max_length=200)
    scope = long_text("督查范围", rows=2)
    duty = long_text("督查职责", rows=2)
    basis = forms.CharField(label="依据", max_length=300, help_text="会议决定、批示或者文件。")
    since = DayField(label="起始日期")
    last = DayField(label="最后一天", help_text="期满后不能再以此开展督查。")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        last = given.pop("last", None)
        if last is not None:
            given["until"] = last + timedelta(days=1)
        return given


class EndDesignationForm(forms.Form):
    until = DayField(label="终止日期", help_text="从这一天起不再有效。")
    reason = long_text("终止的原因")
    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)


class RecordForm(forms.Form):
    """The form of one method: what every record has, and what this method asks for beside it."""

    unit = forms.ChoiceField(label="督查对象", required=False)
    on = DayField(label="日期")
    place = forms.CharField(label="地点", max_length=100, required=False)
    present = forms.CharField(label="参加人员", max_length=300, required=False)
    is_restricted = forms.BooleanField(
        label="仅督查组和督查室可见", required=False, help_text="涉及举报人、个人隐私、商业秘密的，请选上。"
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, method: Method, inspection: Inspection, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.method = method
        self.asked = RECORD_FORMS[method]
        self._units = {str(one.unit_id): one.unit for one in inspection.subjects.select_related("unit")}
        unit = self.fields["unit"]
        assert isinstance(unit, forms.ChoiceField)
        whole = [] if method is Method.SELF_CHECK else [("", "不针对某一个对象")]
        unit.choices = [*whole, *((key, one.name) for key, one in self._units.items())]
        for asked in self.asked:
            self.fields[asked.key] = _field(asked)
        if method is Method.SELF_CHECK:
            for name in ("place", "present", "is_restricted"):
                del self.fields[name]
        else:
            self.fields["text"] = long_text("情况", rows=6)
            if is_new:
                self.fields["files"] = EvidenceField()
        self.order_fields(["unit", "on", "place", "present", *(one.key for one in self.asked), "text", "files"])

    @property
    def given(self) -> dict[str, Any]:
        """What the actions are given; files apart."""
        clean = dict(self.cleaned_data)
        particulars = {one.key: _kept(clean.pop(one.key)) for one in self.asked}
        clean.pop("files", None)
        clean.pop("seen", None)
        clean["unit"] = self._units.get(clean["unit"])
        return {"text": "", **clean, "particulars": particulars}


def initial_of_record(row: InspectionRecord) -> dict[str, Any]:
    names = ("on", "place", "present", "is_restricted", "text")
    kept = {name: getattr(row, name) for name in names}
    return {**row.particulars, **kept, "unit": row.unit_id or "", "seen": row.version}


class SelfCheckForm(SeenForm):
    text = long_text("自查情况", rows=8, hint="对照自查要求逐项说明，存在的问题如实写。")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["files"] = EvidenceField()


def _field(asked: Asked) -> forms.Field:
    words: dict[str, Any] = {"label": asked.label, "required": asked.is_required, "help_text": asked.hint}
    if asked.kind == "day":
        return DayField(**words)
    if asked.kind == "number":
        return forms.IntegerField(**words, min_value=0, max_value=999_999_999)
    widget = forms.Textarea(attrs={"rows": 3}) if asked.kind == "text" else forms.TextInput()
    return forms.CharField(**words, max_length=LONGEST_ASKED[asked.kind], widget=widget)


def _kept(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
