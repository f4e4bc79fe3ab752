"""Scenes of an import from a document: upload, answer, apply, as the pages do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cast import City
from duban.apps.organizations.actions.personnel_application import apply_import
from duban.apps.organizations.actions.personnel_imports import answer_question, change_sheet, start_import
from duban.apps.organizations.models import PersonnelImport
from duban.apps.organizations.personnel.drafts import from_json, seen
from duban.apps.organizations.personnel.matching import Meaning, asked, fingerprint, meanings
from duban.apps.organizations.personnel.questions import Question
from duban.apps.organizations.queries.personnel import Directory

ON = date(2026, 4, 15)


class Scene:
    """One import by one person of the cast."""

    def __init__(self, city: City, text: str | bytes, *, name: str = "文件.txt", by: str = "office") -> None:
        self.by = city.actor(by)
        data = text.encode() if isinstance(text, str) else text
        place = city.grants[by].unit.jurisdiction
        self.row = start_import(jurisdiction=place, data=data, file_name=name, by=self.by)

    def meanings(self) -> list[Meaning]:
        row = PersonnelImport.objects.select_related("jurisdiction").get(pk=self.row.pk)
        draft = from_json(row.reading)
        return meanings(draft, Directory(row.jurisdiction, on=draft.latest_day or ON))

    def questions(self) -> list[Question]:
        return asked(self.meanings())

    def steps(self) -> dict[str, str]:
        """Name and office of each line with what is done with it."""
        return {f"{one.line.name} {one.line.title}": one.step.value for one in self.meanings()}

    def answer(self, value: str, *, to: str = "") -> None:
        """Answer the only question, or the one whose text contains `to`."""
        (question,) = [one for one in self.questions() if to in one.text]
        answer_question(personnel_import=self.row, keys=question.keys, answer=value, by=self.by)

    def say(self, sheet_key: str, *, day: date | None = None, **changes: object) -> None:
        """Change a document of the draft."""
        row = PersonnelImport.objects.get(pk=self.row.pk)
        sheet = from_json(row.reading).sheet(sheet_key)
        assert sheet is not None
        wanted = replace(sheet, **changes)  # type: ignore[arg-type]
        change_sheet(
            personnel_import=self.row,
            key=sheet_key,
            day=day or (date.fromisoformat(sheet.day) if sheet.day else None),
            group_name=wanted.group_name,
            office=None,
            term_ends_on=wanted.term,
            end_condition=wanted.end_condition,
            skip=wanted.skip,
            seen=seen(sheet),
            by=self.by,
        )

    def apply(self) -> PersonnelImport:
        return apply_import(personnel_import=self.row, seen=fingerprint(self.meanings()), on=ON, by=self.by)
