"""The words an office begins its documents with, kind by kind, and what held before.

In: the key of a place, a kind.  Out: rows; an unsaved one with the standing words where the office has not set its own.
"""

from __future__ import annotations

from django.db.models import QuerySet

from duban.apps.dispatch.models import Wording
from duban.apps.dispatch.standing_wordings import STANDING
from duban.rulebook.dispatches import DispatchKind


def newest_wording(kind: DispatchKind, jurisdiction: int) -> Wording:
    title, text = STANDING[kind]
    usual = Wording(jurisdiction_id=jurisdiction, kind=kind.value, title=title, text=text)
    return versions_of(kind, jurisdiction).filter(until=None).first() or usual


def newest_wordings(jurisdiction: int) -> list[Wording]:
    """One for each kind; one query."""
    rows = {row.kind: row for row in Wording.objects.filter(jurisdiction=jurisdiction, until=None).order_by("pk")}
    standing = {kind: Wording(kind=kind.value, title=title, text=text) for kind, (title, text) in STANDING.items()}
    return [rows.get(kind.value) or standing[kind] for kind in DispatchKind]


def versions_of(kind: DispatchKind, jurisdiction: int) -> QuerySet[Wording]:
    """The newest first."""
    return Wording.objects.filter(jurisdiction=jurisdiction, kind=kind.value).order_by("-since", "-pk")
