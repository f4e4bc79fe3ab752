"""The real document of a city, read, adopted, taken out as a workbook and compared: nothing is lost on the way."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from cast import City
from corpus import corpus_file
from duban.apps.plans.actions.adoption import adopt_draft
from duban.apps.plans.actions.workbooks import start_workbook_import
from duban.apps.plans.drafting.building import fill_draft
from duban.apps.plans.matching import match_names
from duban.apps.plans.models import MatchedBy, Plan, PlanImport, PlanImportState, Responsibility, SourceFile, Target
from duban.apps.plans.workbook.writing import plan_workbook
from duban.apps.web import files
from duban.documents.model import OfficialDocument
from duban.documents.pipeline import readings
from duban.rulebook.refusals import Invalid

ON = date(2026, 3, 2)


@pytest.fixture
def document_and_plan(city: City) -> tuple[OfficialDocument, Plan]:
    """What was read of 000, and the plan it became; whom the invented city does not know stays as words."""
    path = corpus_file("000")
    (reading,) = readings(path.read_bytes(), path.name)
    source = SourceFile.objects.create(
        jurisdiction=city.places["青泽市"],
        account=city.accounts["office"],
        name=path.name,
        size=path.stat().st_size,
        digest=files.keep(path.read_bytes()),
    )
    row = PlanImport.objects.create(source=source, account=city.accounts["office"], state=PlanImportState.REVIEWING)
    fill_draft(row, reading.document, reading.file)
    match_names(row)
    row.questions.update(answer="as_printed")
    row.names.filter(matched_by=MatchedBy.OPEN).update(matched_by=MatchedBy.LEFT)
    return reading.document, adopt_draft(plan_import=row, seen=None, on=ON, by=city.actor("office"))


def test_all_tasks_rounds_and_targets_are_there(document_and_plan: tuple[OfficialDocument, Plan]) -> None:
    document, plan = document_and_plan
    targets = sum(len(task.targets) for task in document.tasks)

    assert (plan.tasks.count(), plan.rounds.count(), Target.objects.filter(task__plan=plan).count()) == (
        175,
        5,
        targets,
    )


def test_every_name_that_was_read_is_a_responsibility(document_and_plan: tuple[OfficialDocument, Plan]) -> None:
    document, plan = document_and_plan
    read: Counter[tuple[str, str]] = Counter()
    for task in document.tasks:
        for role, names in (
            ("leader", task.leaders),
            ("lead", task.lead),
            ("implement", task.implement),
            ("support", task.support),
        ):
            read.update((role, name) for name in dict.fromkeys(names))
    rows = Responsibility.objects.filter(task__plan=plan).values_list("role", "listed_name")

    assert Counter(rows) == read


def test_the_outline_is_that_of_the_document(document_and_plan: tuple[OfficialDocument, Plan]) -> None:
    document, plan = document_and_plan
    paths = {task.path[:depth] for task in document.tasks for depth in range(1, len(task.path) + 1)}

    assert plan.sections.count() == len(paths)


def test_out_and_in_again_it_is_unchanged(city: City, document_and_plan: tuple[OfficialDocument, Plan]) -> None:
    _, plan = document_and_plan

    with pytest.raises(Invalid, match="没有改动"):
        start_workbook_import(plan=plan, data=plan_workbook(plan), file_name="台账.xlsx", by=city.actor("office"))
