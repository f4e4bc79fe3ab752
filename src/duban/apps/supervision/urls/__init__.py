"""The addresses of this application, part by part."""

from __future__ import annotations

from django.urls import include, path

from duban.apps.supervision.urls import (
    cases,
    conclusions,
    files,
    inspections,
    interviews,
    ladders,
    listed,
    rectifications,
)

app_name = "supervision"
PARTS = (
    cases,
    conclusions,
    files,
    inspections,
    interviews,
    ladders,
    listed,
    rectifications,
)
urlpatterns = [path("supervision/", include([pattern for part in PARTS for pattern in part.urlpatterns]))]
