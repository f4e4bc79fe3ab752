"""What the flows of supervision begin with: reports long missing, what the ladder proposed of them, a round closed.

In: the campaign.  Out: rows, made by the actions a user sets off. The ladder proposes on working days; this asks it
for the last one, so that a flow is the same on a Sunday.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from duban.apps.calendars.queries import work_calendar
from duban.apps.dispatch.actions.letterheads import take_over_letterheads
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.plans.models import Plan
from duban.apps.progress.actions.review import accept_reports
from duban.apps.progress.actions.rounds import close_round
from duban.apps.supervision.actions.cases import open_case
from duban.apps.supervision.actions.cases_serving import NONE, serve_case
from duban.apps.supervision.actions.proposing import propose_cases
from duban.rulebook.cases import Level
from duban.rulebook.clocks import Limit
from duban.rulebook.roles import Role
from duban.site.demonstration import CITY
from e2e.campaign import REFORM
from e2e.making_campaign import acting, issue_open, open_account, report_of, submit, task_of
from e2e.supervised import (
    BEHIND,
    FOLLOWED,
    FOLLOWED_TASKS,
    OTHER_OFFICE,
    REPORTED,
    SERVED,
    TOLD,
    TOLD_TASKS,
    subject_of,
)


def make_supervision() -> None:
    today = timezone.localdate()
    for username, (name, unit, role) in OTHER_OFFICE.items():
        open_account(username, name, unit, Role(role), today)
    office = acting("office")
    assert office.unit is not None
    take_over_letterheads(unit=Unit.objects.get(pk=office.unit), by=office)
    followed = issue_open(FOLLOWED, FOLLOWED_TASKS, due=today - timedelta(days=20), ago=40, opened=30)
    _serve(followed)
    last = work_calendar().add_working_days(today + timedelta(days=1), -1)
    propose_cases(jurisdiction=Jurisdiction.objects.get(name=CITY), on=last, at=timezone.now())
    _close(issue_open(TOLD, TOLD_TASKS, due=today - timedelta(days=4), opened=10))


def _serve(plan: Plan) -> None:
    """As 催办 without a document, about the report itself: the ladder has no more to say of it today."""
    unit, office, at = Unit.objects.get(name=REFORM), acting("office"), timezone.now()
    for number in SERVED:
        case = open_case(
            unit=unit,
            level=Level.URGING,
            subject=subject_of(number),
            reason=BEHIND,
            basis=f"{FOLLOWED}第{number}项",
            demand="请报送进展情况，并说明没有按时报送的原因。",
            limit=Limit(working_days=3),
            task=task_of(plan, number),
            report=report_of(plan, number),
            at=at,
            by=office,
        )
        serve_case(case=case, document=NONE, at=at, by=office)


def _close(plan: Plan) -> None:
    """Two reports accepted, one missing; the head's own go to the office at once."""
    for number in REPORTED:
        submit(report_of(plan, number), "head")
    waiting = dict.fromkeys((report_of(plan, number).pk for number in REPORTED), None)
    accept_reports(reports=waiting, at=timezone.now(), by=acting("office"))
    close_round(round=plan.rounds.get(), at=timezone.now(), by=acting("office"))
