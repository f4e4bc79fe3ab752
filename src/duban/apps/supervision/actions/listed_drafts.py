"""挂牌督办: draft a listing, correct it, give it its stages, withdraw it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_version, differences, locked
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Jurisdiction, Unit
from duban.apps.plans.models import Task
from duban.apps.supervision.models import ListedCase, ListedStage
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.listings import LISTED, LISTED_LEVELS, ListedLevel, ListedState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import optional_text, required_text

LONGEST, LONGEST_NAME, MOST_STAGES = 4000, 60, 29
_FIELDS = ("title", "problem", "goal", "level", "unit", "supervisor", "basis", "due", "report_day", "task")


@dataclass(frozen=True, slots=True)
class Listing:
    """What is entered of a listed case."""

    title: str
    problem: str
    level: ListedLevel
    unit: Unit
    basis: str
    goal: str = ""
    supervisor: Unit | None = None
    due: date | None = None
    report_day: int = 23
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class StageDraft:
    """`places`: the spans of the source its values were read from, as the reading gave them."""

    name: str
    begins: date | None
    ends: date | None
    work: str = ""
    places: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def draft_listing(*, jurisdiction: Jurisdiction, listing: Listing, at: datetime, by: Actor) -> ListedCase:
    """Sent twice, it is one."""
    place = locked(jurisdiction)
    permissions.check_can(by, Permission.LIST_CASE, within=place.path)
    values = _checked(listing, place)
    drafts = ListedCase.objects.filter(jurisdiction=place, state=ListedState.DRAFT, drafted_by=by.name)
    if (row := drafts.filter(title=values["title"], unit=listing.unit).first()) is not None:
        if _values(row) == values:
            return row
        raise Conflict(f"“{row}”已在拟订，请打开它修改")
    row = ListedCase(jurisdiction=place, drafted_at=at, drafted_by=by.name, **values)
    row.original_due = row.due
    row.save()
    record_listed("listed.drafted", row, by, after={"整治责任单位": row.unit.name, "整治期限": row.due})
    return row


@transaction.atomic
def edit_listing(*, listed: ListedCase, listing: Listing, seen: int | None = None, by: Actor) -> ListedCase:
    """Until it is listed; then days are extended, with the reason."""
    row = locked_listed(listed)
    check_may_edit(row, by)
    check_version(row, seen)
    values = _checked(listing, row.jurisdiction)
    _check_stages_until(row, values["due"])
    before = _values(row)
    if before == values:
        return row
    for name, value in values.items():
        setattr(row, name, value)
    row.original_due = row.due
    bump(row, *_FIELDS, "original_due")
    was, now = differences(_said(before), _said(values))
    record_listed("listed.edited", row, by, before=was, after=now)
    return row


@transaction.atomic
def take_stages(
    *,
    listed: ListedCase,
    stages: Sequence[StageDraft],
    source: str = "",
    digest: str = "",
    seen: int | None = None,
    by: Actor,
) -> ListedCase:
    """All stages at once, in their order; `source`: the document they were read from. Sent twice, they are the same."""
    row = locked_listed(listed)
    check_may_edit(row, by)
    wanted = [_stage(row, at, one) for at, one in enumerate(_checked_stages(stages, row.due), 1)]
    there = [(one.name, one.begins, one.ends, one.work) for one in row.stages.order_by("order")]
    if there == [(one.name, one.begins, one.ends, one.work) for one in wanted]:
        return row
    check_version(row, seen)
    row.stages.all().delete()
    for stage in wanted:
        stage.save()
    row.source, row.source_digest = (source, digest) if digest else (row.source, row.source_digest)
    if row.due is None:
        row.due = row.original_due = wanted[-1].ends
    bump(row, "source", "source_digest", "due", "original_due")
    said = "、".join(f"{one.name}{in_words(one.ends)}前" for one in wanted)
    record_listed("listed.stages_taken", row, by, after={"整治阶段": said, "来源文件": source or "手工填写"})
    return row


@transaction.atomic
def withdraw_listing(
    *, listed: ListedCase, reason: str, at: datetime, seen: int | None = None, by: Actor
) -> ListedCase:
    row = locked_listed(listed)
    check_can_withdraw(row, by)
    check_version(row, seen)
    row.close_reason = required_text(reason, "reason", "请写明撤销的原因", most=LONGEST)
    row.state = ListedState.WITHDRAWN
    bump(row, "state", "close_reason")
    drop_months_after(row, timezone.localtime(at).date())
    record_listed("listed.withdrawn", row, by, note=row.close_reason)
    return row


def check_may_edit(row: ListedCase, by: Actor) -> None:
    permissions.check_can(by, Permission.LIST_CASE, within=row.jurisdiction.path)
    if row.state != ListedState.DRAFT:
        raise Conflict(f"挂牌事项{row.get_state_display()}，内容和阶段不能再改；期限可以办理延期")
    if row.listing_id is not None:
        raise Conflict("挂牌通知已起草，内容和阶段要与通知一致；要改的，先作废通知")


def check_can_withdraw(row: ListedCase, by: Actor) -> None:
    permissions.check_can(by, Permission.LIST_CASE, within=row.jurisdiction.path)
    LISTED.check_move(ListedState(row.state), ListedState.WITHDRAWN)


def locked_listed(listed: ListedCase) -> ListedCase:
    related = ("supervisor", "task", "listing", "delisting")
    return locked(listed, "jurisdiction", "unit__jurisdiction", "unit__merged_into", *related)


def bump(row: ListedCase, *fields: str) -> None:
    row.version += 1
    row.save(update_fields=["version", *fields])


def drop_months_after(row: ListedCase, day: date) -> None:
    """What is not due yet when it comes off the board is not asked for any more; nothing was said in it."""
    row.reports.filter(state="owed", due__gte=day, first_submitted_at=None).delete()


def record_listed(
    verb: str,
    row: ListedCase,
    by: Actor,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> None:
    about = [row.unit, *([row.task] if row.task else [])]
    after = {"事项": row.title, "状态": row.get_state_display(), **(after or {})}
    path = row.jurisdiction.path
    recording.record(verb, row, by=by, before=before, after=after, note=note, about=about, jurisdiction_path=path)


def _checked(listing: Listing, place: Jurisdiction) -> dict[str, Any]:
    units = {"unit": listing.unit, "supervisor": listing.supervisor}
    for name, unit in units.items():
        if unit is not None and not unit.jurisdiction.path.startswith(place.path):
            raise Invalid(f"{unit}不在{place}", name)
    if listing.supervisor == listing.unit:
        raise Invalid("督导单位不能是整治责任单位自己", "supervisor")
    if not 1 <= listing.report_day <= 31:
        raise Invalid("每月报送日为1至31日", "report_day")
    return {
        **units,
        "title": required_text(listing.title, "title", "请写明挂牌督办的事项", most=200),
        "problem": required_text(listing.problem, "problem", "请写明存在的问题", most=LONGEST),
        "goal": optional_text(listing.goal, "goal", most=LONGEST),
        "basis": required_text(listing.basis, "basis", "请写明依据，如文件名称和文号", most=300),
        "level": ListedLevel(listing.level).value,
        "due": listing.due,
        "report_day": listing.report_day,
        "task": listing.task,
    }


def _values(row: ListedCase) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS}


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """By the names people read."""
    words = {_label(name): value for name, value in values.items()}
    words["挂牌层级"] = LISTED_LEVELS[values["level"]]
    return {name: value if isinstance(value, int | date | None) else str(value) for name, value in words.items()}


def _label(name: str) -> str:
    return str(ListedCase._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _check_stages_until(row: ListedCase, due: date | None) -> None:
    last = row.stages.order_by("-ends").first()
    if due is not None and last is not None and last.ends > due:
        raise Invalid(f"{last}的完成时间是{in_words(last.ends)}，整治期限不能更早", "due")


def _checked_stages(stages: Sequence[StageDraft], due: date | None) -> list[StageDraft]:
    if not stages:
        raise Invalid("请至少填写一个阶段")
    if len(stages) > MOST_STAGES:
        raise Invalid(f"最多 {MOST_STAGES} 个阶段")
    for at, one in enumerate(stages, 1):
        _check_stage(f"第{at}个阶段", one, due)
    for at, (one, then) in enumerate(pairwise(stages), 1):
        if one.ends and then.ends and then.ends < one.ends:
            raise Invalid(f"第{at + 1}个阶段的完成时间早于第{at}个阶段，请核对年份或调整顺序")
    return list(stages)


def _check_stage(which: str, one: StageDraft, due: date | None) -> None:
    if not one.name.strip():
        raise Invalid(f"{which}没有名称")
    if len(one.name.strip()) > LONGEST_NAME or len(one.work) > LONGEST:
        raise Invalid(f"{which}的名称最多 {LONGEST_NAME} 个字，工作内容最多 {LONGEST} 个字")
    if one.ends is None:
        raise Invalid(f"{which}没有完成时间")
    if one.begins is not None and one.begins > one.ends:
        raise Invalid(f"{which}的完成时间早于开始日期")
    if due is not None and one.ends > due:
        raise Invalid(f"{which}的完成时间晚于整治期限{in_words(due)}")


def _stage(row: ListedCase, order: int, one: StageDraft) -> ListedStage:
    ends = one.ends
    assert ends is not None
    return ListedStage(
        listed_case=row,
        order=order,
        name=one.name.strip(),
        begins=one.begins,
        ends=ends,
        original_ends=ends,
        work=one.work.strip(),
        places=one.places,
    )
