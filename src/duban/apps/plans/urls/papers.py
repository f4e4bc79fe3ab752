"""The address where a plan becomes the draft of a document."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans.views import papers

urlpatterns = [
    path("<int:pk>/paper/", papers.draft_paper, name="plan-paper"),
]
