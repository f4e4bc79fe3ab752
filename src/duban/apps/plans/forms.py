"""What is entered to have a document read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError


class ReadForm(forms.Form):
    file = forms.FileField(
        label="公文",
        help_text="Word、WPS、PDF、OFD、网页、Excel、文本，或装着它们的压缩包。",
        max_length=200,
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_BYTES:
            raise ValidationError(f"文件超过 {settings.UPLOAD_BYTES // 2**20} MB，请分成几份再上传")
        return file
