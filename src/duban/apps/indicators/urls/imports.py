"""The addresses of the review and the adoption of indicator documents."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.indicators.views import adoption, review

urlpatterns: list[URLPattern] = [
    path("imports/<int:pk>/review/", review.show_review, name="review"),
    path("imports/<int:pk>/add/", review.add_draft, name="draft-add"),
    path("imports/<int:pk>/adopt/", adoption.adopt_indicators, name="import-adopt"),
    path("imports/<int:pk>/update/", adoption.update_set, name="import-update"),
    path("imports/drafts/<int:pk>/", review.show_draft, name="draft"),
    path("imports/drafts/<int:pk>/change/", review.change_draft, name="draft-change"),
    path("imports/drafts/<int:pk>/check/", review.check_draft, name="draft-check"),
    path("imports/drafts/<int:pk>/remove/", review.remove_draft, name="draft-remove"),
    path("imports/drafts/<int:pk>/restore/", review.restore_draft, name="draft-restore"),
    path("imports/drafts/<int:pk>/shift/", review.shift_draft, name="draft-shift"),
]
