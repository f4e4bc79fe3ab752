"""The kind of import that is this application's: a document of indicators, which becomes a set."""

from __future__ import annotations

from django.urls import reverse

from duban.apps.indicators.drafting.answering import effect
from duban.apps.indicators.drafting.building import fill_indicators
from duban.apps.indicators.drafting.names import called, counted
from duban.apps.indicators.queries.adoption import made_of, rows_of
from duban.apps.plans.drafting.kinds import DraftKind, Made
from duban.apps.plans.models import PlanImport, PlanImportKind
from duban.documents.model import OfficialDocument


def _holds(document: OfficialDocument) -> int:
    return len(document.indicators)


def _made(plan_import: PlanImport) -> Made | None:
    made = made_of(plan_import)
    return Made("看指标体系", reverse("indicators:set", args=[made.pk])) if made else None


INDICATORS = DraftKind(
    kind=PlanImportKind.INDICATORS,
    noun="指标",
    verb="plan_import.indicators_read",
    review="indicators:review",
    holds=_holds,
    fill=fill_indicators,
    rows=rows_of,
    named=counted,
    called=called,
    effect=effect,
    made=_made,
)
