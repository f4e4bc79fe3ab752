"""The addresses of figures: asked, entered, taken out and brought back as a workbook, of many years, withdrawn."""

from __future__ import annotations

from django.urls import path

from duban.apps.indicators.views import entry, entry_workbooks, entry_years, observation_changes, owed_figures

urlpatterns = [
    path("owed/", owed_figures.list_owed, name="owed"),
    path("sets/<int:pk>/entry/", entry.show_entry, name="entry"),
    path("sets/<int:pk>/entry/row/", entry.save_row, name="entry-row"),
    path("sets/<int:pk>/entry/workbook/", entry_workbooks.download_workbook, name="entry-workbook"),
    path("sets/<int:pk>/entry/import/", entry_workbooks.import_workbook, name="entry-import"),
    path("sets/<int:pk>/entry/confirm/", entry_workbooks.confirm_workbook, name="entry-confirm"),
    path("sets/<int:pk>/entry/years/", entry_years.show_years, name="entry-years"),
    path("observations/<int:pk>/withdraw/", observation_changes.withdraw_observation, name="observation-withdraw"),
    path("sum-up/<int:pk>/", observation_changes.sum_up_places, name="observation-sum-up"),
]
