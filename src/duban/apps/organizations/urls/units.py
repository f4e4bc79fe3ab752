"""The addresses of places, units and collective units."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
