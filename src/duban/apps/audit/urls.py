"""The addresses of the record."""

from __future__ import annotations

from django.urls import path

from duban.apps.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.events, name="events"),
    path("verify/", views.verify_record, name="record-verify"),
    path("<int:sequence>/", views.event, name="event"),
]
