"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "duban.apps.outbox"
    label = "outbox"

    def ready(self) -> None:
        from django.db.models.signals import pre_save

        from duban.apps.audit import sentences
        from duban.apps.organizations import changes
        from duban.apps.outbox import entries, labels
        from duban.apps.outbox import jobs as jobs_registered  # noqa: F401  registers its periodic work

        sentences.register(labels.SENTENCES)
        entries.register_entries()
        for model in self.get_models():
            pre_save.connect(changes.check_before_saving, sender=model)
