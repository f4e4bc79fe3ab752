"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class DispatchConfig(AppConfig):
    name = "duban.apps.dispatch"
    label = "dispatch"

    def ready(self) -> None:
        from django.db.models.signals import pre_save

        from duban.apps.audit import sentences
        from duban.apps.dispatch import entries, labels, owing
        from duban.apps.organizations import changes
        from duban.apps.outbox import owing as outbox_owing

        sentences.register(labels.SENTENCES)
        entries.register_entries()
        outbox_owing.register(owing.KIND, owing.copies_owed)
        for model in self.get_models():
            pre_save.connect(changes.check_before_saving, sender=model)
