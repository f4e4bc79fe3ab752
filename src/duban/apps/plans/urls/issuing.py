"""The addresses of issue."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans.views import issuing

urlpatterns = [
    path("<int:pk>/issue/", issuing.issue_plan, name="plan-issue"),
]
