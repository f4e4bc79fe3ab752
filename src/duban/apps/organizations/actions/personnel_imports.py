"""An import of rosters and appointments from a document: begin it, correct its draft, give it up.

Nothing of the draft touches the record; `personnel_application` does, in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from duban.apps.audit import recording
from duban.apps.organizations.actions.imports import check_can_import, kept, locked_import, refusal_of_change
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Jurisdiction, Official, PersonnelImport, Unit
from duban.apps.organizations.models.imports import ImportState
from duban.apps.organizations.personnel import questions
from duban.apps.organizations.personnel.corrections import PEOPLE, UNITS, corrections
from duban.apps.organizations.personnel.drafts import Draft, Line, Sheet, as_json, from_json
from duban.apps.organizations.personnel.drafts import seen as seen_of
from duban.apps.organizations.personnel.readings import draft_of
from duban.apps.web import files
from duban.documents.errors import UnreadableFile
from duban.documents.pipeline import understand
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


def start_import(*, jurisdiction: Jurisdiction, data: bytes, file_name: str, by: Actor) -> PersonnelImport:
    """Read a document into a draft; what cannot be read, names nobody, or was taken before is refused."""
    check_can_import(by, Permission.IMPORT_PERSONNEL, jurisdiction)
    digest = files.keep(data)
    _check_not_taken(jurisdiction, digest)
    try:
        draft = draft_of(understand(data, file_name))
    except UnreadableFile as unreadable:
        raise Invalid(str(unreadable), "file") from unreadable
    if not draft.sheets:
        raise Invalid("文件里没有读到领导小组名单，也没有读到任免，请换一份文件", "file")
    with transaction.atomic():
        Jurisdiction.objects.select_for_update().get(pk=jurisdiction.pk)
        _check_not_taken(jurisdiction, digest)
        draft_kept = {"state": ImportState.COMPARED, "reading": as_json(draft)}
        started = kept(PersonnelImport, jurisdiction, (file_name, digest), by, **draft_kept)
        _record("personnel_import.started", started, by)
    return started


@transaction.atomic
def answer_question(
    *, personnel_import: PersonnelImport, keys: Iterable[str], answer: str, by: Actor
) -> PersonnelImport:
    """Settle a question about some lines."""

    def settled(draft: Draft) -> Draft:
        for key in keys:
            draft = draft.with_line(questions.answered(_line(draft, key), answer))
        return draft

    return _changed(personnel_import, settled, by)


@transaction.atomic
def change_line(
    *,
    personnel_import: PersonnelImport,
    key: str,
    unit: str,
    title: str,
    day: date | None,
    acting: bool,
    skip: bool,
    unit_choice: int | None,
    person_choice: int | None,
    seen: str,
    by: Actor,
) -> PersonnelImport:
    """Correct what was read in one line; a unit put in other words is looked for anew."""

    def corrected(draft: Draft) -> Draft:
        line = _line(draft, key)
        if seen_of(line) != seen:
            raise Conflict("这一条已被他人修改，请刷新后再改")
        kept = unit_choice if unit.strip() == line.unit else None
        return draft.with_line(
            replace(
                line,
                unit=unit.strip(),
                title=title.strip(),
                day=day.isoformat() if day else "",
                acting=acting,
                skip=skip,
                unit_choice=kept,
                person_choice=person_choice,
                answer="",
            )
        )

    return _changed(personnel_import, corrected, by)


@transaction.atomic
def change_sheet(
    *,
    personnel_import: PersonnelImport,
    key: str,
    day: date | None,
    group_name: str,
    office: Unit | None,
    term_ends_on: date | None = None,
    end_condition: str,
    skip: bool,
    seen: str,
    by: Actor,
) -> PersonnelImport:
    """Say what holds for a whole document: the day, the group, or that it is left out."""

    def corrected(draft: Draft) -> Draft:
        sheet = _sheet(draft, key)
        if seen_of(sheet) != seen:
            raise Conflict("这份公文已被他人修改，请刷新后再改")
        return draft.with_sheet(
            replace(
                sheet,
                day=day.isoformat() if day else "",
                group_name=group_name.strip(),
                office=office.pk if office else None,
                term_ends_on=term_ends_on.isoformat() if term_ends_on else "",
                end_condition=end_condition.strip(),
                skip=skip,
            )
        )

    return _changed(personnel_import, corrected, by)


@transaction.atomic
def discard_import(*, personnel_import: PersonnelImport, by: Actor) -> PersonnelImport:
    """Give a draft up; the file may then be uploaded again."""
    row = locked_draft(personnel_import, by)
    row.state = ImportState.DISCARDED
    row.save(update_fields=["state"])
    _record("personnel_import.discarded", row, by)
    return row


def locked_draft(personnel_import: PersonnelImport, by: Actor) -> PersonnelImport:
    """The import, locked, as long as it is a draft that `by` may change."""
    row = locked_import(personnel_import, Permission.IMPORT_PERSONNEL, by)
    if row.state != ImportState.COMPARED:
        raise Conflict(refusal_of_change(row))
    return row


def _changed(personnel_import: PersonnelImport, change: Callable[[Draft], Draft], by: Actor) -> PersonnelImport:
    row = locked_draft(personnel_import, by)
    read = from_json(row.reading)
    corrected = change(read)
    row.reading = as_json(corrected)
    row.save(update_fields=["reading"])
    path = row.jurisdiction.path
    entries = [
        recording.Entry("personnel_import.corrected", row, _named(before), _named(after), what, (), path)
        for what, before, after in corrections(read, corrected)
    ]
    recording.record_many(entries, by=by)
    return row


def _named(values: dict[str, Any]) -> dict[str, Any]:
    """The values with the names of the units and people that were chosen by key."""
    named = dict(values)
    for model, words in ((Unit, UNITS), (Official, PEOPLE)):
        for word in words:
            if values.get(word):
                named[word] = str(model._default_manager.filter(pk=values[word]).first() or "")
    return named


def _line(draft: Draft, key: str) -> Line:
    found = draft.line(key)
    if found is None:
        raise Conflict("这一条已不在草稿里，请刷新")
    return found[1]


def _sheet(draft: Draft, key: str) -> Sheet:
    found = draft.sheet(key)
    if found is None:
        raise Conflict("这份公文已不在草稿里，请刷新")
    return found


def _check_not_taken(jurisdiction: Jurisdiction, digest: str) -> None:
    """The same bytes are one document: refuse them a second time, and say what became of them the first time."""
    same = PersonnelImport.objects.filter(jurisdiction=jurisdiction, file_digest=digest)
    known = same.filter(state__in=(ImportState.COMPARED, ImportState.APPLIED)).first()
    if known is None:
        return
    when = in_words(timezone.localdate(known.created_at))
    if known.state == ImportState.APPLIED:
        raise Invalid(f"这份文件{when}已经导入过，不用再导入", "file")
    raise Invalid(f"这份文件{when}已经上传，正在核对，请到列表里继续", "file")


def _record(verb: str, row: PersonnelImport, by: Actor, note: str = "") -> None:
    recording.record(verb, row, by=by, note=note, jurisdiction_path=row.jurisdiction.path)
