"""The addresses of the page of components."""

from __future__ import annotations

from django.urls import path

from duban.apps.web import saved_views, views

app_name = "web"
urlpatterns = [
    path("components/", views.components, name="components"),
    path("components/confirm/", views.confirm_sample, name="confirm-sample"),
    path("views/new/<slug:key>/", saved_views.save_view, name="view-save"),
    path("views/<int:pk>/", saved_views.change_view, name="view-change"),
    path("views/<int:pk>/share/", saved_views.share_view, name="view-share"),
    path("views/<int:pk>/delete/", saved_views.delete_view, name="view-delete"),
]
