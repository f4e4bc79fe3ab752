"""The addresses of places, units and collective units."""

from __future__ import annotations

from django.urls import path

from duban.apps.organizations.views import jurisdictions, unit_groups, unit_merging, unit_names, units

urlpatterns = [
    path("", units.list_units, name="index"),
    path("places/<int:pk>/create/", jurisdictions.create_jurisdiction, name="jurisdiction-create"),
    path("places/<int:pk>/change/", jurisdictions.change_jurisdiction, name="jurisdiction-change"),
    path("places/<int:pk>/delete/", jurisdictions.delete_jurisdiction, name="jurisdiction-delete"),
    path("units/create/", units.create_unit, name="unit-create"),
    path("units/selected/group/", unit_groups.put_units_into_group, name="units-into-group"),
    path("units/<int:pk>/", units.show_unit, name="unit"),
    path("units/<int:pk>/change/", units.change_unit, name="unit-change"),
    path("units/<int:pk>/retire/", units.retire_unit, name="unit-retire"),
    path("units/<int:pk>/delete/", units.delete_unit, name="unit-delete"),
    path("units/<int:pk>/rename/", unit_names.rename_unit, name="unit-rename"),
    path("units/<int:pk>/names/add/", unit_names.add_unit_name, name="unit-name-add"),
    path("unit-names/<int:pk>/remove/", unit_names.remove_unit_name, name="unit-name-remove"),
    path("units/<int:pk>/merge/", unit_merging.choose_winning_unit, name="unit-merge"),
    path("units/<int:pk>/merge/<int:winning_pk>/", unit_merging.merge_units, name="unit-merge-into"),
    path("unit-groups/", unit_groups.list_unit_groups, name="unit-groups"),
    path("unit-groups/create/", unit_groups.create_unit_group, name="unit-group-create"),
    path("unit-groups/<int:pk>/", unit_groups.show_unit_group, name="unit-group"),
    path("unit-groups/<int:pk>/change/", unit_groups.change_unit_group, name="unit-group-change"),
    path("unit-groups/<int:pk>/delete/", unit_groups.delete_unit_group, name="unit-group-delete"),
    path("unit-groups/<int:pk>/members/add/", unit_groups.add_group_member, name="unit-group-member-add"),
    path("unit-group-members/<int:pk>/end/", unit_groups.end_group_member, name="unit-group-member-end"),
]
