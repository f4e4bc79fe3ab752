"""The addresses of schemes."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.indicators.views import schemes

urlpatterns: list[URLPattern] = [
    path("sets/<int:pk>/scheme/", schemes.show_scheme, name="scheme"),
    path("sets/<int:pk>/scheme/make/", schemes.make_scheme, name="scheme-make"),
    path("schemes/<int:pk>/", schemes.show_version, name="scheme-version"),
]
