"""Who holds a post from when to when: appoint, end, replace in one step, correct a mistaken record.

Half-open: on the day of removal the person no longer holds the post. Nobody shares a post with another on a day.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.actions.posts import locked_post
from duban.apps.organizations.changes import check_unchanged, differences, locked
from duban.apps.organizations.event_values import appointment_values
from duban.apps.organizations.labels.people import in_words, span_in_words
from duban.apps.organizations.models import Appointment, Official, Post
from duban.apps.organizations.queries.people import holder_of
from duban.apps.organizations.validity import overlapping
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def appoint(
    *, post: Post, official: Official, since: date | None, acting: bool = False, basis: str = "", by: Actor
) -> Appointment:
    """`official` holds `post` from `since` on (None: from before the record began)."""
    post = locked_post(post)
    path = post.unit.jurisdiction.path
    permissions.check_can(by, Permission.APPOINT, within=path)
    appointment = Appointment(post=post, official=official, since=since, acting=acting, basis=basis.strip())
    _check_post_lasts(appointment)
    _check_seat_is_free(appointment)
    appointment.save()
    recording.record(
        "appointment.appointed",
        appointment,
        by=by,
        after=appointment_values(appointment),
        about=[post, official, post.unit],
        jurisdiction_path=path,
    )
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, until: date, basis: str = "", by: Actor) -> Appointment:
    """From `until` on the person no longer holds the post; what hangs on it awaits the successor."""
    post = locked_post(appointment.post)
    path = post.unit.jurisdiction.path
    permissions.check_can(by, Permission.END_APPOINTMENT, within=path)
    appointment = _locked(appointment)
    if appointment.until is not None:
        raise Conflict(f"{appointment.official.name}已自{in_words(appointment.until)}起不再担任该职务，记错的请用更正")
    if appointment.since is not None and until <= appointment.since:
        raise Invalid(f"免职日期应晚于任职日期{in_words(appointment.since)}", "until")
    appointment.until, appointment.end_basis = until, basis.strip()
    appointment.save(update_fields=["until", "end_basis"])
    recording.record(
        "appointment.ended",
        appointment,
        by=by,
        after=appointment_values(appointment),
        about=[post, appointment.official, post.unit],
        jurisdiction_path=path,
    )
    return appointment


@transaction.atomic
def replace_holder(
    *,
    post: Post,
    official: Official,
    on: date,
    acting: bool = False,
    basis: str = "",
    seen: str | None = None,
    by: Actor,
) -> Appointment:
    """`official` takes the post over on the day its holder leaves it; `seen`: the holder's appointment as shown."""
    post = locked_post(post)
    leaving = holder_of(post, on=on)
    if leaving is None:
        raise Conflict(f"{in_words(on)}该职务空缺，请直接办理任职")
    check_unchanged(leaving, seen)
    if leaving.official_id == official.pk:
        raise Invalid(f"{official.name}当日已任该职务", "official")
    end_appointment(appointment=leaving, until=on, basis=basis, by=by)
    return appoint(post=post, official=official, since=on, acting=acting, basis=basis, by=by)


@transaction.atomic
def correct_appointment(
    *,
    appointment: Appointment,
    official: Official,
    since: date | None,
    until: date | None,
    acting: bool,
    basis: str,
    end_basis: str,
    reason: str,
    seen: str | None = None,
    by: Actor,
) -> Appointment:
    """Set right what was recorded wrong; `until` equal to `since` makes the record void: it held on no day."""
    post = locked_post(appointment.post)
    path = post.unit.jurisdiction.path
    permissions.check_can(by, Permission.CORRECT_APPOINTMENT, within=path)
    appointment = _locked(appointment)
    check_unchanged(appointment, seen)
    if not reason.strip():
        raise Invalid("请写明更正原因", "reason")
    old, former = appointment_values(appointment), appointment.official
    appointment.official, appointment.since, appointment.until = official, since, until
    appointment.acting, appointment.basis, appointment.end_basis = acting, basis.strip(), end_basis.strip()
    before, after = differences(old, appointment_values(appointment))
    if not after:
        raise Invalid("没有改动任何内容")
    _check_dates(appointment)
    appointment.save()
    recording.record(
        "appointment.corrected",
        appointment,
        by=by,
        before=before,
        after=after,
        note=reason.strip(),
        about=[post, official, former, post.unit],
        jurisdiction_path=path,
    )
    return appointment


def _locked(appointment: Appointment) -> Appointment:
    return locked(appointment, "official", "post__unit")


def _check_dates(appointment: Appointment) -> None:
    since, until = appointment.since, appointment.until
    if since is not None and until is not None and until < since:
        raise Invalid("免职日期不能早于任职日期", "until")
    if since is None or since != until:
        _check_post_lasts(appointment)
        _check_seat_is_free(appointment)


def _check_post_lasts(appointment: Appointment) -> None:
    post, since, until = appointment.post, appointment.since, appointment.until
    if post.until is not None and (until is None or until > post.until):
        raise Conflict(f"该职务已自{in_words(post.until)}起撤销")
    if post.since is not None and since is not None and since < post.since:
        raise Invalid(f"该职务自{in_words(post.since)}起设立，任职日期不能更早", "since")
    unit = post.unit
    if unit.until is not None and (until is None or until > unit.until):
        raise Conflict(f"“{unit}”已自{in_words(unit.until)}起撤销")


def _check_seat_is_free(appointment: Appointment) -> None:
    others = appointment.post.appointments.filter(overlapping(appointment.since, appointment.until))
    other = others.exclude(pk=appointment.pk).select_related("official").order_by("since").first()
    if other is not None:
        held_for = span_in_words(other.since, other.until)
        taken = f"{other.official.name}{held_for}任该职务，与所填日期重叠"
        raise Conflict(f"{taken}；同一职务同一天只能由一人担任，请先办理免职或接任")
