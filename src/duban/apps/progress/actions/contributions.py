"""配合材料: the lead unit asks, the supporting unit gives; the lead takes it over, or not, or asks for more."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.audit.recording import Entry
from duban.apps.organizations.changes import check_version, locked
from duban.apps.organizations.models import Unit
from duban.apps.progress import submitting
from duban.apps.progress.actions.evidence import attach_evidence, attach_files
from duban.apps.progress.actions.reports import save_report
from duban.apps.progress.answering import acting, check_acts_for
from duban.apps.progress.keeping import File
from duban.apps.progress.models import Contribution, Evidence, Report
from duban.apps.progress.queries.contributions import latest_due, over_words, units_to_ask
from duban.apps.web import files as kept_files
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid
from duban.rulebook.reports import CONTRIBUTION, ContributionState
from duban.rulebook.taking_over import put_in
from duban.rulebook.texts import required_text

LONGEST_REQUEST, LONGEST = 500, 2000
GIVABLE = (ContributionState.ASKED, ContributionState.GIVEN)
_RELATED = ("unit__merged_into", "report__unit", "report__round", "report__task")


def check_may_give(row: Contribution, by: Actor) -> None:
    """Refuse unless this person may write what the supporting unit gives now."""
    check_acts_for(row.unit, by, Permission.WRITE_CONTRIBUTION)
    if row.state not in GIVABLE:
        raise Conflict(f"配合材料{row.get_state_display()}，不能修改")
    submitting.check_wanted(row.report)
    if words := over_words(row):
        raise Conflict(words)


def check_may_ask(report: Report, by: Actor) -> None:
    """The lead unit's people, while the report may be written."""
    submitting.check_may_write(report, by)


@transaction.atomic
def ask_contributions(
    *, report: Report, units: Collection[Unit], request: str, due: date, at: datetime, on: date, by: Actor
) -> list[Contribution]:
    """Ask supporting units for material by a day; one that was set aside may be asked again."""
    (row,) = submitting.locked_reports([report.pk])
    check_may_ask(row, by)
    _check_due(row, due, on)
    request = _wanted(request)
    offered = {unit.pk: unit for unit, _ in units_to_ask(row)}
    if not units:
        raise Invalid("请选择配合单位", "units")
    if any(unit.pk not in offered for unit in units):
        raise Conflict("所选单位里有已经请过的，或者已不承担这项任务，请刷新后再选")
    earlier = {one.unit_id: one for one in row.contributions.select_for_update().filter(unit__in=units)}
    asked = []
    for unit in units:
        one = earlier.get(unit.pk) or Contribution(report=row, unit=unit)
        if one.pk is not None:
            _move(one, ContributionState.ASKED)
        one.request, one.due, one.asked_at, one.asked_by = request, due, at, by.name
        one.save()
        asked.append(one)
    recording.record_many([_entry("contribution.asked", one, row) for one in asked], by=by)
    return asked


@transaction.atomic
def ask_contribution_again(
    *, contribution: Contribution, request: str, due: date, at: datetime, on: date, by: Actor, seen: int | None = None
) -> Contribution:
    """What was given does not do yet: say what is missing, and by when."""
    row = _locked_by_lead(contribution, by, seen)
    _check_due(row.report, due, on)
    request = _wanted(request)
    _move(row, ContributionState.ASKED)
    row.request, row.due, row.asked_at, row.asked_by = request, due, at, by.name
    row.save(update_fields=["state", "request", "due", "asked_at", "asked_by", "version"])
    recording.record_many([_entry("contribution.asked_again", row, row.report)], by=by)
    return row


@transaction.atomic
def give_contribution(
    *,
    contribution: Contribution,
    text: str,
    files: Sequence[File] = (),
    at: datetime,
    by: Actor,
    seen: int | None = None,
) -> Contribution:
    """Give the text and the files; what was given may be mended until the lead takes it over."""
    row = locked(contribution, *_RELATED)
    check_may_give(row, by)
    check_version(row, seen)
    text = required_text(text, "text", "请写明提供的情况和数字", most=LONGEST)
    attach_files(row, files, by, at=at)
    mended = row.state == ContributionState.GIVEN
    _move(row, ContributionState.GIVEN)
    row.text, row.answered_at, row.answered_by = text, at, by.name
    row.save(update_fields=["state", "text", "answered_at", "answered_by", "version"])
    verb = "contribution.mended" if mended else "contribution.given"
    recording.record_many([_entry(verb, row, row.report)], by=by)
    return row


@transaction.atomic
def take_over_contribution(
    *, contribution: Contribution, at: datetime, by: Actor, seen: int | None = None
) -> Contribution:
    """Put the text into the draft of the report, with the unit's name; its files prove the report from now on.

    Taken over once more, what was mended stands in the place of what was there; the rest of the report stays."""
    row = _locked_by_lead(contribution, by, seen)
    _move(row, ContributionState.TAKEN_OVER)
    report = row.report
    told = f"{acting(row.unit)}：{row.text}"
    save_report(report=report, values={"text": put_in(report.text, told, row.taken_text)}, at=at, by=by)
    row.taken_text = told
    for one in Evidence.objects.filter(contribution=row, removed_at=None):
        data = kept_files.read(one.digest)
        attach_evidence(owner=report, data=data, file_name=one.name, at=at, by=by)
    row.save(update_fields=["state", "taken_text", "version"])
    recording.record_many([_entry("contribution.taken_over", row, report)], by=by)
    return row


@transaction.atomic
def set_aside_contribution(*, contribution: Contribution, by: Actor, seen: int | None = None) -> Contribution:
    """Not used; asked for and not given yet: no longer wanted. Both stay readable."""
    row = _locked_by_lead(contribution, by, seen)
    verb = "contribution.withdrawn" if row.state == ContributionState.ASKED else "contribution.set_aside"
    _move(row, ContributionState.SET_ASIDE)
    row.save(update_fields=["state", "version"])
    recording.record_many([_entry(verb, row, row.report)], by=by)
    return row


def _locked_by_lead(contribution: Contribution, by: Actor, seen: int | None) -> Contribution:
    """The report first, then what is given to it: so nobody waits for the other."""
    (report,) = submitting.locked_reports([contribution.report_id])
    check_may_ask(report, by)
    row = locked(contribution, "unit__merged_into")
    row.report = report
    check_version(row, seen)
    return row


def _wanted(request: str) -> str:
    return required_text(request, "request", "请写明要提供什么", most=LONGEST_REQUEST)


def _check_due(report: Report, due: date, on: date) -> None:
    if due < on:
        raise Invalid("提供期限不能早于今天", "due")
    last = latest_due(report, on=on)
    if due > last:
        raise Invalid(f"提供期限不能晚于进展情况的报送期限（{last.isoformat()}）", "due")


def _move(row: Contribution, state: ContributionState) -> None:
    CONTRIBUTION.check_move(ContributionState(row.state), state)
    row.state = state.value
    row.version += 1


def _entry(verb: str, row: Contribution, report: Report) -> Entry:
    """Without the words: others read the record, and what is given is between the two units."""
    after: dict[str, Any] = {"单位": report.unit.name, "提供期限": row.due.isoformat()}
    return Entry(verb, row, {}, after, "", [report.task, report.unit, row.unit], report.task.jurisdiction_path)
