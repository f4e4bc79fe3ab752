from __future__ import annotations

from django.urls import path

from duban.apps.web import views

app_name = "web"
urlpatterns = [
    path("components/", views.components, name="components"),
    path("components/confirm/", views.confirm_sample, name="confirm-sample"),
]
