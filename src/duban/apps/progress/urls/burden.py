"""The addresses of the burden page (报送负担)."""

from __future__ import annotations

from django.urls import path

from duban.apps.progress.views import burden as views

urlpatterns = [
    path("burden/", views.show_burden, name="burden"),
    path("burden/<int:pk>/", views.show_unit_burden, name="burden-unit"),
]
