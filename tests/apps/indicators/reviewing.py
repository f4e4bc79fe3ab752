"""Imports of indicator documents for tests: read by the job, answered as somebody would who takes all as it is."""

from __future__ import annotations

from pathlib import Path

from cast import City
from duban.apps.indicators.models import DraftIndicator
from duban.apps.jobs.running import run_waiting
from duban.apps.plans.actions.imports import start_import
from duban.apps.plans.models import MatchedBy, PlanImport, PlanImportKind

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
CAMPAIGN = SAMPLES / "indicator-campaign.txt"


def imported(city: City, path: Path, *, place: str = "青泽市") -> PlanImport:
    """The import of a file's indicators, after its job."""
    return imported_bytes(city, path.read_bytes(), path.name, place=place)


def imported_bytes(city: City, data: bytes, name: str, *, place: str = "青泽市") -> PlanImport:
    started = start_import(jurisdiction=city.places[place], data=data, file_name=name, by=city.actor("office"))
    run_waiting()
    return PlanImport.objects.get(source=started.source, kind=PlanImportKind.INDICATORS)


def ready(row: PlanImport) -> PlanImport:
    """With nothing left to do: the first answer to every question, names only as words."""
    for question in row.questions.all():
        question.answer = question.answers[0][0]
        question.save()
    row.names.filter(matched_by=MatchedBy.OPEN).update(matched_by=MatchedBy.LEFT)
    row.refresh_from_db()
    return row


def drafts(row: PlanImport) -> list[DraftIndicator]:
    return list(DraftIndicator.objects.filter(plan_import=row))


def draft(row: PlanImport, number: str, part: str = "") -> DraftIndicator:
    return DraftIndicator.objects.select_related("plan_import").get(plan_import=row, number=number, part=part)
