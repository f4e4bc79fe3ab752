"""The addresses of links between tasks' targets and indicators."""

from __future__ import annotations

from django.urls import path

from duban.apps.indicators.views import links, set_plans, year_sets

urlpatterns = [
    path("<int:pk>/link/", links.link_target, name="target-link"),
    path("links/<int:pk>/unlink/", links.unlink_target, name="target-unlink"),
    path("plans/<int:pk>/year-set/", year_sets.make_year_set, name="year-set"),
    path("sets/<int:pk>/plan/", set_plans.make_plan, name="set-plan"),
]
