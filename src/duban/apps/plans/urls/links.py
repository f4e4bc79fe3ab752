"""The addresses of links between tasks up and down the tree."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans.views import links as views

urlpatterns = [
    path("from-above/", views.list_from_above, name="from-above"),
    path("from-above/<int:pk>/break-down/", views.break_down_task, name="task-break-down"),
    path("from-above/<int:pk>/link/", views.link_tasks, name="task-link"),
    path("from-above/links/<int:pk>/unlink/", views.unlink_tasks, name="task-unlink"),
]
