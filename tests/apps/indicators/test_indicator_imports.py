"""A document of indicators becomes a draft under review beside the drafts of its tasks; what is open is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from cast import City
from corpus import corpus_file
from duban.apps.indicators.models import DraftIndicator
from duban.apps.jobs.running import run_waiting
from duban.apps.plans.actions.imports import start_import
from duban.apps.plans.models import PlanImport, PlanImportKind, PlanImportState

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def imported(city: City, path: Path, *, place: str = "青泽市") -> PlanImport:
    """The import of a file, after its job."""
    row = start_import(
        jurisdiction=city.places[place], data=path.read_bytes(), file_name=path.name, by=city.actor("office")
    )
    run_waiting()
    row.refresh_from_db()
    return row


def drafts(row: PlanImport) -> list[DraftIndicator]:
    return list(row.indicators.all())


def test_the_real_campaign_is_read_with_its_fields_parts_and_questions(city: City) -> None:
    row = imported(city, corpus_file("003"))

    assert (row.kind, row.state, row.failure) == (PlanImportKind.INDICATORS, PlanImportState.REVIEWING, "")
    assert len(drafts(row)) == 50
    print([(q.code, q.blocks, q.message, q.answers) for q in row.questions.all()])
