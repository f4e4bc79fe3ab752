"""The files that prove what was said: those of a thing, those that were not taken back.

In: an owner.  Out: rows in the order they came; one query.
"""

from __future__ import annotations

from django.db.models import Model, QuerySet

from duban.apps.progress import evidence_owners
from duban.apps.progress.models import Evidence


def evidence_of(owner: Model) -> QuerySet[Evidence]:
    return Evidence.objects.filter(**{evidence_owners.field_of(owner): owner}, removed_at=None)
