"""The addresses of how a set, an indicator and the places below stand."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.indicators.views import standings

urlpatterns: list[URLPattern] = [
    path("sets/<int:pk>/", standings.show_set, name="set"),
    path("sets/<int:pk>/places/", standings.compare_places, name="places"),
    path("<int:pk>/", standings.show_indicator, name="indicator"),
]
