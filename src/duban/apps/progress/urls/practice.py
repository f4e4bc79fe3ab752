"""The address of an office's rules."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.progress.views import practice

urlpatterns: list[URLPattern] = [path("practice/", practice.show_practice, name="practice")]
