"""Files that prove what is said: several at once, chosen or dropped."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from duban.apps.plans.forms.imports import ManyFiles
from duban.apps.progress.evidence_kinds import OFFERED
from duban.apps.progress.keeping import MOST_FILES
from duban.apps.web.forms import UploadField


class EvidenceField(UploadField):
    """Several files, each no larger than the site takes; none gives an empty list."""

    widget = ManyFiles

    def __init__(self, **options: Any) -> None:
        words = {"label": "佐证材料", "required": False, "help_text": f"{OFFERED}，最多 {MOST_FILES} 个。"}
        super().__init__(**{**words, **options})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        if not data:
            super().clean(None, initial)
            return []
        if len(data) > MOST_FILES:
            raise ValidationError(f"最多 {MOST_FILES} 个佐证材料，其余的请装进一个 .zip")
        return [super(EvidenceField, self).clean(one, initial) for one in data]
