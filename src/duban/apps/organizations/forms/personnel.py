"""What is entered about an import from a document: the file, corrections to a line, what holds for a whole document."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.organizations.forms.days import DayField
from duban.apps.organizations.forms.officials import offer_places
from duban.apps.organizations.forms.picking import PickField, PickForm
from duban.apps.organizations.models import Jurisdiction
from duban.apps.organizations.personnel.drafts import NEW
from duban.apps.organizations.personnel.matching import Meaning
from duban.apps.organizations.queries.personnel import Directory
from duban.apps.web.forms import UploadField
from duban.rulebook.actors import Actor

_ANY_LIKENESS = 0.3  # in a form more is offered than is asked about


class StartImportForm(forms.Form):
    file = UploadField(
        label="文件",
        help_text="设立或调整领导小组的通知、任免通知，或载有它们的公报。Word、PDF、网页、表格、文本都可以。",
    )
    jurisdiction = forms.ModelChoiceField(Jurisdiction.objects.none(), label="行政区", empty_label=None)

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_places(self, actor)


class ChangeLineForm(forms.Form):
    unit = forms.CharField(
        label="单位", max_length=100, required=False, help_text="本级政府的职务可不填；改了写法会重新查找。"
    )
    unit_choice = forms.TypedChoiceField(
        label="对应名册里的", required=False, widget=forms.RadioSelect, coerce=int, empty_value=None
    )
    title = forms.CharField(label="职务", max_length=60, required=False, help_text="不填的，按单位列入领导小组。")
    person_choice = forms.TypedChoiceField(
        label="人员", required=False, widget=forms.RadioSelect, coerce=int, empty_value=None
    )
    day = DayField(label="日期", required=False, help_text="不填的，按文件的日期。")
    acting = forms.BooleanField(label="代理或主持工作", required=False)
    skip = forms.BooleanField(label="这一条不导入", required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, meaning: Meaning, directory: Directory, **options: Any) -> None:
        super().__init__(*args, **options)
        self._choices("unit_choice", _units(meaning, directory))
        people = [(one.pk, _person(one)) for one in directory.people(meaning.line.name)]
        self._choices("person_choice", [("", "自动查找"), *people, (NEW, f"另建人员“{meaning.line.name}”")])

    def _choices(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = choices


class ChangeSheetForm(PickForm):
    day = DayField(label="日期", help_text="任免和名单从这一天起算；文件写明的，按文件。")
    group_name = forms.CharField(label="领导小组名称", max_length=120, required=False)
    office = PickField("unit", label="办公室所在单位", required=False)
    term_ends_on = DayField(label="任期至", required=False, help_text="任期的最后一天。")
    end_condition = forms.CharField(
        label="撤销条件", max_length=300, required=False, help_text="如“工作任务完成后自行撤销”。"
    )
    skip = forms.BooleanField(label="这份公文不导入", required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, founds: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not founds:
            for name in ("group_name", "office", "term_ends_on", "end_condition"):
                self.fields[name].widget = forms.HiddenInput()
        self.fields["group_name"].required = founds


def _units(meaning: Meaning, directory: Directory) -> list[tuple[Any, str]]:
    found = [unit for unit in (directory.unit(meaning.line.unit), meaning.unit) if unit is not None]
    alike = directory.similar(meaning.line.unit, _ANY_LIKENESS) if meaning.line.unit else []
    units = {unit.pk: unit.name for unit in (*found, *alike)}
    return [("", "自动查找"), *units.items(), (NEW, "新建单位")]


def _person(one: Any) -> str:
    holding = "、".join(str(held.post) for held in one.holding[:2])
    return f"{one.name}（{one.remark or holding or one.jurisdiction.name}）"
