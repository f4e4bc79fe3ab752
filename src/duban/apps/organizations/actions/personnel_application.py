"""Carry out the draft of an import: all of it in one transaction, through the same actions as everything else.

In: a draft without open questions, and what the person saw of it.  Out: the import with its outcome; or nothing done.
"""

from __future__ import annotations

from datetime import date

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.actions.personnel_imports import locked_draft
from duban.apps.organizations.actions.personnel_work import Work, naming
from duban.apps.organizations.models import PersonnelImport
from duban.apps.organizations.models.imports import ImportState
from duban.apps.organizations.personnel.drafts import from_json
from duban.apps.organizations.personnel.matching import (
    asked,
    fingerprint,
    lines_in_order,
    meaning_of,
    meanings,
    sheets_in_order,
)
from duban.apps.organizations.personnel.outcomes import counts_in_words
from duban.apps.organizations.queries.personnel import Directory
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict


@transaction.atomic
def apply_import(*, personnel_import: PersonnelImport, seen: str, on: date, by: Actor) -> PersonnelImport:
    """Do what the draft says; refused when it is not what the person saw, or when a question is open."""
    row = locked_draft(personnel_import, by)
    draft = from_json(row.reading)
    directory = Directory(row.jurisdiction, on=draft.latest_day or on)
    found = meanings(draft, directory)
    if fingerprint(found) != seen:
        raise Conflict("核对期间名册有了变化，导入的结果会不一样，请重新核对后再确认")
    if waiting := asked(found):
        raise Conflict(f"还有 {len(waiting)} 个问题没有回答")
    work = Work(directory, by)
    for sheet in sheets_in_order(draft):
        for line in lines_in_order(sheet):
            with naming(line):
                work.do(meaning_of(sheet, line, directory))
        work.finish(sheet)
    row.state, row.outcome = ImportState.APPLIED, work.outcome()
    row.save(update_fields=["state", "outcome"])
    recording.record(
        "personnel_import.applied",
        row,
        by=by,
        note=counts_in_words(row.outcome["counts"]),
        about=list(work.groups.values()),
        jurisdiction_path=row.jurisdiction.path,
    )
    return row
