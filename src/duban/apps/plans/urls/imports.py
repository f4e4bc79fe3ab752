"""The addresses of imports of documents."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.plans.views import import_uploads as uploads
from duban.apps.plans.views import imports as views

urlpatterns: list[URLPattern] = [
    path("imports/", views.list_imports, name="imports"),
    path("imports/start/", uploads.start_import, name="import-start"),
    path("imports/<int:pk>/", views.show_import, name="import"),
    path("imports/<int:pk>/discard/", views.discard_import, name="import-discard"),
    path("imports/<int:pk>/source/", views.download_source, name="source"),
    path("imports/read/<str:word>/", uploads.import_reading, name="reading-import"),
    path("questions/<int:pk>/answer/", views.answer_question, name="question-answer"),
]
