"""The addresses of imports of documents."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
