"""What supervision does of itself: each working day the ladder looks at the record and proposes. It serves nothing."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from duban.apps.calendars.queries import one_calendar, work_calendar
from duban.apps.jobs import schedule
from duban.apps.jobs.naming import name_job
from duban.apps.jobs.retrying import retried
from duban.apps.organizations.models import Jurisdiction
from duban.apps.supervision.actions.proposing import propose_cases
from duban.rulebook.actors import SYSTEM
from duban.rulebook.tasks import PlanState

AT = time(8, 40)


@task()
@retried(times=3, wait=timedelta(minutes=5))
def propose() -> None:
    propose_everywhere(at=timezone.now())


def propose_everywhere(*, at: datetime) -> int:
    """For each place with a plan in force, in a transaction of its own; how many were proposed."""
    on = timezone.localdate(at)
    with one_calendar():
        if not work_calendar().is_working(on):
            return 0
        places = Jurisdiction.objects.filter(plans__state=PlanState.ISSUED).distinct().order_by("pk")
        return sum(len(propose_cases(jurisdiction=place, on=on, at=at, by=SYSTEM)) for place in places)


schedule.daily("propose-cases", propose, at=AT)
name_job(propose, "按督办阶梯提出督办件")
