"""The addresses of the names in a draft."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
