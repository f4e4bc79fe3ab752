"""The addresses of targets."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.indicators.views import targets

urlpatterns: list[URLPattern] = [
    path("<int:pk>/targets/", targets.edit_targets, name="targets"),
    path("sets/<int:pk>/targets/confirm/", targets.confirm_targets, name="targets-confirm"),
]
