"""The addresses of this application."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "dispatch"
urlpatterns: list[URLPattern] = []
