"""The addresses of the ledger and the dossier."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
