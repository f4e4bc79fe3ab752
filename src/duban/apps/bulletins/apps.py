"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class BulletinsConfig(AppConfig):
    name = "duban.apps.bulletins"
    label = "bulletins"

    def ready(self) -> None:
        from django.db.models.signals import pre_save

        from duban.apps.audit import sentences
        from duban.apps.bulletins import entries, labels
        from duban.apps.bulletins.views import round_parts, task_parts
        from duban.apps.organizations import changes

        sentences.register(labels.SENTENCES)
        entries.register_entries()
        round_parts.register()
        task_parts.register()
        for model in self.get_models():
            pre_save.connect(changes.check_before_saving, sender=model)
