"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "duban.apps.plans"
    label = "plans"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate, pre_save

        from duban.apps.audit import sentences
        from duban.apps.organizations import changes
        from duban.apps.plans import labels
        from duban.apps.plans.models import grams
        from duban.apps.plans.queries.imports import waiting_for_review
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
        post_migrate.connect(grams.install_again, sender=self)
        for model in self.get_models():
            pre_save.connect(changes.check_before_saving, sender=model)
