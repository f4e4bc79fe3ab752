"""The addresses of this application."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.bulletins.views import bulletin, listing, writing

app_name = "bulletins"
urlpatterns: list[URLPattern] = [
    path("", listing.list_bulletins, name="bulletins"),
    path("new/", writing.new_bulletin, name="bulletin-new"),
    path("<int:pk>/", bulletin.show_bulletin, name="bulletin"),
    path("<int:pk>/edit/", writing.edit_bulletin, name="bulletin-edit"),
    path("<int:pk>/choose/", writing.choose_anew, name="bulletin-choose"),
    path("<int:pk>/figures/", bulletin.list_figures, name="figures"),
    path("<int:pk>/compare/", bulletin.compare_bulletin, name="bulletin-compare"),
]
