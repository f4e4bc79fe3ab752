"""The addresses of the first page and of the search."""

from __future__ import annotations

from django.urls import path

from duban.apps.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search_all, name="search"),
]
