"""Where bulletins stand on the pages of others: on a round's page, on a plan's; among the names a template may use."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from duban.apps.bulletins import papers
from duban.apps.bulletins.actions.bulletins import check_can_write, check_open_round
from duban.apps.bulletins.figures.computing import figures_of
from duban.apps.bulletins.figures.ground import Ground
from duban.apps.bulletins.queries.bulletins import bulletin_of_round
from duban.apps.bulletins.writing.choosing import BODY, SECTIONS
from duban.apps.bulletins.writing.sections import HEADINGS
from duban.apps.dispatch import happenings, placeholders
from duban.apps.plans import regions
from duban.apps.plans.models import Plan, ReportingRound
from duban.apps.plans.regions import Action
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchKind, DispatchState
from duban.rulebook.permissions import Permission, can, why_not

KIND = DispatchKind.BULLETIN
_NO_PLAN = Ground(plan=0, title="", place="", as_of=date.max, sequence=1)


def register() -> None:
    """Called when the application is ready."""
    happenings.register_teller(KIND, papers.tell)
    happenings.register_freezer(KIND, papers.freeze)
    happenings.register_editor(KIND, papers.editor)
    happenings.register_beginning(KIND, "bulletins:bulletin-new")
    happenings.register_origin("bulletins", papers.origin)
    sections = {SECTIONS[one]: f"“{HEADINGS[one]}”一节" for one in BODY}
    figures = {key: one.definition for key, one in figures_of(_NO_PLAN).items()}
    placeholders.register(KIND, sections | figures)
    regions.register_actions("round", round_actions)
    regions.register_actions("plan", plan_actions)


def round_actions(round: ReportingRound, actor: Actor, on: date) -> list[Action]:
    """Its bulletin; for the office, where there is none, to write it."""
    if not can(actor, Permission.SEE_DISPATCHES):
        return []
    row = bulletin_of_round(round, actor)
    if row is not None:
        label = "通报稿" if row.dispatch.state in (DispatchState.DRAFT, DispatchState.SUBMITTED) else "本轮通报"
        return [Action(label, reverse("bulletins:bulletin", args=[row.pk]))]
    if not can(actor, Permission.WRITE_BULLETIN, within=round.plan.jurisdiction.path):
        return []
    why = why_not(check_can_write, round.plan, actor) or why_not(check_open_round, round)
    return [Action("编写通报", f"{reverse('bulletins:bulletin-new')}?round={round.pk}", why_not=why)]


def plan_actions(plan: Plan, actor: Actor, on: date) -> list[Action]:
    if plan.put_in_force_at is None or not can(actor, Permission.WRITE_BULLETIN, within=plan.jurisdiction.path):
        return []
    return [Action("督查通报", f"{reverse('bulletins:bulletins')}?plan={plan.pk}")]
