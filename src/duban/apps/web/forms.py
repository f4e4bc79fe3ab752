"""A form and an action: what the action refuses is said in the form, and nothing typed is lost; files; saved views."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BaseForm

from duban.rulebook.refusals import Conflict, Invalid

Result = TypeVar("Result")


def attempt(form: BaseForm, action: Callable[..., Result], **arguments: Any) -> Result | None:
    """Call `action`; `Invalid` and `Conflict` become errors of the form, and None is given. `NotAllowed` goes on."""
    try:
        return action(**arguments)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    except Conflict as refusal:
        form.add_error(None, str(refusal))
    return None


class UploadField(forms.FileField):
    """A file no larger than the site takes (UPLOAD_BYTES)."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > settings.UPLOAD_BYTES:
            raise ValidationError(f"文件超过 {settings.UPLOAD_BYTES // 2**20} MB，请分成几份再上传")
        return file


class SaveViewForm(forms.Form):
    """The name of a saved view; its conditions, and the page to return to, come along unseen."""

    name = forms.CharField(label="视图名称", max_length=30, help_text="写这张表里看的是什么，例如：各镇政府。")
    query = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    back = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


class ChangeViewForm(SaveViewForm):
    seen = forms.CharField(max_length=4100, widget=forms.HiddenInput)
