"""发文机关: set up, changed, no longer used; what was issued under one keeps the words it had."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.dispatch.models import Letterhead, NumberSeries
from duban.apps.dispatch.numbering import locked_series
from duban.apps.dispatch.offered import offered_letterheads
from duban.apps.organizations.changes import check_version, differences, locked
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.documents.writing.official.paper import Shape
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DISPATCH_KINDS, DispatchKind, number
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import optional_text, required_text

MOST_SERIAL = 99_999
SHAPES = {"document": "文件格式", "letter": "信函格式", "form": "内部单据"}


@transaction.atomic
def create_letterhead(
    *,
    unit: Unit,
    mark: str,
    code: str,
    shape: str,
    kinds: Sequence[str],
    signed_by_leader: Sequence[str] = (),
    signatory: str = "",
    copies_to: str = "",
    printed_by: str = "",
    by: Actor,
) -> Letterhead:
    place = Jurisdiction.objects.select_for_update(no_key=True).get(pk=unit.jurisdiction_id)
    permissions.check_can(by, Permission.SET_LETTERHEAD, within=place.path)
    row = Letterhead(jurisdiction=place, unit=unit, shape=shape)
    _fill(row, mark, code, shape, kinds, signed_by_leader, signatory, copies_to, printed_by)
    _check_once(row)
    row.save()
    _record("letterhead.created", row, by, after=in_words(row))
    return row


@transaction.atomic
def change_letterhead(
    *,
    letterhead: Letterhead,
    mark: str,
    code: str,
    shape: str,
    kinds: Sequence[str],
    signed_by_leader: Sequence[str] = (),
    signatory: str = "",
    copies_to: str = "",
    printed_by: str = "",
    seen: int | None = None,
    by: Actor,
) -> Letterhead:
    row = locked(letterhead, "jurisdiction", "unit")
    _check_may(row, by)
    check_version(row, seen)
    before = in_words(row)
    _fill(row, mark, code, shape, kinds, signed_by_leader, signatory, copies_to, printed_by)
    _check_once(row)
    old, new = differences(before, in_words(row))
    if not new:
        return row
    row.version += 1
    row.save()
    _record("letterhead.changed", row, by, before=old, after=new)
    return row


@transaction.atomic
def take_over_letterheads(*, unit: Unit, by: Actor) -> list[Letterhead]:
    """Those offered to a new installation which it does not have; taken over twice, none is made."""
    place = Jurisdiction.objects.select_for_update(no_key=True).get(pk=unit.jurisdiction_id)
    permissions.check_can(by, Permission.SET_LETTERHEAD, within=place.path)
    there = set(Letterhead.objects.filter(jurisdiction=place).values_list("code", "shape"))
    fresh = [row for row in offered_letterheads(unit) if (row.code, row.shape) not in there]
    for row in fresh:
        row.save()
    entries = [Entry("letterhead.created", row, {}, in_words(row), "", [], place.path) for row in fresh]
    recording.record_many(entries, by=by)
    return fresh


@transaction.atomic
def retire_letterhead(*, letterhead: Letterhead, at: datetime, seen: int | None = None, by: Actor) -> Letterhead:
    """No new document begins under it."""
    row = locked(letterhead, "jurisdiction", "unit")
    _check_may(row, by)
    check_version(row, seen)
    if row.retired_at is not None:
        raise Conflict("这个发文机关已停用")
    _set_retired(row, at)
    _record("letterhead.retired", row, by)
    return row


@transaction.atomic
def restore_letterhead(*, letterhead: Letterhead, seen: int | None = None, by: Actor) -> Letterhead:
    row = locked(letterhead, "jurisdiction", "unit")
    _check_may(row, by)
    check_version(row, seen)
    if row.retired_at is None:
        raise Conflict("这个发文机关正在使用")
    _set_retired(row, None)
    _record("letterhead.restored", row, by)
    return row


@transaction.atomic
def delete_letterhead(*, letterhead: Letterhead, seen: int | None = None, by: Actor) -> None:
    """Only one that no document names; any other is retired."""
    row = locked(letterhead, "jurisdiction", "unit")
    check_can_delete(row, by)
    check_version(row, seen)
    _record("letterhead.deleted", row, by, before=in_words(row))
    row.delete()


@transaction.atomic
def set_series_start(
    *, jurisdiction: Jurisdiction, code: str, year: int, last: int, reason: str, by: Actor
) -> NumberSeries:
    """Go on after numbers that were given out on paper before; never backwards."""
    permissions.check_can(by, Permission.SET_LETTERHEAD, within=jurisdiction.path)
    reason = required_text(reason, "reason", "请写明原因，例如之前已用纸质文号到第几号", most=500)
    if not Letterhead.objects.filter(jurisdiction=jurisdiction, code=code).exists():
        raise Invalid("没有使用这个代字的发文机关", "code")
    row = locked_series(jurisdiction.pk, code, year)
    if last <= row.last:
        raise Invalid(f"已经用到{row.last}号，只能往后设", "last")
    if last > MOST_SERIAL:
        raise Invalid(f"序号最大{MOST_SERIAL}", "last")
    before, row.last = {"最后序号": row.last}, last
    row.save(update_fields=["last"])
    after = {"代字": f"{code}〔{year}〕", "最后序号": last, "下一号": number(code, year, last + 1)}
    path = jurisdiction.path
    recording.record("letterhead.numbered", row, by=by, before=before, after=after, note=reason, jurisdiction_path=path)
    return row


def check_can_delete(row: Letterhead, by: Actor) -> None:
    _check_may(row, by)
    if row.dispatches.exists():
        raise Conflict("已有公文使用这个发文机关，只能停用")


def in_words(row: Letterhead) -> dict[str, Any]:
    return {
        "发文机关标志": row.mark,
        "代字": row.code,
        "格式": SHAPES[row.shape],
        "用于": _said(row.kinds),
        "由领导签发": _said(row.signed_by_leader),
        "署名": row.signatory,
        "抄送": row.copies_to,
        "印发机关": row.printed_by,
    }


def _said(kinds: Sequence[str]) -> str:
    return "、".join(DISPATCH_KINDS[DispatchKind(kind)] for kind in kinds)


def _fill(
    row: Letterhead,
    mark: str,
    code: str,
    shape: str,
    kinds: Sequence[str],
    signed_by_leader: Sequence[str],
    signatory: str,
    copies_to: str,
    printed_by: str,
) -> None:
    row.mark = required_text(mark, "mark", "请写发文机关标志", most=60)
    row.code = required_text(code, "code", "请写发文代字", most=20)
    if any(sign in row.code for sign in "〔〕[]（）() \n\t0123456789"):
        raise Invalid("代字只写汉字，例如“青府办”，年份和序号由系统编", "code")
    row.shape = Shape(shape).value
    row.kinds = [kind.value for kind in DispatchKind if kind.value in kinds]
    row.signed_by_leader = [kind for kind in row.kinds if kind in signed_by_leader]
    if not row.kinds:
        raise Invalid("请至少选一个文种", "kinds")
    row.signatory = optional_text(signatory, "signatory", most=120) or row.unit.name
    row.copies_to = optional_text(copies_to, "copies_to", most=500)
    row.printed_by = optional_text(printed_by, "printed_by", most=60) or row.unit.name


def _check_once(row: Letterhead) -> None:
    same = Letterhead.objects.filter(jurisdiction=row.jurisdiction, code=row.code, shape=row.shape)
    other = same.exclude(pk=row.pk).first()
    if other is not None:
        state = "已停用，可以恢复使用" if other.retired_at else "已在使用"
        raise Invalid(f"同一格式的代字“{row.code}”{state}", "code")


def _set_retired(row: Letterhead, at: datetime | None) -> None:
    row.retired_at = at
    row.version += 1
    row.save(update_fields=["retired_at", "version"])


def _check_may(row: Letterhead, by: Actor) -> None:
    permissions.check_can(by, Permission.SET_LETTERHEAD, within=row.jurisdiction.path)


def _record(verb: str, row: Letterhead, by: Actor, **more: Any) -> None:
    recording.record(verb, row, by=by, jurisdiction_path=row.jurisdiction.path, **more)
