"""The addresses of the names in a draft."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans.views import names, new_names

urlpatterns = [
    path("imports/<int:pk>/names/", names.list_names, name="names"),
    path("imports/<int:pk>/names/create/", new_names.create_missing_units, name="names-create-units"),
    path("imports/<int:pk>/names/match/", names.match_open_names, name="names-match-open"),
    path("imports/names/<int:pk>/match/", names.match_name, name="name-match"),
    path("imports/names/<int:pk>/leave/", names.leave_name, name="name-leave"),
    path("imports/names/<int:pk>/reopen/", names.reopen_name, name="name-reopen"),
    path("imports/names/<int:pk>/leader/", names.create_leader, name="name-create-leader"),
]
