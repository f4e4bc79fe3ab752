"""The addresses of documents that are read."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans import views

app_name = "plans"
urlpatterns = [
    path("read/", views.read_document, name="read"),
    path("read/<str:word>/", views.show_reading, name="reading"),
    path("read/<str:word>/ledger/", views.download_ledger, name="reading-ledger"),
]
