"""The addresses of this application: reading a document has its own, all others lie below /plans/, part by part."""

from __future__ import annotations

from django.urls import include, path

from duban.apps.plans.urls import (
    adoption,
    imports,
    issuing,
    ledger,
    links,
    names,
    papers,
    plans,
    reading,
    receipts,
    review,
)

app_name = "plans"
PARTS = (imports, review, names, adoption, plans, papers, issuing, receipts, links, ledger)
urlpatterns = [
    *reading.urlpatterns,
    path("plans/", include([pattern for part in PARTS for pattern in part.urlpatterns])),
]
