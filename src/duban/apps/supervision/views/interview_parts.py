"""Where interviews stand outside their own pages: in what is owed, behind their notices, on the pages of units."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from duban.apps.dispatch import happenings as dispatches
from duban.apps.dispatch.happenings import Origin
from duban.apps.dispatch.models import Dispatch
from duban.apps.organizations.models import Unit
from duban.apps.outbox import owing
from duban.apps.plans import regions
from duban.apps.plans.regions import Region
from duban.apps.supervision import file_owners, happenings
from duban.apps.supervision.actions.interview_records import check_may_add_file
from duban.apps.supervision.interview_following import follow_interview, follow_relapse, follow_void
from duban.apps.supervision.models import Interview
from duban.apps.supervision.owing import interviews as owed
from duban.apps.supervision.queries import interviews as queries
from duban.rulebook.actors import Actor
from duban.rulebook.cases import InterviewState


def register() -> None:
    """Called when the application is ready."""
    file_owners.register(Interview, may_write=check_may_add_file, readable=_reads)
    owing.register(owed.KIND, owed.owed_interviews)
    regions.register("unit", Region("interviews", "约谈", "supervision/interviews/_of_unit.html", of_unit, order=46))
    dispatches.register_origin("interview", find_origin)
    dispatches.dispatch_voided.connect(follow_void, dispatch_uid="supervision.interviews")
    happenings.interview_moved.connect(follow_interview, dispatch_uid="supervision.interviews")
    happenings.rectification_relapsed.connect(follow_relapse, dispatch_uid="supervision.interviews")


def of_unit(unit: Unit, actor: Actor, on: date) -> dict[str, Any] | None:
    """On the page of a unit's tasks: those that are not closed."""
    over = (InterviewState.CLOSED, InterviewState.CANCELLED)
    rows = queries.listed(actor).filter(unit=unit).exclude(state__in=over)
    found = list(rows.order_by("planned_at", "pk"))
    return {"interviews": found, "count": len(found)} if found else None


def find_origin(dispatch: Dispatch, actor: Actor) -> Origin | None:
    row = queries.listed(actor).filter(dispatch=dispatch).first()
    return Origin(str(row), reverse("supervision:interview", args=[row.pk])) if row else None


def _reads(row: Interview, actor: Actor) -> bool:
    return queries.listed(actor).filter(pk=row.pk).exists()
