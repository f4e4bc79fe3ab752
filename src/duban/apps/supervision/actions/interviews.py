"""约谈: proposed by the ladder or by hand, scheduled with who chairs and who comes, put off, cancelled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.calendars.queries import work_calendar
from duban.apps.organizations.changes import check_fits, check_version, locked
from duban.apps.organizations.models import Appointment, Jurisdiction, Post, Unit
from duban.apps.organizations.queries.people import holders_of
from duban.apps.supervision.happenings import interview_moved
from duban.apps.supervision.labels.interviews import NO_CHAIR
from duban.apps.supervision.models import Case, Interview, InterviewParticipant
from duban.apps.supervision.queries.interviews import clashes
from duban.apps.web.templatetags.duban import moment
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.cases import INTERVIEW, InterviewState
from duban.rulebook.interviews import check_when
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.texts import optional_text, required_text

LONGEST, LONGEST_BASIS, LONGEST_PLACE, LONGEST_NAME = 2000, 300, 100, 80
MOST_OTHERS = 30
V = InterviewState


@transaction.atomic
def propose_interview(
    *, unit: Unit, reason: str, basis: str, case: Case | None = None, at: datetime, by: Actor
) -> Interview:
    """One for a case; by hand one for a unit and its reason while it is not held."""
    place = _place_of(case, by)
    permissions.check_can(by, Permission.SCHEDULE_INTERVIEW, within=place.path)
    permissions.check_can(by, Permission.SCHEDULE_INTERVIEW, within=unit.jurisdiction.path)
    locked(unit, no_key=True)
    reason = required_text(reason, "reason", "请写约谈事由", most=LONGEST)
    basis = required_text(basis, "basis", "请写约谈依据", most=LONGEST_BASIS)
    there = (
        Interview.objects.filter(case=case)
        if case
        else Interview.objects.filter(case=None, unit=unit, reason=reason, state__in=(V.PROPOSED, V.SCHEDULED))
    )
    if (found := there.first()) is not None:
        return found
    row = Interview.objects.create(
        jurisdiction=place, unit=unit, case=case, reason=reason, basis=basis, proposed_at=at, proposed_by=by.name
    )
    return told("interview.proposed", row, at, by, note=reason)


@transaction.atomic
def schedule_interview(
    *,
    interview: Interview,
    planned_at: datetime,
    place: str,
    chair_post: Post | None = None,
    chair: str = "",
    posts: Sequence[Post] = (),
    others: Sequence[str] = (),
    hosts: Sequence[str] = (),
    despite_clash: bool = False,
    at: datetime,
    seen: int | None = None,
    by: Actor,
) -> Interview:
    """When, where, under whom, with whom; again: it is put off. Names are those of the day it is held on.

    `posts`: of the unit; `others`: further people of it; `hosts`: who comes beside the chair."""
    row = locked_row(interview)
    check_can_schedule(row, by)
    check_version(row, seen)
    planned = timezone.localtime(planned_at)
    check_when(planned, timezone.localtime(at), work_calendar())
    asked = [*posts, *([chair_post] if chair_post else [])]
    held = holders_of(asked, on=planned.date())
    before, was = words_of(row), V(row.state)
    row.planned_at, row.chair_post = planned_at, chair_post
    row.place = required_text(place, "place", "请写约谈地点", most=LONGEST_PLACE)
    row.chair = _chair(chair_post, chair, held, planned.date())
    if not (posts or any(one.strip() for one in others)):
        raise Invalid("请选择单位的参加人员", "posts")
    officials = [one.official_id for one in held.values()]
    if not despite_clash:
        _check_no_clash(clashes(planned_at, chair=row.chair, posts=asked, officials=officials, but=row))
    moved(row, V.SCHEDULED, "planned_at", "chair_post", "place", "chair")
    people = [*_of_posts(row, posts, held), *_named(row, others, len(posts)), *_named(row, hosts, 0, is_host=True)]
    _ask(row, people)
    verb = "interview.rescheduled" if was is V.SCHEDULED else "interview.scheduled"
    return told(verb, row, at, by, before=before if was is V.SCHEDULED else {})


@transaction.atomic
def cancel_interview(
    *, interview: Interview, reason: str, at: datetime, seen: int | None = None, by: Actor
) -> Interview:
    row = locked_row(interview)
    check_can_cancel(row, by)
    check_version(row, seen)
    row.cancel_reason = required_text(reason, "reason", "请写明取消原因", most=LONGEST)
    moved(row, V.CANCELLED, "cancel_reason")
    return told("interview.cancelled", row, at, by, note=row.cancel_reason)


def check_may_schedule(row: Interview, by: Actor) -> None:
    permissions.check_can(by, Permission.SCHEDULE_INTERVIEW, within=row.jurisdiction.path)


def check_can_schedule(row: Interview, by: Actor) -> None:
    check_may_schedule(row, by)
    INTERVIEW.check_move(V(row.state), V.SCHEDULED)


def check_can_cancel(row: Interview, by: Actor) -> None:
    check_may_schedule(row, by)
    INTERVIEW.check_move(V(row.state), V.CANCELLED)


def locked_row(interview: Interview) -> Interview:
    return locked(interview, "jurisdiction", "unit__merged_into", "case")


def words_of(row: Interview) -> dict[str, Any]:
    """What the record says of it."""
    return {
        "约谈单位": row.unit.name,
        "状态": row.get_state_display(),
        "时间": moment(row.planned_at),
        "地点": row.place,
        "主持人": row.chair or NO_CHAIR,
    }


def told(
    verb: str,
    row: Interview,
    at: datetime,
    by: Actor,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    note: str = "",
) -> Interview:
    """Recorded in its history, its case's, and its unit's once that was told; the case goes on from there."""
    about = [*([row.unit] if row.planned_at else []), *([row.case] if row.case else [])]
    interview_moved.send(Interview, interview=row, verb=verb, words=note, at=at, by=by)
    values = words_of(row) | (after or {})
    path = row.jurisdiction.path
    recording.record(verb, row, by=by, before=before, after=values, note=note, about=about, jurisdiction_path=path)
    return row


def moved(row: Interview, state: InterviewState, *fields: str) -> None:
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "version", *fields])


def _place_of(case: Case | None, by: Actor) -> Jurisdiction:
    if case is not None:
        return case.jurisdiction
    permissions.check_can(by, Permission.SCHEDULE_INTERVIEW)
    return Jurisdiction.objects.get(pk=by.jurisdiction or 0)


def _chair(post: Post | None, name: str, held: dict[int, Appointment], on: date) -> str:
    """The holder of the post on the day; a name where no post is on record."""
    if post is None:
        return required_text(name, "chair_post", "请选择主持人的职务，或者填写姓名", most=40)
    if post.pk not in held:
        raise Invalid(f"{on.month}月{on.day}日{post}空缺，请选择其他主持人", "chair_post")
    return held[post.pk].official.name


def _ask(row: Interview, people: Sequence[InterviewParticipant]) -> None:
    """In the place of whoever was asked before."""
    row.participants.all().delete()
    for one in people:
        check_fits(one)
    InterviewParticipant.objects.bulk_create(people)


def _check_no_clash(found: Iterable[Interview]) -> None:
    words = [f"{moment(one.planned_at)}约谈{one.unit}（{one.chair}主持）" for one in found]
    if words:
        raise Conflict(f"时间冲突：{'；'.join(words)}。可以改时间，也可以勾选“仍这样安排”。")


def _of_posts(row: Interview, posts: Sequence[Post], held: dict[int, Appointment]) -> list[InterviewParticipant]:
    found = []
    for order, post in enumerate(posts):
        official = held[post.pk].official if post.pk in held else None
        name = f"{official.name}（{post}）" if official else f"{post}（空缺）"
        found.append(InterviewParticipant(interview=row, post=post, official=official, name=name, order=order))
    return found


def _named(row: Interview, names: Sequence[str], first: int, *, is_host: bool = False) -> list[InterviewParticipant]:
    field = "hosts" if is_host else "others"
    plain = dict.fromkeys(name for one in names if (name := optional_text(one, field, most=LONGEST_NAME)))
    if len(plain) > MOST_OTHERS:
        raise Invalid(f"最多 {MOST_OTHERS} 人", field)
    return [
        InterviewParticipant(interview=row, name=name, is_interviewed=not is_host, order=order)
        for order, name in enumerate(plain, first)
    ]
