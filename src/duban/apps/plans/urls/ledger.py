"""The addresses of the ledger, the dossier and the portfolios."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans.views import dossier, ledger, portfolios

urlpatterns = [
    path("ledger/", ledger.show_ledger, name="ledger"),
    path("ledger/<int:pk>/", dossier.show_task, name="task"),
    path("ledger/units/<int:pk>/", portfolios.show_unit_tasks, name="unit-tasks"),
    path("ledger/leaders/<int:pk>/", portfolios.show_leader_tasks, name="leader-tasks"),
]
