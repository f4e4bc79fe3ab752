"""The addresses of acknowledgement."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans.views import objections, plan_receipts, receipts

urlpatterns = [
    path("receipts/", receipts.list_receipts, name="receipts"),
    path("receipts/acknowledge/", receipts.acknowledge_receipts, name="receipts-acknowledge"),
    path("receipts/<int:pk>/acknowledge/", receipts.acknowledge_receipt, name="receipt-acknowledge"),
    path("receipts/<int:pk>/object/", objections.object_to_receipt, name="receipt-object"),
    path("objections/<int:pk>/", objections.decide_objection, name="receipt-decide"),
    path("objections/", objections.list_objections, name="objections"),
    path("<int:pk>/receipts/", plan_receipts.show_plan_receipts, name="plan-receipts"),
    path("<int:pk>/receipts/tasks/", plan_receipts.list_plan_receipts, name="plan-receipts-tasks"),
]
