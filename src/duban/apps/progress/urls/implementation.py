"""The addresses of implementation plans, their milestones and inner duties."""

from __future__ import annotations

from django.urls import URLPattern, path

from duban.apps.progress.views import implementation, implementation_filing, implementation_review, milestones
from duban.apps.progress.views import inner_duties as duties

urlpatterns: list[URLPattern] = [
    path("implementation/", implementation.list_own_plans, name="plans-due"),
    path("implementation/<int:pk>/", implementation.show_plan, name="implementation"),
    path("implementation/<int:pk>/write/", implementation.write_plan, name="implementation-write"),
    path("implementation/<int:pk>/approve/", implementation.approve_plan, name="implementation-approve"),
    path("implementation/<int:pk>/send-back/", implementation.send_back_plan, name="implementation-send-back"),
    path("implementation/<int:pk>/withdraw/", implementation.withdraw_plan, name="implementation-withdraw"),
    path("implementation/<int:pk>/review/", implementation_review.review_plan, name="implementation-review"),
    path("implementation/<int:pk>/accept/", implementation_review.accept_plan, name="implementation-accept"),
    path("implementation/reviews/", implementation_review.list_reviews, name="implementation-reviews"),
    path("implementation/reviews/accept/", implementation_review.accept_several, name="implementation-reviews-accept"),
    path("milestones/", implementation_review.list_milestones_to_verify, name="milestones-to-verify"),
    path("milestones/verify/", milestones.verify_several, name="milestones-verify"),
    path("milestones/<int:pk>/finish/", milestones.finish_milestone, name="milestone-finish"),
    path("milestones/<int:pk>/verify/", milestones.verify_milestone, name="milestone-verify"),
    path("milestones/<int:pk>/set-back/", milestones.set_back_milestone, name="milestone-set-back"),
    path("plans/<int:pk>/implementation/", implementation_filing.list_filing, name="implementations"),
    path("plans/<int:pk>/implementation/ask/", implementation_filing.ask_plans, name="implementation-ask"),
    path(
        "plans/<int:pk>/implementation/workbook/",
        implementation_filing.download_workbook,
        name="implementation-workbook",
    ),
    path("plans/<int:pk>/implementation/import/", implementation_filing.import_workbook, name="implementation-import"),
    path(
        "plans/<int:pk>/implementation/import/confirm/",
        implementation_filing.confirm_workbook,
        name="implementation-import-confirm",
    ),
    path("tasks/<int:pk>/duties/", duties.assign_duties, name="duties"),
    path("duties/<int:pk>/finish/", duties.finish_duty, name="duty-finish"),
]
