"""The addresses of filling many reports at once: in rows, and as a workbook."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.progress.views import report_grid, report_workbooks

urlpatterns: list[URLPattern] = [
    path("rounds/<int:pk>/grid/", report_grid.show_grid, name="report-grid"),
    path("reports/<int:pk>/row/", report_grid.save_row, name="report-grid-row"),
    path("rounds/<int:pk>/workbook/", report_workbooks.download_workbook, name="report-workbook"),
    path("rounds/<int:pk>/workbook/import/", report_workbooks.import_workbook, name="report-workbook-import"),
    path("rounds/<int:pk>/workbook/confirm/", report_workbooks.confirm_workbook, name="report-workbook-confirm"),
]
