"""Under which letterhead a document of a kind goes out; what an office has.

In: a place, a kind.  Out: the first one in use for that kind, or the refusal that leads to where it is set.
"""

from __future__ import annotations

from django.db.models import QuerySet

from duban.apps.dispatch.models import Letterhead
from duban.apps.organizations.models import Jurisdiction
from duban.rulebook.dispatches import DISPATCH_KINDS, DispatchKind
from duban.rulebook.refusals import Conflict


def letterheads_of(jurisdiction: int | None) -> QuerySet[Letterhead]:
    """All of a place, those in use first."""
    rows = Letterhead.objects.filter(jurisdiction=jurisdiction).select_related("unit")
    return rows.order_by("retired_at", "pk")


def letterheads_for(kind: DispatchKind | str, jurisdiction: int) -> list[Letterhead]:
    """Those in use for the kind; a list in JSON is not asked for alike by both databases."""
    rows = letterheads_of(jurisdiction).filter(retired_at=None)
    return [row for row in rows if str(kind) in row.kinds]


def letterhead_for(kind: DispatchKind, jurisdiction: Jurisdiction) -> Letterhead:
    found = letterheads_for(kind, jurisdiction.pk)
    if not found:
        words = DISPATCH_KINDS[kind]
        raise Conflict(f"{jurisdiction}还没有用于{words}的发文机关，请督查室先在“公文”的“发文机关”里设置")
    return found[0]


def needs_leader(letterhead: Letterhead, kind: str) -> bool:
    return kind in letterhead.signed_by_leader
