"""From a document as the core understood it to the draft under review: header, outline, tasks, names, questions.

In: an import, a document with tasks, the file it stands in.  Out: rows; the number of queries does not grow with them.
Nothing is decided here: what is doubtful becomes a question, whom a name means is `matching`'s to propose.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from duban.apps.plans.drafting.doubts import create_questions
from duban.apps.plans.drafting.names import counted, create_names
from duban.apps.plans.drafting.places import places_of, span
from duban.apps.plans.drafting.sections import create_sections
from duban.apps.plans.drafting.source import blocks_of
from duban.apps.plans.drafting.targets import kept_target
from duban.apps.plans.drafting.words import cut, storable, title_of
from duban.apps.plans.models import DraftSection, DraftTask, PlanImport
from duban.documents.blocks import ReadFile
from duban.documents.model import OfficialDocument, Target, TaskDraft, Understanding
from duban.documents.plain import Plain, as_plain
from duban.documents.recognition.years import year_of

HEADER = (
    "title",
    "number",
    "issuer",
    "issued_on",
    "year",
    "disclosed",
    "reporting_dates",
    "rules",
    "text",
    "blocks",
    "document",
)
_BATCH = 500
_NAME = 200  # letters of a name: DraftName.name


def fill_draft(plan_import: PlanImport, document: OfficialDocument, file: ReadFile) -> None:
    """Write what was read; `plan_import` is saved with its header and source, its state is the caller's."""
    fill_header(plan_import, document, file)
    sections = create_sections(plan_import, [task.path for task in document.tasks])
    drafts = [
        _draft(plan_import, task, plan_import.text, order=order, section=sections.get(task.path))
        for order, task in enumerate(document.tasks, 1)
    ]
    DraftTask.objects.bulk_create(drafts, batch_size=_BATCH)
    create_names(plan_import, counted(drafts))
    create_questions(plan_import, document, drafts)


def fill_header(row: PlanImport, document: OfficialDocument, file: ReadFile) -> None:
    """What the document says of itself, and its text as the review shows it."""
    row.title, row.number = cut(storable(title_of(document)), 300), cut(document.number or "", 60)
    row.issuer, row.issued_on = cut(document.issuer or "", 100), document.issued_on
    row.year = year_of(document.title, document.annex_title, document.number, document.issued_on)
    row.disclosed = document.disclosure == "主动公开"
    row.document = _plain(document)
    row.rules = row.document["rules"]
    row.reporting_dates = row.document["rules"]["reporting_dates"]
    row.text = storable(file.text[: document.source.end if document.source else None])
    row.blocks = blocks_of(document, file)
    row.save(update_fields=[*HEADER, "changed_at"])


def _plain(document: OfficialDocument) -> Plain:
    """The document as `duban parse` prints it."""
    (plain,) = as_plain(Understanding("", "", (document,)))["documents"]
    stored: Plain = _storable(plain)
    return stored


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(one) for one in value]
    return {key: _storable(one) for key, one in value.items()} if isinstance(value, dict) else value


def _draft(
    plan_import: PlanImport, task: TaskDraft, text: str, *, order: int, section: DraftSection | None
) -> DraftTask:
    return DraftTask(
        plan_import=plan_import,
        section=section,
        order=order,
        number=cut(task.number, 20),
        text=storable(task.text),
        measures=storable(task.measures),
        leaders=names_of(task.leaders),
        lead=names_of(task.lead),
        implement=names_of(task.implement),
        support=names_of(task.support),
        targets=[_target(target) for target in task.targets],
        deadline=task.deadline,
        deadline_text=cut(storable(task.deadline_text), 200),
        places=places_of(task, text),
    )


def names_of(names: Iterable[str]) -> list[str]:
    """Each once, as long as a name may be."""
    return list(dict.fromkeys(cut(storable(name), _NAME) for name in names))


def _target(target: Target) -> Plain:
    return kept_target(target) | {"place": span(target.source) if target.source else None}
