"""The addresses of filling, approving inside and submitting reports; of evidence."""

from __future__ import annotations

from django.urls import path

from duban.apps.progress.views import evidence

urlpatterns = [
    path("evidence/<int:pk>/", evidence.show_evidence, name="evidence"),
    path("evidence/<int:pk>/remove/", evidence.remove_evidence, name="evidence-remove"),
]
