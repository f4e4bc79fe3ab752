"""The addresses of this application."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.dispatch.views import archive, document, drafting, issuing, letterheads, wordings

app_name = "dispatch"
_DOCUMENTS: list[URLPattern] = [
    path("", archive.list_dispatches, name="dispatches"),
    path("new/", drafting.new_dispatch, name="dispatch-new"),
    path("<int:pk>/", document.show_dispatch, name="dispatch"),
    path("<int:pk>/edit/", drafting.edit_dispatch, name="dispatch-edit"),
    path("<int:pk>/void/", drafting.void_dispatch, name="dispatch-void"),
    path("<int:pk>/submit/", issuing.submit_dispatch, name="dispatch-submit"),
    path("<int:pk>/return/", issuing.return_dispatch, name="dispatch-return"),
    path("<int:pk>/issue/", issuing.issue_dispatch, name="dispatch-issue"),
    path("<int:pk>/correct/", issuing.correct_dispatch, name="dispatch-correct"),
    path("<int:pk>/docx/", document.download_docx, name="dispatch-docx"),
    path("<int:pk>/pdf/", document.download_pdf, name="dispatch-pdf"),
    path("sheet.css", document.sheet_css, name="sheet-css"),
    path("received/", archive.list_received, name="received"),
    path("received/acknowledge/", archive.acknowledge_copies, name="copies-acknowledge"),
    path("received/<int:pk>/acknowledge/", archive.acknowledge_copy, name="copy-acknowledge"),
]
_SETTINGS: list[URLPattern] = [
    path("letterheads/", letterheads.list_letterheads, name="letterheads"),
    path("letterheads/new/", letterheads.create_letterhead, name="letterhead-new"),
    path("letterheads/offered/", letterheads.take_over_letterheads, name="letterheads-offered"),
    path("letterheads/numbers/", letterheads.set_series_start, name="series-start"),
    path("letterheads/<int:pk>/", letterheads.change_letterhead, name="letterhead"),
    path("letterheads/<int:pk>/retire/", letterheads.retire_letterhead, name="letterhead-retire"),
    path("letterheads/<int:pk>/restore/", letterheads.restore_letterhead, name="letterhead-restore"),
    path("letterheads/<int:pk>/delete/", letterheads.delete_letterhead, name="letterhead-delete"),
    path("wordings/", wordings.list_wordings, name="wordings"),
    path("wordings/<slug:kind>/", wordings.set_wording, name="wording"),
]
urlpatterns = [*_DOCUMENTS, *_SETTINGS]
