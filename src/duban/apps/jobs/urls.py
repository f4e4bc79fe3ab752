"""The addresses of the work in the background."""

from __future__ import annotations

from django.urls import path

from duban.apps.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.list_jobs, name="jobs"),
    path("<uuid:pk>/run-again/", views.run_again, name="job-run-again"),
]
