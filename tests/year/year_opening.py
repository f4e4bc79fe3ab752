"""How the year begins: the document is read by a job, its names settled, the plan adopted and issued.

In: the standing city, the corpus.  Out: the plan in force since 2024-03-01, 9 o'clock; only through the actions.
"""

from __future__ import annotations

from datetime import date

import time_machine
from year_actors import at

from cast import City
from corpus import corpus_file
from duban.apps.jobs.running import run_waiting
from duban.apps.plans.actions.adoption import adopt_draft
from duban.apps.plans.actions.imports import start_import
from duban.apps.plans.actions.issuing import issue_plan
from duban.apps.plans.actions.names import create_leader, create_missing_units, leave_name
from duban.apps.plans.actions.questions import answer_question
from duban.apps.plans.models import MatchedBy, NameKind, Plan, PlanImport
from duban.rulebook.actors import Actor

ISSUED, ACKNOWLEDGE_BY = date(2024, 3, 1), date(2024, 3, 8)


def issued_plan(city: City) -> Plan:
    """Read, settled, adopted and issued, all on the morning of the first of March."""
    by = city.actor("office")
    draft = _read(city, by)
    for question in draft.questions.filter(blocks=True, answer=""):
        answer_question(question=question, answer=question.answers[0][0], at=at(ISSUED, 8), by=by)
    _settle_names(draft, by)
    plan = adopt_draft(plan_import=draft, seen=None, on=ISSUED, by=by)
    return issue_plan(
        plan=plan, number=plan.number, issued_on=ISSUED, acknowledge_by=ACKNOWLEDGE_BY, at=at(ISSUED), by=by
    )


def _read(city: City, by: Actor) -> PlanImport:
    """The job asks the clock when it ran; nothing else in the year does."""
    path = corpus_file("000")
    with time_machine.travel(at(ISSUED, 8), tick=True):
        draft = start_import(jurisdiction=city.places["青泽市"], data=path.read_bytes(), file_name=path.name, by=by)
        run_waiting()
    draft.refresh_from_db()
    return draft


def _settle_names(draft: PlanImport, by: Actor) -> None:
    """Leaders and units that are not on record are created; what is nobody in particular stays as words."""
    still_open = draft.names.filter(matched_by=MatchedBy.OPEN).order_by("pk")
    for leader in still_open.filter(kind=NameKind.LEADER):
        create_leader(draft_name=leader, title="副市长", since=ISSUED, by=by)
    units = [one for one in still_open if "有关" not in one.name]
    create_missing_units(plan_import=draft, names=units, on=ISSUED, by=by)
    for name in still_open.all():
        leave_name(draft_name=name, seen=None, by=by)
