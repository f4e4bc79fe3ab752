"""The addresses of contributions (配合材料)."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.progress.views import contributions as views

urlpatterns: list[URLPattern] = [
    path("contributions/", views.list_contributions, name="contributions"),
    path("contributions/<int:pk>/", views.show_contribution, name="contribution"),
    path("contributions/<int:pk>/take-over/", views.take_over_contribution, name="contribution-take-over"),
    path("contributions/<int:pk>/set-aside/", views.set_aside_contribution, name="contribution-set-aside"),
    path("contributions/<int:pk>/ask-again/", views.ask_contribution_again, name="contribution-ask-again"),
    path("reports/<int:pk>/contributions/", views.ask_contributions, name="contributions-ask"),
]
