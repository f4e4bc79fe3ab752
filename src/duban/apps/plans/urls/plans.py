"""The addresses of plans and their tasks."""

from __future__ import annotations

from django.urls import path

from duban.apps.plans.views import plans, sections, targets, tasks

urlpatterns = [
    path("", plans.list_plans, name="plans"),
    path("create/", plans.create_plan, name="plan-create"),
    path("<int:pk>/", plans.show_plan, name="plan"),
    path("<int:pk>/change/", plans.change_plan, name="plan-change"),
    path("<int:pk>/delete/", plans.delete_plan, name="plan-delete"),
    path("<int:pk>/sections/add/", sections.add_section, name="section-add"),
    path("sections/<int:pk>/change/", sections.change_section, name="section-change"),
    path("sections/<int:pk>/move/", sections.move_section, name="section-move"),
    path("sections/<int:pk>/remove/", sections.remove_section, name="section-remove"),
    path("<int:pk>/tasks/add/", tasks.add_task, name="task-add"),
    path("tasks/<int:pk>/change/", tasks.change_task, name="task-change"),
    path("tasks/<int:pk>/move/", tasks.move_task, name="task-move"),
    path("tasks/<int:pk>/remove/", tasks.remove_task, name="task-remove"),
    path("tasks/answering/<str:kind>/suggest/", tasks.suggest_answering, name="answering-suggest"),
    path("tasks/<int:pk>/targets/add/", targets.add_target, name="target-add"),
    path("targets/<int:pk>/change/", targets.change_target, name="target-change"),
    path("targets/<int:pk>/remove/", targets.remove_target, name="target-remove"),
]
