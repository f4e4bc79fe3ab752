"""节点: the unit says that one is done, the office verifies it or sets it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.changes import check_unchanged, locked
from duban.apps.organizations.labels.people import in_words
from duban.apps.progress.actions.implementation import check_writes
from duban.apps.progress.models import Milestone
from duban.apps.progress.standing import stand_again
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import FilingState
from duban.rulebook.texts import required_text

LONGEST = 1000
_BATCH = 500
_REVIEW = Permission.REVIEW_IMPLEMENTATION_PLAN
_RELATED = ("implementation_plan__task__plan", "implementation_plan__unit")


@dataclass(slots=True)
class Verified:
    """What became of several: those verified now, and why not of each other."""

    done: list[Milestone] = field(default_factory=list)
    skipped: list[tuple[Milestone, str]] = field(default_factory=list)


@transaction.atomic
def finish_milestone(
    *, milestone: Milestone, done_on: date, words: str, on: date, by: Actor, seen: str | None = None
) -> Milestone:
    """The unit's statement, with a word on how; the office verifies it."""
    row = _locked(milestone)
    check_writes(row.implementation_plan, by)
    check_unchanged(row, seen)
    _check_in_force(row)
    if row.done_on is not None:
        raise Conflict(f"节点“{row}”已标记完成")
    if done_on > on:
        raise Invalid("完成日期不能晚于今天", "done_on")
    words = required_text(words, "words", "请写一句完成情况", most=LONGEST)
    row.done_on, row.done_words, row.set_back = done_on, words, ""
    row.save(update_fields=["done_on", "done_words", "set_back"])
    stand_again([row.implementation_plan.task_id])
    recording.record_many([_entry("milestone.finished", row, after={"完成日期": in_words(done_on)}, note=words)], by=by)
    return row


@transaction.atomic
def verify_milestone(*, milestone: Milestone, on: date, by: Actor, seen: str | None = None) -> Milestone:
    row = _locked(milestone)
    _check_to_verify(row, by, seen)
    row.verified_on = on
    row.save(update_fields=["verified_on"])
    stand_again([row.implementation_plan.task_id])
    recording.record_many([_entry("milestone.verified", row, after={"核定完成": in_words(on)})], by=by)
    return row


@transaction.atomic
def verify_milestones(*, milestones: Mapping[int, str | None], on: date, by: Actor) -> Verified:
    """Those (by key, with the token shown) that are as shown and not verified yet; a fixed number of queries."""
    rows = Milestone.objects.select_for_update(of=("self",)).select_related(*_RELATED).order_by("pk")
    found = Verified()
    for row in rows.filter(pk__in=milestones):
        permissions.check_can(by, _REVIEW, within=row.implementation_plan.task.jurisdiction_path)
        if refusal := permissions.why_not(_check_to_verify, row, by, milestones[row.pk]):
            found.skipped.append((row, refusal))
        else:
            row.verified_on = on
            found.done.append(row)
    Milestone.objects.bulk_update(found.done, ["verified_on"], batch_size=_BATCH)
    stand_again(sorted({row.implementation_plan.task_id for row in found.done}))
    after = {"核定完成": in_words(on)}
    recording.record_many([_entry("milestone.verified", row, after=after) for row in found.done], by=by)
    return found


@transaction.atomic
def set_back_milestone(*, milestone: Milestone, reason: str, by: Actor, seen: str | None = None) -> Milestone:
    """It is not done: the unit's statement is taken away, and the reason said."""
    row = _locked(milestone)
    _check_verifies(row, by)
    check_unchanged(row, seen)
    reason = required_text(reason, "reason", "请写明退回原因，让单位知道还缺什么", most=LONGEST)
    assert row.done_on is not None  # checked
    before = {"完成日期": in_words(row.done_on), "完成情况": row.done_words}
    row.done_on, row.verified_on, row.done_words, row.set_back = None, None, "", reason
    row.save(update_fields=["done_on", "verified_on", "done_words", "set_back"])
    stand_again([row.implementation_plan.task_id])
    recording.record_many([_entry("milestone.set_back", row, before=before, note=reason)], by=by)
    return row


def check_can_finish(milestone: Milestone, by: Actor) -> None:
    """Why the unit cannot mark it now."""
    check_writes(milestone.implementation_plan, by)
    _check_in_force(milestone)


def _locked(milestone: Milestone) -> Milestone:
    return locked(milestone, *_RELATED)


def _check_to_verify(row: Milestone, by: Actor, seen: str | None) -> None:
    _check_verifies(row, by)
    check_unchanged(row, seen)
    if row.verified_on is not None:
        raise Conflict(f"节点“{row}”已核定")


def _check_in_force(row: Milestone) -> None:
    plan = row.implementation_plan
    if plan.state != FilingState.ACCEPTED:
        raise Conflict(f"落实方案{plan.get_state_display()}，审核通过后节点才生效")


def _check_verifies(row: Milestone, by: Actor) -> None:
    within = row.implementation_plan.task.jurisdiction_path
    permissions.check_can(by, _REVIEW, within=within)
    _check_in_force(row)
    if row.done_on is None:
        raise Conflict(f"节点“{row}”还没有标记完成")


def _entry(
    verb: str,
    row: Milestone,
    *,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
    note: str = "",
) -> Entry:
    plan = row.implementation_plan
    told = {"单位": plan.unit.name, **(after or {})}
    return Entry(verb, row, before or {}, told, note, [plan, plan.task, plan.unit], plan.task.jurisdiction_path)
