"""The addresses of the review."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.progress.views import review as views

urlpatterns: list[URLPattern] = [
    path("review/", views.show_queue, name="review"),
    path("review/accept/", views.accept_reports, name="review-accept-several"),
    path("review/<int:pk>/", views.show_report, name="review-report"),
    path("review/<int:pk>/accept/", views.accept_report, name="review-accept"),
    path("review/<int:pk>/return/", views.return_report, name="review-return"),
]
