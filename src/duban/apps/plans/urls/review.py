"""The addresses of the review of a draft."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans.views import review, review_outline

urlpatterns = [
    path("imports/<int:pk>/review/", review.show_review, name="review"),
    path("imports/<int:pk>/header/", review_outline.change_header, name="draft-header"),
    path("imports/<int:pk>/tasks/add/", review.add_task, name="draft-task-add"),
    path("imports/<int:pk>/sections/add/", review_outline.add_section, name="draft-section-add"),
    path("drafts/tasks/<int:pk>/", review.show_task, name="draft-task"),
    path("drafts/tasks/<int:pk>/change/", review.change_task, name="draft-task-change"),
    path("drafts/tasks/<int:pk>/check/", review.check_task, name="draft-task-check"),
    path("drafts/tasks/<int:pk>/remove/", review.remove_task, name="draft-task-remove"),
    path("drafts/tasks/<int:pk>/restore/", review.restore_task, name="draft-task-restore"),
    path("drafts/tasks/<int:pk>/split/", review_outline.split_task, name="draft-task-split"),
    path("drafts/tasks/<int:pk>/merge/", review_outline.merge_task, name="draft-task-merge"),
    path("drafts/tasks/<int:pk>/move/", review_outline.move_task, name="draft-task-move"),
    path("drafts/tasks/<int:pk>/shift/", review_outline.shift_task, name="draft-task-shift"),
    path("drafts/sections/<int:pk>/change/", review_outline.change_section, name="draft-section-change"),
    path("drafts/sections/<int:pk>/merge/", review_outline.merge_section, name="draft-section-merge"),
    path("drafts/sections/<int:pk>/remove/", review_outline.remove_section, name="draft-section-remove"),
]
