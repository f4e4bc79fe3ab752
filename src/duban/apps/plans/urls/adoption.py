"""The addresses of adoption, comparison and workbooks."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
