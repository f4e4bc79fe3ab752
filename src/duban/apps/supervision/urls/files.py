"""Addresses of files."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.supervision.views import files

urlpatterns: list[URLPattern] = [
    path("files/<int:pk>/", files.show_file, name="file"),
    path("files/<int:pk>/remove/", files.remove_file, name="file-remove"),
]
