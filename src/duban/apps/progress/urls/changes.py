"""The addresses of adjustment and closure."""

from __future__ import annotations

from django.urls import path

from duban.apps.progress.views import adjustments, closures

urlpatterns = [
    path("adjustments/", adjustments.list_adjustments, name="adjustments"),
    path("adjustments/<int:pk>/", adjustments.show_adjustment, name="adjustment"),
    path("adjustments/<int:pk>/withdraw/", adjustments.withdraw_adjustment, name="adjustment-withdraw"),
    path("tasks/<int:pk>/adjust/", adjustments.ask_adjustment, name="adjustment-ask"),
    path("closures/", closures.list_closures, name="closures"),
    path("closures/<int:pk>/", closures.show_closure, name="closure"),
    path("closures/<int:pk>/withdraw/", closures.withdraw_closure, name="closure-withdraw"),
    path("closures/<int:pk>/reopen/", closures.reopen_closure, name="closure-reopen"),
    path("tasks/<int:pk>/close/", closures.ask_closure, name="closure-ask"),
]
