"""Submit a document for signature, return it, issue it; correct what was issued by another document.

Issuing numbers, freezes, writes, delivers and tells in one transaction: what fails leaves no number used.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.dispatch import happenings
from duban.apps.dispatch.actions.drafting import LONGEST_REASON, draft_dispatch, words_of
from duban.apps.dispatch.delivering import deliver
from duban.apps.dispatch.keeping import keep_as_issued
from duban.apps.dispatch.models import Copy, Dispatch
from duban.apps.dispatch.numbering import take_serial
from duban.apps.dispatch.papers import check_paper, paper_of
from duban.apps.dispatch.placeholders import named_in, unfilled
from duban.apps.dispatch.queries.letterheads import needs_leader
from duban.apps.dispatch.wording import fill, words_for
from duban.apps.organizations.changes import check_version, locked
from duban.apps.web.templatetags.duban import day
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DISPATCH, DispatchKind, DispatchState, number
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Invalid, NotAllowed
from duban.rulebook.roles import Role
from duban.rulebook.texts import required_text

_NAMED = 3  # units that a line of the record names


@transaction.atomic
def submit_dispatch(*, dispatch: Dispatch, at: datetime, seen: int | None = None, by: Actor) -> Dispatch:
    """Send it to a leader for signature."""
    row = _locked(dispatch)
    check_can_submit(row, by)
    check_version(row, seen)
    check_complete(row)
    row.submitted_at, row.submitted_by, row.return_reason = at, by.name, ""
    _move(row, DispatchState.SUBMITTED, at, "submitted_at", "submitted_by", "return_reason")
    return _recorded("dispatch.submitted", row, "", by)


@transaction.atomic
def return_dispatch(*, dispatch: Dispatch, reason: str, at: datetime, seen: int | None = None, by: Actor) -> Dispatch:
    """Back to who drafted it, with what is to be changed."""
    row = _locked(dispatch)
    check_can_return(row, by)
    check_version(row, seen)
    row.return_reason = required_text(reason, "reason", "请写明要怎样修改", most=LONGEST_REASON)
    _move(row, DispatchState.DRAFT, at, "return_reason")
    return _recorded("dispatch.returned", row, row.return_reason, by)


@transaction.atomic
def issue_dispatch(
    *, dispatch: Dispatch, at: datetime, seen: int | None = None, serial: int | None = None, by: Actor
) -> Dispatch:
    """`serial`: the number given by hand, which can only be the next one."""
    row = _locked(dispatch)
    check_can_issue(row, by)
    check_version(row, seen)
    frozen = happenings.frozen(row, at, by)
    row.text, row.content, row.frozen = frozen.text, frozen.content, frozen.figures
    check_complete(row)
    _sign(row, at, by)
    _number(row, at, serial)
    keep_as_issued(row)
    names = [one.unit.name for one in deliver(row, at=at)]
    _move(row, DispatchState.ISSUED, at, *_ISSUED_FIELDS)
    replaced = _replace(row, at, by)
    happenings.dispatch_issued.send(sender=Dispatch, dispatch=row, at=at, by=by)
    after = {**words_of(row), "文号": row.number, "收文单位": _in_short(names)}
    about = [] if row.corrects is None else [row.corrects]
    path = row.jurisdiction.path
    recording.record_many([*replaced, Entry("dispatch.issued", row, {}, after, "", about, path)], by=by)
    return row


@transaction.atomic
def correct_dispatch(*, dispatch: Dispatch, reason: str, same_kind: bool = False, at: datetime, by: Actor) -> Dispatch:
    """A new draft that stands in the place of an issued one once it is issued; asked for twice it is the same."""
    row = _locked(dispatch)
    check_can_correct(row, by)
    reason = required_text(reason, "reason", "请写明为什么更正", most=LONGEST_REASON)
    open_one = row.corrections.filter(state__in=(DispatchState.DRAFT, DispatchState.SUBMITTED)).first()
    if open_one is not None:
        return open_one
    kind = DispatchKind(row.kind) if same_kind else DispatchKind.CORRECTION
    title, text = (row.title, row.text) if same_kind else _words_of_correction(row, reason, at)
    main, copies = _addressed(row)
    draft = draft_dispatch(
        kind=kind,
        jurisdiction=row.jurisdiction,
        title=title,
        recipients=row.recipients,
        units=main,
        copies=copies,
        text=text,
        content=row.content if same_kind else None,
        note=row.note if same_kind else "",
        letterhead=row.letterhead if row.letterhead.retired_at is None else None,
        at=at,
        by=by,
    )
    draft.corrects, draft.correction_reason, draft.copies_to = row, reason, row.copies_to
    draft.save(update_fields=["corrects", "correction_reason", "copies_to"])
    return draft


def check_can_submit(row: Dispatch, by: Actor) -> None:
    permissions.check_can(by, Permission.DRAFT_DISPATCH, within=row.jurisdiction.path)
    DISPATCH.check_move(DispatchState(row.state), DispatchState.SUBMITTED)


def check_can_return(row: Dispatch, by: Actor) -> None:
    """Who signs; and the office, which thinks better of it."""
    permissions.check_can(by, Permission.SIGN_DISPATCH, within=row.jurisdiction.path)
    DISPATCH.check_move(DispatchState(row.state), DispatchState.DRAFT)


def check_can_issue(row: Dispatch, by: Actor) -> None:
    """A leader what was submitted to leaders; the office all that needs no leader."""
    is_leader, leader_signs = by.role == Role.LEADER, needs_leader(row.letterhead, row.kind)
    needed = Permission.SIGN_DISPATCH if is_leader or leader_signs else Permission.ISSUE_DISPATCH
    permissions.check_can(by, needed, within=row.jurisdiction.path)
    DISPATCH.check_move(DispatchState(row.state), DispatchState.ISSUED)
    if is_leader and row.state == DispatchState.DRAFT:
        raise NotAllowed("公文还没有送签")
    if leader_signs and not is_leader and not by.is_system:
        raise NotAllowed("这个文种由领导签发，请先送签")


def check_can_correct(row: Dispatch, by: Actor) -> None:
    permissions.check_can(by, Permission.DRAFT_DISPATCH, within=row.jurisdiction.path)
    DISPATCH.check_move(DispatchState(row.state), DispatchState.CORRECTED)


def check_complete(row: Dispatch) -> None:
    """Whether it can go out: something is said, to somebody, and no place of its template stands open."""
    if not row.text.strip() and not (row.content or {}).get("fields"):
        raise Invalid("正文还是空的", "text")
    if not row.recipients and not row.copies.exists():
        raise Invalid("请写明主送机关，或选择收文单位", "recipients")
    text, kind = happenings.told(row)[0], DispatchKind(row.kind)
    unknown = named_in(text) if happenings.has_teller(row.kind) else []  # a live figure that is gone
    if open_names := dict.fromkeys([*unfilled(kind, f"{row.title}\n{row.recipients}\n{text}"), *unknown]):
        raise Invalid(f"还没有填写：{'、'.join(f'{{{name}}}' for name in open_names)}", "text")
    check_paper(paper_of(row))


_ISSUED_FIELDS = (
    "text",
    "content",
    "frozen",
    "signed_at",
    "signed_by",
    "issued_at",
    "issued_by",
    "dated",
    "code",
    "year",
    "serial",
    "number",
    "paper",
    "docx",
)


def _locked(dispatch: Dispatch) -> Dispatch:
    return locked(dispatch, "letterhead", "jurisdiction")


def _sign(row: Dispatch, at: datetime, by: Actor) -> None:
    row.signed_at, row.signed_by = at, by.name
    row.issued_at, row.issued_by = at, by.name


def _number(row: Dispatch, at: datetime, wished: int | None) -> None:
    """成文日期 is the day it is signed, the year of the number its year."""
    row.dated = timezone.localtime(at).date()
    row.code, row.year = row.letterhead.code, row.dated.year
    row.serial = take_serial(row.jurisdiction_id, row.code, row.year, wished=wished)
    row.number = number(row.code, row.year, row.serial)


def _replace(row: Dispatch, at: datetime, by: Actor) -> list[Entry]:
    """What it corrects is corrected now."""
    if row.corrects is None:
        return []
    old = _locked(row.corrects)
    _move(old, DispatchState.CORRECTED, at)
    row.corrects = old
    after = {**words_of(old), "更正公文": row.number}
    return [Entry("dispatch.corrected", old, {}, after, row.correction_reason, [row], old.jurisdiction.path)]


def _words_of_correction(row: Dispatch, reason: str, at: datetime) -> tuple[str, str]:
    today = timezone.localtime(at).date()
    sentence = reason if reason[-1:] in "。；，" else f"{reason}，"
    values = {"原标题": row.title, "原文字号": row.number, "原日期": day(row.dated), "更正原因": sentence}
    values |= {"发文机关": row.signatory, "行政区": str(row.jurisdiction), "主送": row.recipients}
    values |= {"年份": str(today.year), "日期": day(today)}
    title, text = words_for(DispatchKind.CORRECTION, row.jurisdiction, today)
    return fill(title, values)[:200], fill(text, values)


def _addressed(row: Dispatch) -> tuple[list[Any], list[Any]]:
    copies = list(Copy.objects.filter(dispatch=row).select_related("unit"))
    return [one.unit for one in copies if one.is_main], [one.unit for one in copies if not one.is_main]


def _in_short(names: list[str]) -> str:
    return "、".join(names[:_NAMED]) + (f"等{len(names)}个单位" if len(names) > _NAMED else "")


def _move(row: Dispatch, state: DispatchState, at: datetime, *fields: str) -> None:
    DISPATCH.check_move(DispatchState(row.state), state)
    row.state, row.changed_at = state.value, at
    row.version += 1
    row.save(update_fields=["state", "changed_at", "version", *fields])


def _recorded(verb: str, row: Dispatch, note: str, by: Actor) -> Dispatch:
    recording.record(verb, row, by=by, after=words_of(row), note=note, jurisdiction_path=row.jurisdiction.path)
    return row
