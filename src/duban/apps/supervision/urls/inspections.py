"""Addresses of inspections, designations and records."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.supervision.views import (
    designations,
    inspection_plans,
    inspection_records,
    inspection_steps,
    inspections,
    proposals,
)

urlpatterns: list[URLPattern] = [
    path("inspections/", inspections.list_inspections, name="inspections"),
    path("inspections/year/", inspections.show_year, name="inspection-year"),
    path("inspections/draft/", inspection_plans.draft_inspection, name="inspection-draft"),
    path("inspections/<int:pk>/", inspections.show_inspection, name="inspection"),
    path("inspections/<int:pk>/change/", inspection_plans.change_inspection, name="inspection-change"),
    path("inspections/<int:pk>/submit/", inspection_steps.submit_inspection, name="inspection-submit"),
    path("inspections/<int:pk>/decide/", inspections.decide_inspection, name="inspection-decide"),
    path("inspections/<int:pk>/send/", inspection_steps.send_inspection, name="inspection-send"),
    path("inspections/<int:pk>/revise/", inspection_steps.revise_inspection, name="inspection-revise"),
    path("inspections/<int:pk>/cancel/", inspection_steps.cancel_inspection, name="inspection-cancel"),
    path("inspections/<int:pk>/close/", inspection_steps.close_inspection, name="inspection-close"),
    path("inspections/<int:pk>/reopen/", inspection_steps.reopen_inspection, name="inspection-reopen"),
    path("inspections/<int:pk>/records/<slug:method>/", inspection_records.add_record, name="inspection-record-add"),
    path("inspections/<int:pk>/refer/", proposals.refer_clue, name="clue-refer"),
    path("records/<int:pk>/", inspection_records.show_record, name="inspection-record"),
    path("records/<int:pk>/change/", inspection_records.change_record, name="inspection-record-change"),
    path("records/<int:pk>/answer/", inspection_records.answer_self_check, name="self-check-answer"),
    path("referrals/<int:pk>/receipt/", proposals.note_receipt, name="referral-receipt"),
    path("designations/", designations.list_designations, name="designations"),
    path("designations/new/", designations.designate_unit, name="designate"),
    path("designations/<int:pk>/end/", designations.end_designation, name="designation-end"),
]
