"""What is entered to have a document read."""

from __future__ import annotations

from django import forms

from duban.apps.web.forms import UploadField


class ReadForm(forms.Form):
    file = UploadField(
        label="公文",
        help_text="Word、WPS、PDF、OFD、网页、Excel、文本，或装着它们的压缩包。",
        max_length=200,
    )
