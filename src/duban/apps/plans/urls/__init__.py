"""The addresses below /plans/, part by part."""

from __future__ import annotations

from duban.apps.plans.urls import adoption, imports, issuing, ledger, links, names, plans, reading, receipts, review

app_name = "plans"
PARTS = (reading, imports, review, names, adoption, plans, issuing, receipts, links, ledger)
urlpatterns = [pattern for part in PARTS for pattern in part.urlpatterns]
