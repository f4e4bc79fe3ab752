"""Addresses of listed cases."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.supervision.views import listed_cases, listed_drafts, listed_months, listed_steps

_ONE, _STAGE, _MONTH = "listed/<int:pk>/", "listed-stages/<int:pk>/", "listed-months/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("listed/", listed_cases.list_listed, name="listed-cases"),
    path("listed/create/", listed_drafts.draft_listing, name="listed-create"),
    path(_ONE, listed_cases.show_listed, name="listed"),
    path(f"{_ONE}sheet/", listed_cases.print_listed, name="listed-sheet"),
    path(f"{_ONE}change/", listed_drafts.edit_listing, name="listed-change"),
    path(f"{_ONE}withdraw/", listed_drafts.withdraw_listing, name="listed-withdraw"),
    path(f"{_ONE}stages/", listed_drafts.write_stages, name="listed-stages"),
    path(f"{_ONE}stages/read/", listed_drafts.read_stages, name="listed-read"),
    path(f"{_ONE}stages/read/<str:word>/", listed_drafts.take_stages, name="listed-take"),
    path(f"{_ONE}notice/", listed_steps.draft_notice, name="listed-notice"),
    path(f"{_ONE}register/", listed_steps.register_listing, name="listed-register"),
    path(f"{_ONE}extend/", listed_steps.extend_listed, name="listed-extend"),
    path(f"{_ONE}check/", listed_steps.check_oneself, name="listed-check"),
    path(f"{_ONE}accept/", listed_steps.accept_step, name="listed-accept"),
    path(f"{_ONE}delisting/", listed_steps.draft_delisting, name="listed-delisting"),
    path(f"{_ONE}delisting/register/", listed_steps.register_delisting, name="listed-delisting-register"),
    path(f"{_ONE}visit/", listed_steps.visit_again, name="listed-visit"),
    path(f"{_ONE}relist/", listed_steps.relist_case, name="listed-relist"),
    path(f"{_STAGE}finish/", listed_steps.finish_stage, name="listed-stage-finish"),
    path(f"{_STAGE}reopen/", listed_steps.reopen_stage, name="listed-stage-reopen"),
    path(f"{_STAGE}extend/", listed_steps.extend_stage, name="listed-stage-extend"),
    path(_MONTH, listed_months.show_month, name="listed-report"),
    path(f"{_MONTH}submit/", listed_months.submit_month, name="listed-report-submit"),
    path(f"{_MONTH}review/", listed_months.review_month, name="listed-report-review"),
]
