"""The addresses of this application, part by part."""

from __future__ import annotations

from django.urls import include, path

from duban.apps.progress.urls import (
    burden,
    changes,
    contributions,
    health,
    implementation,
    instructions,
    practice,
    reports,
    review,
    rounds,
    workbook,
)

app_name = "progress"
PARTS = (
    burden,
    changes,
    contributions,
    health,
    implementation,
    instructions,
    practice,
    reports,
    review,
    rounds,
    workbook,
)
urlpatterns = [path("progress/", include([pattern for part in PARTS for pattern in part.urlpatterns]))]
