"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "duban.apps.plans"
    label = "plans"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate, pre_save

        from duban.apps.audit import sentences
        from duban.apps.organizations import changes, further_pages, holdings, merging
        from duban.apps.plans import labels, parts
        from duban.apps.plans.models import grams
        from duban.apps.plans.queries.imports import waiting_for_review
        from duban.apps.plans.queries.portfolios import tasks_hanging_on
        from duban.apps.web import navigation
        from duban.rulebook.permissions import Permission

        sentences.register(labels.SENTENCES)
        navigation.register(
            group="办理", label="读取公文", url_name="plans:read", permission=Permission.READ_DOCUMENT, order=20
        )
        navigation.register(
            group="管理",
            label="导入核对",
            url_name="plans:imports",
            permission=Permission.IMPORT_PLAN,
            order=50,
            count=waiting_for_review,
        )
        sees = Permission.SEE_PLANS
        navigation.register(group="全局", label="台账", url_name="plans:ledger", permission=sees, order=11)
        further_pages.register("unit", further_pages.FurtherPage("任务", "plans:unit-tasks", sees))
        further_pages.register("official", further_pages.FurtherPage("分管任务", "plans:leader-tasks", sees))
        holdings.register("分管任务", tasks_hanging_on, sees)
        merging.register(parts.TASKS)
        post_migrate.connect(grams.install_again, sender=self)
        for model in self.get_models():
            pre_save.connect(changes.check_before_saving, sender=model)
