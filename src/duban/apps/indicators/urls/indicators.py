"""The addresses of indicators."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.indicators.views import indicators

urlpatterns: list[URLPattern] = [
    path("sets/<int:pk>/add/", indicators.add_indicator, name="indicator-add"),
    path("<int:pk>/change/", indicators.change_indicator, name="indicator-change"),
    path("<int:pk>/move/", indicators.move_indicator, name="indicator-move"),
    path("<int:pk>/remove/", indicators.remove_indicator, name="indicator-remove"),
]
