"""Addresses of rectifications."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.supervision.views import rectifications, verification

_ONE = "rectifications/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("rectifications/", rectifications.list_rectifications, name="rectifications"),
    path("rectifications/verify/", verification.verify_several, name="rectifications-verify"),
    path(
        "rectifications/require/<slug:origin>/<int:pk>/",
        rectifications.require_rectifications,
        name="rectification-require",
    ),
    path(_ONE, rectifications.show_rectification, name="rectification"),
    path(f"{_ONE}report/", rectifications.report_rectification, name="rectification-report"),
    path(f"{_ONE}verify/", verification.verify_rectification, name="rectification-verify"),
    path(f"{_ONE}extend/", verification.extend_rectification, name="rectification-extend"),
    path(f"{_ONE}relapse/", verification.relapse_rectification, name="rectification-relapse"),
    path(f"{_ONE}cancel/", verification.cancel_rectification, name="rectification-cancel"),
]
