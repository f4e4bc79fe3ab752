"""The addresses of this application, part by part."""

from __future__ import annotations

from django.urls import include, path

from duban.apps.indicators.urls import (
    evaluations,
    imports,
    indicators,
    links,
    observations,
    schemes,
    sets,
    standings,
    targets,
)

app_name = "indicators"
PARTS = (
    evaluations,
    imports,
    indicators,
    links,
    observations,
    schemes,
    sets,
    standings,
    targets,
)
urlpatterns = [path("indicators/", include([pattern for part in PARTS for pattern in part.urlpatterns]))]
