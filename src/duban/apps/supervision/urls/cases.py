"""Addresses of cases."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.supervision.views import case_bulk, case_changes, case_list, cases

urlpatterns: list[URLPattern] = [
    path("cases/", case_list.list_cases, name="cases"),
    path("cases/propose/", case_list.propose, name="cases-propose"),
    path("cases/open/", case_changes.open_case, name="case-open"),
    path("cases/open-several/", case_bulk.open_several, name="cases-open"),
    path("cases/serve/", case_bulk.serve_several, name="cases-serve"),
    path("cases/dismiss/", case_bulk.dismiss_several, name="cases-dismiss"),
    path("cases/end/", case_bulk.end_several, name="cases-end"),
    path("cases/<int:pk>/", cases.show_case, name="case"),
    path("cases/<int:pk>/edit/", case_changes.edit_case, name="case-edit"),
    path("cases/<int:pk>/submit/", cases.submit_case, name="case-submit"),
    path("cases/<int:pk>/approve/", cases.approve_case, name="case-approve"),
    path("cases/<int:pk>/serve/", cases.serve_case, name="case-serve"),
    path("cases/<int:pk>/document/", cases.write_document, name="case-document"),
    path("cases/<int:pk>/dismiss/", case_changes.dismiss_case, name="case-dismiss"),
    path("cases/<int:pk>/acknowledge/", cases.acknowledge_case, name="case-acknowledge"),
    path("cases/<int:pk>/answer/", cases.answer_case, name="case-answer"),
    path("cases/<int:pk>/verify/", cases.verify_case, name="case-verify"),
    path("cases/<int:pk>/raise/", case_changes.raise_case, name="case-raise"),
    path("cases/<int:pk>/end/", case_changes.end_case, name="case-end"),
    path("cases/<int:pk>/withdraw/", case_changes.withdraw_case, name="case-withdraw"),
    path("cases/<int:pk>/reopen/", case_changes.reopen_case, name="case-reopen"),
]
