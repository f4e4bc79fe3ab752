"""The addresses of rounds and of the matrix of reports."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.progress.views import round_runs, rounds

urlpatterns: list[URLPattern] = [
    path("rounds/", rounds.show_matrix, name="rounds"),
    path("rounds/<int:pk>/", rounds.show_round, name="round"),
    path("rounds/<int:pk>/open/", round_runs.open_round, name="round-open"),
    path("rounds/<int:pk>/close/", round_runs.close_round, name="round-close"),
    path("rounds/<int:pk>/reopen/", round_runs.reopen_round, name="round-reopen"),
    path("rounds/of/<int:pk>/days/", round_runs.change_days, name="round-days"),
]
