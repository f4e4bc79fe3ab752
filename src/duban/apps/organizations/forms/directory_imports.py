"""What is entered about an import from a workbook: the file and the place it is about; which comparison was seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from duban.apps.organizations.forms.officials import offer_places
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.actors import Actor

ACCEPTED = ".xlsx,.xls,.ods"


class StartImportForm(forms.Form):
    file = forms.FileField(
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

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_BYTES:
            raise ValidationError(f"文件超过 {settings.UPLOAD_BYTES // 2**20} MB，请分成几份再上传")
        return file


class ConfirmForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
