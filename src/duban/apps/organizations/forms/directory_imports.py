"""What is entered about an import from a workbook: the file and the place it is about."""

from __future__ import annotations

from typing import Any

from django import forms

from duban.apps.organizations.forms.officials import offer_places
from duban.apps.organizations.models import Jurisdiction
from duban.apps.web.forms import UploadField
from duban.rulebook.actors import Actor

ACCEPTED = ".xlsx,.xls,.ods"


class StartImportForm(forms.Form):
    file = UploadField(
        label="文件",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
        help_text="Excel 或 WPS 表格（.xlsx、.xls、.ods），按模板的表头填写。",
    )
    jurisdiction = forms.ModelChoiceField(
        Jurisdiction.objects.none(),
        label="行政区",
        empty_label=None,
        help_text="文件里的单位和人员都在这个行政区及其下级行政区之内。",
    )

    def __init__(self, *args: Any, actor: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_places(self, actor)
