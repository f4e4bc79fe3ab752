"""Where rectification items stand outside their own pages: on the page of their origin, of a unit; what is owed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from duban.apps.organizations.models import Unit
from duban.apps.outbox import owing
from duban.apps.plans import regions
from duban.apps.plans.regions import Region
from duban.apps.supervision import file_owners, origins
from duban.apps.supervision.actions.rectifications import check_may_add_file
from duban.apps.supervision.forms.rectifications import LinesForm
from duban.apps.supervision.models import Rectification
from duban.apps.supervision.origins import Origin
from duban.apps.supervision.owing import rectifications as owed
from duban.apps.supervision.queries import rectifications as queries
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import why_not


def register() -> None:
    """Called when the application is ready."""
    file_owners.register(Rectification, may_write=check_may_add_file, readable=_reads)
    owing.register(owed.KIND, owed.owed_items)
    regions.register(
        "unit", Region("rectifications", "整改事项", "supervision/rectifications/_of_unit.html", of_unit, order=45)
    )


def items_context(origin: Origin, actor: Actor, *, on: date) -> dict[str, Any]:
    """For a page that includes `supervision/rectifications/_items.html`; one query."""
    may = not why_not(origins.check_may_require, origin, actor)
    address = reverse("supervision:rectification-require", args=[origins.field_of(origin), origin.pk])
    return {
        "items": list(queries.items_of(origin, actor)),
        "require_url": address if may else "",
        "items_form": LinesForm(auto_id="item_%s") if may else None,
        "today": on,
    }


def of_unit(unit: Unit, actor: Actor, on: date) -> dict[str, Any] | None:
    """On the page of a unit's tasks: what it has still to put right."""
    rows = queries.with_origins(Rectification.objects.visible_to(actor))
    found = list(rows.filter(unit=unit, state__in=queries.LIVE))
    return {"items": found, "count": len(found)} if found else None


def _reads(row: Rectification, actor: Actor) -> bool:
    return queries.listed(actor).filter(pk=row.pk).exists()
