"""Imports as their pages ask for them, and whether a document is known already: by its bytes, or by 文号 and title.

In: an actor, a file's digest, an import that was read.  Out: rows.
"""

from __future__ import annotations

from django.db.models import Count, F, Q, QuerySet, Value

from duban.apps.organizations.models import Jurisdiction
from duban.apps.plans.models import Plan, PlanImport, PlanImportState
from duban.rulebook.actors import Actor

UNDER_WAY = (PlanImportState.WAITING, PlanImportState.READING)
LIVE = (*UNDER_WAY, PlanImportState.REVIEWING, PlanImportState.ADOPTED)
_LARGE = ("text", "blocks", "document", "rules")


def imports_for_list(actor: Actor) -> QuerySet[PlanImport]:
    """Imports one may see, with what is to be answered; without what was read, which is large."""
    open_questions = Count("questions", filter=Q(questions__answer="", questions__blocks=True))
    rows = PlanImport.objects.visible_to(actor).select_related("source__jurisdiction", "account", "plan", "replaces")
    return rows.defer(*_LARGE).annotate(open_questions=open_questions)


def waiting_for_review(actor: Actor) -> int:
    """How many drafts somebody has still to go through."""
    return PlanImport.objects.visible_to(actor).filter(state=PlanImportState.REVIEWING).count()


def live_import(jurisdiction: Jurisdiction, digest: str) -> PlanImport | None:
    """The import of the same bytes that is under way, under review or adopted."""
    rows = PlanImport.objects.filter(source__jurisdiction=jurisdiction, source__digest=digest, state__in=LIVE)
    return rows.select_related("account").defer(*_LARGE).order_by("pk").first()


def place_of_issuer(plan_import: PlanImport) -> Jurisdiction | None:
    """Another place, of the same tree, whose government issued the document, by its full name."""
    chosen = plan_import.source.jurisdiction
    if not plan_import.issuer or plan_import.issuer.startswith(chosen.name):
        return None
    places = Jurisdiction.objects.alias(issuer=Value(plan_import.issuer)).filter(issuer__startswith=F("name"))
    return places.exclude(pk=chosen.pk).order_by("-path").first()


def plan_of_document(plan_import: PlanImport) -> Plan | None:
    """The plan that the same document, perhaps from another file, has already become."""
    same = Plan.objects.filter(
        jurisdiction=plan_import.source.jurisdiction_id, title=plan_import.title, number=plan_import.number
    )
    if not plan_import.number and plan_import.year is not None:
        same = same.filter(year=plan_import.year)
    return same.order_by("-pk").first()


def review_of_document(plan_import: PlanImport) -> PlanImport | None:
    """Another import of the same document, from another file, that is under review."""
    same = PlanImport.objects.filter(
        source__jurisdiction=plan_import.source.jurisdiction_id,
        title=plan_import.title,
        number=plan_import.number,
        year=plan_import.year,
        kind=plan_import.kind,
        state=PlanImportState.REVIEWING,
    )
    return same.exclude(pk=plan_import.pk).select_related("account", "source").defer(*_LARGE).order_by("pk").first()
