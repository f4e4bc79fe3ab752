"""The addresses of the calendar."""

from __future__ import annotations

from django.urls import path

from duban.apps.calendars import views

app_name = "calendars"
urlpatterns = [
    path("", views.show_this_year, name="calendar"),
    path("<int:year>/", views.show_year, name="year"),
    path("<int:year>/<int:month>/<int:day>/", views.change_day, name="day-change"),
    path("import/", views.import_notice, name="import"),
    path("import/confirm/", views.confirm_import, name="import-confirm"),
]
