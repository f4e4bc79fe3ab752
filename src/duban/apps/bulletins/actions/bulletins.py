"""Begin a bulletin, write on it, choose anew what it tells; all that comes after is its document's."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.bulletins.addressing import addressed, recipients
from duban.apps.bulletins.figures.computing import day_words
from duban.apps.bulletins.models import Bulletin
from duban.apps.bulletins.state_now import look_at
from duban.apps.bulletins.writing import drafting
from duban.apps.bulletins.writing.choosing import BODY, Choices, choices_of
from duban.apps.dispatch.actions.drafting import check_can_edit, draft_dispatch, edit_dispatch
from duban.apps.dispatch.live.filling import check_known, standing_in
from duban.apps.dispatch.models import Dispatch
from duban.apps.dispatch.queries.letterheads import letterhead_for
from duban.apps.dispatch.wording import fill, words_for
from duban.apps.organizations.changes import check_version, locked
from duban.apps.organizations.models import Unit
from duban.apps.plans.models import Plan, ReportingRound
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.bulletin_words import safe
from duban.rulebook.dispatches import DispatchKind, DispatchState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.tasks import PlanState

_OPEN = (DispatchState.DRAFT, DispatchState.SUBMITTED)
_PRESSED_TWICE = timedelta(minutes=1)


@transaction.atomic
def draft_bulletin(
    *, plan: Plan, round: ReportingRound | None, as_of: date, choices: Choices, at: datetime, by: Actor
) -> Bulletin:
    """The text from the office's template, to every lead unit; asked for twice at once it is the same."""
    held = locked(plan, "jurisdiction", no_key=True)
    check_can_write(held, by)
    if round is not None and round.plan_id != held.pk:
        raise Invalid("请选择这个方案的报送轮次", "round")
    _check_day(as_of, at)
    _check_chosen(choices)
    if (there := _open_one(held, round, as_of)) is not None:
        if there.made_at >= at - _PRESSED_TWICE and there.dispatch.drafted_account_id == by.account:
            return there
        raise Conflict("这一期通报已有未印发的稿子，请在它上面修改")
    row = Bulletin(jurisdiction=held.jurisdiction, plan=held, round=round, as_of=as_of, made_at=at, made_by=by.name)
    ground = look_at(row, "", choices).ground
    title, text = _words(row, choices, at)
    main, copies = addressed(held, as_of, by)
    row.dispatch = draft_dispatch(
        kind=DispatchKind.BULLETIN,
        jurisdiction=held.jurisdiction,
        title=drafting.title_of(title, ground),
        recipients=recipients(main),
        units=main,
        copies=copies,
        text=text,
        at=at,
        by=by,
    )
    row.choices = choices.having_seen(standing_in(text, look_at(row, text, choices).figures)).stored()
    row.save()
    _record("bulletin.drafted", row, by)
    return row


@transaction.atomic
def edit_bulletin(
    *, bulletin: Bulletin, as_of: date, text: str, at: datetime, seen: int | None = None, by: Actor, **words: Any
) -> Dispatch:
    """`words`: what `edit_dispatch` takes besides. A name in braces that is no figure is refused."""
    row = _locked(bulletin)
    check_can_edit(row.dispatch, by)
    _check_day(as_of, at)
    is_redated, row.as_of = row.as_of != as_of, as_of
    choices = choices_of(row.choices)
    look = look_at(row, text, choices)
    check_known(text, look.figures)
    row.choices = choices.having_seen(standing_in(text, look.figures)).stored()
    row.save(update_fields=["as_of", "choices"])
    edited = edit_dispatch(dispatch=row.dispatch, text=text, at=at, seen=seen, by=by, **words)
    if is_redated:
        _redated(row, edited, at, by)
    return edited


@transaction.atomic
def choose_anew(
    *, bulletin: Bulletin, as_of: date, choices: Choices, at: datetime, seen: int | None = None, by: Actor
) -> Bulletin:
    """Other sections, units and tasks; the text is written anew from the template, what was typed is gone."""
    row = _locked(bulletin)
    check_can_edit(row.dispatch, by)
    check_version(row.dispatch, seen)
    _check_day(as_of, at)
    _check_chosen(choices)
    row.as_of = as_of
    _, text = _words(row, choices, at)
    row.choices = choices.having_seen(standing_in(text, look_at(row, text, choices).figures)).stored()
    row.save(update_fields=["as_of", "choices"])
    main, copies = _units(row.dispatch)
    kept = {name: getattr(row.dispatch, name) for name in _KEPT}
    edit_dispatch(dispatch=row.dispatch, units=main, copies=copies, text=text, unasked=True, at=at, by=by, **kept)
    _record("bulletin.rewritten", row, by)
    return row


_KEPT = ("title", "recipients", "note", "copies_to", "signatory", "urgency")


def check_can_write(plan: Plan, by: Actor) -> None:
    permissions.check_can(by, Permission.WRITE_BULLETIN, within=plan.jurisdiction.path)
    if plan.state == PlanState.DRAFT:
        raise Conflict("方案还没有印发，没有可以通报的进展")


def check_open_round(round: ReportingRound) -> None:
    """A round that was not opened has nothing to tell yet."""
    if round.opened_at is None:
        raise Conflict("这一轮还没有开始填报")


def _words(row: Bulletin, choices: Choices, at: datetime) -> tuple[str, str]:
    today = timezone.localtime(at).date()
    title, template = words_for(DispatchKind.BULLETIN, row.jurisdiction, today)
    signatory = letterhead_for(DispatchKind.BULLETIN, row.jurisdiction).signatory
    plain = {"发文机关": safe(signatory), "日期": day_words(today), "主送": "各牵头单位"}
    text = drafting.text_of(fill(template, plain), look_at(row, "", choices).ground, choices)
    check_known(text, look_at(row, text, choices).figures)
    return fill(title, plain), text


def _locked(bulletin: Bulletin) -> Bulletin:
    """The document first, as who issues it does."""
    dispatch = locked(bulletin.dispatch, "letterhead", "jurisdiction")
    row = locked(bulletin, "plan__jurisdiction", "jurisdiction")
    row.dispatch = dispatch
    return row


def _open_one(plan: Plan, round: ReportingRound | None, as_of: date) -> Bulletin | None:
    rows = Bulletin.objects.filter(plan=plan, round=round, dispatch__state__in=_OPEN).select_related("dispatch")
    return (rows if round is not None else rows.filter(as_of=as_of)).order_by("-pk").first()


def _redated(row: Bulletin, edited: Dispatch, at: datetime, by: Actor) -> None:
    """Other figures are another text, though no word of it was typed."""
    if edited.version == row.dispatch.version:
        edited.version += 1
        edited.changed_at = at
        edited.save(update_fields=["version", "changed_at"])
    row.dispatch = edited
    _record("bulletin.redated", row, by)


def _check_day(as_of: date, at: datetime) -> None:
    if as_of > timezone.localtime(at).date():
        raise Invalid("数据只能截至今天或以前的日期", "as_of")


def _check_chosen(choices: Choices) -> None:
    if not any(one in BODY for one in choices.sections):
        raise Invalid("请至少选择一节正文", "sections")


def _units(dispatch: Dispatch) -> tuple[Collection[Unit], Collection[Unit]]:
    copies = list(dispatch.copies.select_related("unit"))
    return [one.unit for one in copies if one.is_main], [one.unit for one in copies if not one.is_main]


def _record(verb: str, row: Bulletin, by: Actor) -> None:
    after = {"方案": str(row.plan), "轮次": str(row.round or ""), "数据截止日期": row.as_of.isoformat()}
    recording.record(verb, row, by=by, after=after, about=[row.dispatch], jurisdiction_path=row.jurisdiction.path)
