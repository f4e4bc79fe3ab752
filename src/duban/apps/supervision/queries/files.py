"""The files that prove what was said: those of a thing, those that were not taken back.

In: an owner, or rows to be read with theirs.  Out: files in the order they came; one query.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Model, Prefetch, QuerySet

from duban.apps.supervision import file_owners
from duban.apps.supervision.models import SupervisionFile

THERE = SupervisionFile.objects.filter(removed_at=None)


def files_of(owner: Model) -> QuerySet[SupervisionFile]:
    return THERE.filter(**{file_owners.field_of(owner): owner})


def with_files(through: str = "files") -> Prefetch[str]:
    """For `prefetch_related`: the files of each row as a list in its `shown_files`."""
    return Prefetch(through, queryset=THERE.all(), to_attr="shown_files")


def there_at(files: Sequence[SupervisionFile], at: datetime) -> list[SupervisionFile]:
    """Those that were there at a moment, also if they were removed since."""
    return [one for one in files if one.uploaded_at <= at and (one.removed_at is None or at < one.removed_at)]
