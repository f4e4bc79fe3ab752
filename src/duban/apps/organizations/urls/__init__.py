"""The addresses below /organizations/, part by part."""

from __future__ import annotations

from duban.apps.organizations.urls import imports, people, personnel, units

app_name = "organizations"
urlpatterns = [*units.urlpatterns, *people.urlpatterns, *imports.urlpatterns, *personnel.urlpatterns]
