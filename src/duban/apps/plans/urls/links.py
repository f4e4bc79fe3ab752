"""The addresses of links between tasks up and down the tree."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
