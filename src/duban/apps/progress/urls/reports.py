"""The addresses of filling, approving inside and submitting reports; of evidence."""

from __future__ import annotations

from django.urls import path

from duban.apps.progress.views import evidence, report_approval, report_form, reports

urlpatterns = [
    path("reports/", reports.list_reports, name="reports"),
    path("reports/approve/", report_approval.approve_reports, name="reports-approve"),
    path("reports/<int:pk>/", reports.show_report, name="report"),
    path("reports/<int:pk>/save/", report_form.save_report, name="report-save"),
    path("reports/<int:pk>/submit/", report_form.submit_report, name="report-submit"),
    path("reports/<int:pk>/evidence/", report_form.attach_to_report, name="report-evidence"),
    path("reports/<int:pk>/withdraw/", reports.withdraw_report, name="report-withdraw"),
    path("reports/<int:pk>/send-back/", report_approval.send_back_report, name="report-send-back"),
    path("unit-practice/", report_approval.set_practice, name="unit-practice"),
    path("evidence/<int:pk>/", evidence.show_evidence, name="evidence"),
    path("evidence/<int:pk>/remove/", evidence.remove_evidence, name="evidence-remove"),
]
