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
        from duban.apps.plans.queries.links import count_not_broken_down
        from duban.apps.plans.queries.portfolios import tasks_hanging_on
        from duban.apps.plans.queries.receipts import count_objections, count_waiting
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
        navigation.register(
            group="办理",
            label="待签收",
            url_name="plans:receipts",
            permission=Permission.ACKNOWLEDGE_TASK,
            order=10,
            count=count_waiting,
        )
        navigation.register(
            group="办理",
            label="异议",
            url_name="plans:objections",
            permission=Permission.DECIDE_OBJECTION,
            order=12,
            count=count_objections,
        )
        navigation.register(
            group="办理",
            label="上级交办",
            url_name="plans:from-above",
            permission=Permission.LINK_TASKS,
            order=11,
            count=count_not_broken_down,
        )
        sees = Permission.SEE_PLANS
        navigation.register(group="全局", label="方案", url_name="plans:plans", permission=sees, order=10)
        navigation.register(group="全局", label="台账", url_name="plans:ledger", permission=sees, order=11)
        further_pages.register("unit", further_pages.FurtherPage("任务", "plans:unit-tasks", sees))
        further_pages.register("official", further_pages.FurtherPage("分管任务", "plans:leader-tasks", sees))
        holdings.register("分管任务", tasks_hanging_on, sees)
        merging.register(parts.TASKS)
        post_migrate.connect(grams.install_again, sender=self)
        for model in self.get_models():
            pre_save.connect(changes.check_before_saving, sender=model)
