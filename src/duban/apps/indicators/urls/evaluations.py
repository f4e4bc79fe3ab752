"""The addresses of bulletins and evaluations."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.indicators.views import evaluation, evaluation_writing, evaluations

urlpatterns: list[URLPattern] = [
    path("evaluations/", evaluations.list_evaluations, name="evaluations"),
    path("evaluations/new/", evaluations.choose_set, name="evaluation-begin"),
    path("sets/<int:pk>/evaluations/new/", evaluation_writing.new_evaluation, name="evaluation-new"),
    path("evaluations/<int:pk>/", evaluation.show_evaluation, name="evaluation"),
    path("evaluations/<int:pk>/edit/", evaluation_writing.edit_evaluation, name="evaluation-edit"),
    path("evaluations/<int:pk>/choose/", evaluation_writing.choose_anew, name="evaluation-choose"),
    path("evaluations/<int:pk>/figures/", evaluation.list_figures, name="evaluation-figures"),
    path("evaluations/<int:pk>/results/", evaluation.list_results, name="evaluation-results"),
    path("evaluations/<int:pk>/compare/", evaluation.compare_evaluation, name="evaluation-compare"),
]
