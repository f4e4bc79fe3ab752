"""Addresses of ladders."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.supervision.views import ladders

urlpatterns: list[URLPattern] = [path("ladder/", ladders.show_ladder, name="ladder")]
