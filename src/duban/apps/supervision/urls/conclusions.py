"""Addresses of conclusions, objections and proposals."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.supervision.views import conclusions, objections, proposals

urlpatterns: list[URLPattern] = [
    path("inspections/<int:pk>/conclude/<int:unit>/", conclusions.draft_conclusion, name="conclusion-create"),
    path("conclusions/<int:pk>/", conclusions.show_conclusion, name="conclusion"),
    path("conclusions/<int:pk>/change/", conclusions.change_conclusion, name="conclusion-change"),
    path("conclusions/<int:pk>/write/", conclusions.write_conclusion, name="conclusion-write"),
    path("conclusions/<int:pk>/receive/", conclusions.receive_conclusion, name="conclusion-receive"),
    path("conclusions/<int:pk>/object/", objections.file_objection, name="objection-file"),
    path("conclusions/<int:pk>/propose/", proposals.make_proposal, name="proposal-make"),
    path("objections/<int:pk>/", objections.show_objection, name="objection"),
    path("objections/<int:pk>/decide/", objections.decide_objection, name="objection-decide"),
    path("objections/<int:pk>/withdraw/", objections.withdraw_objection, name="objection-withdraw"),
    path("objections/<int:pk>/write/", objections.write_decision, name="objection-write"),
    path("proposals/<int:pk>/decide/", proposals.decide_proposal, name="proposal-decide"),
    path("proposals/<int:pk>/finish/", proposals.finish_proposal, name="proposal-finish"),
]
