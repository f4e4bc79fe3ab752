"""Addresses of interviews."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.supervision.views import interview_records, interviews

_ONE = "interviews/<int:pk>/"
urlpatterns: list[URLPattern] = [
    path("interviews/", interviews.list_interviews, name="interviews"),
    path("interviews/propose/", interviews.propose_interview, name="interview-propose"),
    path(_ONE, interviews.show_interview, name="interview"),
    path(f"{_ONE}schedule/", interviews.schedule_interview, name="interview-schedule"),
    path(f"{_ONE}cancel/", interviews.cancel_interview, name="interview-cancel"),
    path(f"{_ONE}notice/", interview_records.draft_notice, name="interview-notice"),
    path(f"{_ONE}record/", interview_records.record_interview, name="interview-record"),
    path(f"{_ONE}files/", interview_records.attach_to_interview, name="interview-files"),
    path(f"{_ONE}sheet/", interview_records.interview_sheet, name="interview-sheet"),
    path(f"{_ONE}close/", interview_records.close_interview, name="interview-close"),
]
