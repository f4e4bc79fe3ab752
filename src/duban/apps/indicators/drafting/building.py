"""From a document as the core understood it to the draft under review: header, indicators, names, questions.

In: an import, a document with indicators, the file it stands in.  Out: rows, in as many queries for any number.
"""

from __future__ import annotations

from duban.apps.indicators.drafting.doubts import create_questions
from duban.apps.indicators.drafting.known import ask_about_known_set
from duban.apps.indicators.drafting.names import counted
from duban.apps.indicators.drafting.rows import draft_row
from duban.apps.indicators.models import DraftIndicator
from duban.apps.organizations.changes import check_fits
from duban.apps.plans.drafting.building import fill_header
from duban.apps.plans.drafting.names import create_names
from duban.apps.plans.models import PlanImport
from duban.documents.blocks import ReadFile
from duban.documents.model import OfficialDocument


def fill_indicators(plan_import: PlanImport, document: OfficialDocument, file: ReadFile) -> None:
    """Write what was read; `plan_import` is saved with its header and source, its state is the caller's."""
    fill_header(plan_import, document, file)
    rows = [draft_row(plan_import, read, order=order) for order, read in enumerate(document.indicators, 1)]
    for row in rows:
        check_fits(row)
    DraftIndicator.objects.bulk_create(rows, batch_size=500)
    create_names(plan_import, counted(rows))
    create_questions(plan_import, document, rows)
    ask_about_known_set(plan_import, rows)
