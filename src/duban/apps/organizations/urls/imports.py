"""The addresses of imports from a workbook."""

from __future__ import annotations

from django.urls import path

from duban.apps.organizations.views import directory_imports as views

urlpatterns = [
    path("imports/", views.list_imports, name="imports"),
    path("imports/new/", views.start_import, name="directory-import-start"),
    path("imports/template.xlsx", views.download_template, name="directory-template"),
    path("imports/directory.xlsx", views.download_directory, name="directory-export"),
    path("imports/<int:pk>/", views.show_import, name="directory-import"),
    path("imports/<int:pk>/confirm/", views.confirm_import, name="directory-import-confirm"),
    path("imports/<int:pk>/recheck/", views.recheck_import, name="directory-import-recheck"),
    path("imports/<int:pk>/discard/", views.discard_import, name="directory-import-discard"),
    path("imports/<int:pk>/file/", views.download_file, name="directory-import-file"),
    path("imports/<int:pk>/problems.xlsx", views.download_problems, name="directory-import-problems"),
]
