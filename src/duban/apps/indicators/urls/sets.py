"""The addresses of sets, their fields and stages, and the indicators in them."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.indicators.views import fields, indicators, set_states, sets

urlpatterns: list[URLPattern] = [
    path("", sets.list_sets, name="sets"),
    path("create/", sets.create_set, name="set-create"),
    path("sets/<int:pk>/settings/", sets.show_settings, name="set-settings"),
    path("sets/<int:pk>/change/", sets.change_set, name="set-change"),
    path("sets/<int:pk>/delete/", sets.delete_set, name="set-delete"),
    path("sets/<int:pk>/start/", set_states.start_set, name="set-start"),
    path("sets/<int:pk>/close/", set_states.close_set, name="set-close"),
    path("sets/<int:pk>/take-back/", set_states.take_back_set, name="set-take-back"),
    path("sets/<int:pk>/reopen/", set_states.reopen_set, name="set-reopen"),
    path("sets/<int:pk>/settle/", indicators.settle_indicators, name="settle"),
    path("sets/<int:pk>/fields/add/", fields.add_field, name="field-add"),
    path("fields/<int:pk>/rename/", fields.rename_field, name="field-rename"),
    path("fields/<int:pk>/move/<str:way>/", fields.move_field, name="field-move"),
    path("fields/<int:pk>/remove/", fields.remove_field, name="field-remove"),
    path("sets/<int:pk>/stages/add/", fields.add_stage, name="stage-add"),
    path("stages/<int:pk>/change/", fields.change_stage, name="stage-change"),
    path("stages/<int:pk>/move/<str:way>/", fields.move_stage, name="stage-move"),
    path("stages/<int:pk>/remove/", fields.remove_stage, name="stage-remove"),
]
