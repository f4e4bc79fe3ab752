"""What is entered to import plans and indicators from documents: the files, their place, the plan they correct."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from duban.apps.organizations.forms.officials import offer_places
from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.models import Plan
from duban.apps.web.forms import UploadField
from duban.rulebook.actors import Actor

MOST_FILES = 20  # at once; more come in a .zip


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(UploadField):
    """Several files, each no larger than the site takes."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        if not data:
            return [super().clean(None, initial)]
        if len(data) > MOST_FILES:
            raise ValidationError(f"一次最多 {MOST_FILES} 个文件，其余的请再传一次，或装进一个 .zip")
        return [super(FilesField, self).clean(one, initial) for one in data]


class StartImportForm(forms.Form):
    documents = FilesField(
        label="公文",
        help_text="一份或几份分工方案、指标文件、进度计划表：Word、WPS、PDF、OFD、网页、Excel、文本，或装着它们的压缩包。",
        error_messages={"required": "请选择要导入的公文"},
    )
    jurisdiction = forms.ModelChoiceField(
        Jurisdiction.objects.none(), label="行政区", empty_label=None, help_text="这份公文是哪个行政区的。"
    )

    def __init__(self, *args: Any, actor: Actor, replaces: Plan | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_places(self, actor)
        if replaces is not None:
            field = self.fields["jurisdiction"]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = Jurisdiction.objects.filter(pk=replaces.jurisdiction_id)
            field.initial = replaces.jurisdiction_id
