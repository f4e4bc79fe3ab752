"""The addresses of documents that are read."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans.views import reading as views

urlpatterns = [
    path("documents/read/", views.read_document, name="read"),
    path("documents/read/<str:word>/", views.show_reading, name="reading"),
    path("documents/read/<str:word>/ledger/", views.download_ledger, name="reading-ledger"),
]
