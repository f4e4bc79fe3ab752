"""The addresses of plans and their tasks."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
