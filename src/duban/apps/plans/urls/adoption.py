"""The addresses of adoption, comparison and workbooks."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans.views import adoption, comparison, workbooks

urlpatterns = [
    path("imports/<int:pk>/adopt/", adoption.adopt_draft, name="import-adopt"),
    path("imports/<int:pk>/compare/", comparison.compare_import, name="import-compare"),
    path("imports/<int:pk>/compare/decide/", comparison.decide_dropped, name="compare-decide"),
    path("drafts/tasks/<int:pk>/part/", comparison.part_tasks, name="compare-part"),
    path("drafts/tasks/<int:pk>/pair/", comparison.pair_tasks, name="compare-pair"),
    path("<int:pk>/workbook.xlsx", workbooks.download_workbook, name="plan-workbook"),
    path("<int:pk>/workbook/", workbooks.import_workbook, name="plan-workbook-import"),
]
