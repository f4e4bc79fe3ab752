"""The addresses of the review of a draft."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans.views import review, review_outline

urlpatterns = [
    path("imports/<int:pk>/review/", review.show_review, name="review"),
    path("imports/<int:pk>/header/", review_outline.change_header, name="draft-header"),
    path("imports/<int:pk>/tasks/add/", review.add_task, name="draft-task-add"),
    path("imports/<int:pk>/sections/add/", review_outline.add_section, name="draft-section-add"),
    path("imports/drafts/<int:pk>/", review.show_task, name="draft-task"),
    path("imports/drafts/<int:pk>/change/", review.change_task, name="draft-task-change"),
    path("imports/drafts/<int:pk>/check/", review.check_task, name="draft-task-check"),
    path("imports/drafts/<int:pk>/remove/", review.remove_task, name="draft-task-remove"),
    path("imports/drafts/<int:pk>/restore/", review.restore_task, name="draft-task-restore"),
    path("imports/drafts/<int:pk>/split/", review_outline.split_task, name="draft-task-split"),
    path("imports/drafts/<int:pk>/merge/", review_outline.merge_task, name="draft-task-merge"),
    path("imports/drafts/<int:pk>/move/", review_outline.move_task, name="draft-task-move"),
    path("imports/drafts/<int:pk>/shift/", review_outline.shift_task, name="draft-task-shift"),
    path("imports/sections/<int:pk>/change/", review_outline.change_section, name="draft-section-change"),
    path("imports/sections/<int:pk>/merge/", review_outline.merge_section, name="draft-section-merge"),
    path("imports/sections/<int:pk>/remove/", review_outline.remove_section, name="draft-section-remove"),
]
