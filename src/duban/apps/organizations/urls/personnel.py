"""The addresses of rosters and appointments read from documents."""

from __future__ import annotations

from django.urls import path

from duban.apps.organizations.views import personnel as views

urlpatterns = [
    path("personnel/", views.list_imports, name="personnel-imports"),
    path("personnel/new/", views.start_import, name="personnel-start"),
    path("personnel/<int:pk>/", views.show_import, name="personnel-import"),
    path("personnel/<int:pk>/answer/", views.answer_question, name="personnel-answer"),
    path("personnel/<int:pk>/lines/<slug:key>/", views.change_line, name="personnel-line-change"),
    path("personnel/<int:pk>/documents/<slug:key>/", views.change_sheet, name="personnel-document-change"),
    path("personnel/<int:pk>/apply/", views.apply_import, name="personnel-apply"),
    path("personnel/<int:pk>/discard/", views.discard_import, name="personnel-discard"),
    path("personnel/<int:pk>/file/", views.download_file, name="personnel-file"),
]
