"""The addresses of the review of a draft."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
