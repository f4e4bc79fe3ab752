"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "duban.apps.plans"
    label = "plans"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate, pre_save

        from duban.apps.audit import sentences
        from duban.apps.organizations import changes, further_pages, holdings, merging
        from duban.apps.outbox import owing
        from duban.apps.plans import entries, labels, parts
        from duban.apps.plans.drafting import kinds
        from duban.apps.plans.drafting.task_kind import TASKS
        from duban.apps.plans.models import grams
        from duban.apps.plans.owing import KIND, receipts_owed
        from duban.apps.plans.queries.portfolios import tasks_hanging_on
        from duban.apps.plans.views import papers
        from duban.rulebook.permissions import Permission

        sentences.register(labels.SENTENCES)
        entries.register_entries()
        papers.register()
        kinds.register(TASKS)
        sees = Permission.SEE_PLANS
        further_pages.register("unit", further_pages.FurtherPage("任务", "plans:unit-tasks", sees))
        further_pages.register("official", further_pages.FurtherPage("分管任务", "plans:leader-tasks", sees))
        holdings.register("分管任务", tasks_hanging_on, sees)
        merging.register(parts.TASKS)
        owing.register(KIND, receipts_owed)
        post_migrate.connect(grams.install_again, sender=self)
        for model in self.get_models():
            pre_save.connect(changes.check_before_saving, sender=model)
