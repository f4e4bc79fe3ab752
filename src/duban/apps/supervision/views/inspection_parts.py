"""Where inspections stand outside their own pages: what follows from their documents, what is owed, whose files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from duban.apps.dispatch import happenings
from duban.apps.dispatch.happenings import Origin
from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.models import Unit
from duban.apps.outbox import owing
from duban.apps.plans import regions
from duban.apps.plans.regions import Region
from duban.apps.supervision import file_owners, inspection_following
from duban.apps.supervision.actions import inspection_records, objections
from duban.apps.supervision.models import Conclusion, Inspection, InspectionRecord, Objection
from duban.apps.supervision.owing import inspections as owed
from duban.apps.supervision.queries.inspections import SENT, reads_conclusion, reads_record
from duban.apps.supervision.queries.objections import objections_for
from duban.rulebook.actors import Actor


def register() -> None:
    """Called when the application is ready."""
    happenings.dispatch_issued.connect(inspection_following.follow_issued, dispatch_uid="inspections")
    happenings.dispatch_voided.connect(inspection_following.follow_voided, dispatch_uid="inspections")
    happenings.copy_acknowledged.connect(inspection_following.follow_acknowledged, dispatch_uid="inspections")
    happenings.register_origin("inspection", origin_of)
    file_owners.register(InspectionRecord, may_write=inspection_records.check_may_add_file, readable=reads_record)
    file_owners.register(Objection, may_write=objections.check_may_add_file, readable=_reads_objection)
    owing.register(owed.SELF_CHECK, owed.owed_self_checks)
    owing.register(owed.DECISION, owed.owed_decisions)
    regions.register("unit", Region("inspections", "督查", "supervision/inspections/_of_unit.html", of_unit, order=46))


def origin_of(dispatch: Dispatch, actor: Actor) -> Origin | None:
    """The inspection, conclusion or objection a document came of."""
    inspection = Inspection.objects.visible_to(actor).filter(dispatch=dispatch).first()
    if inspection is not None:
        return Origin(inspection.title, reverse("supervision:inspection", args=[inspection.pk]))
    conclusion = (
        Conclusion.objects.visible_to(actor).filter(dispatch=dispatch).select_related("unit", "inspection").first()
    )
    if conclusion is not None:
        return Origin(str(conclusion), reverse("supervision:conclusion", args=[conclusion.pk]))
    objection = objections_for(actor).filter(dispatch=dispatch).first()
    return Origin(str(objection), reverse("supervision:objection", args=[objection.pk])) if objection else None


def of_unit(unit: Unit, actor: Actor, on: date) -> dict[str, Any] | None:
    """On the page of a unit's tasks: the inspections of this year it is the object of."""
    seen = Inspection.objects.visible_to(actor).filter(state__in=SENT, begins__year=on.year)
    rows = list(seen.filter(subjects__unit=unit))
    return {"rows": rows, "count": len(rows)} if rows else None


def _reads_objection(row: Objection, actor: Actor) -> bool:
    return reads_conclusion(row.conclusion, actor)
