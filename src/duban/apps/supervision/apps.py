"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "duban.apps.supervision"
    label = "supervision"

    def ready(self) -> None:
        from django.db.models.signals import pre_save

        from duban.apps.audit import sentences
        from duban.apps.organizations import changes
        from duban.apps.supervision import entries, labels
        from duban.apps.supervision import jobs as jobs  # registers its periodic work

        sentences.register(labels.SENTENCES)
        entries.register_entries()
        _register_parts()
        for model in self.get_models():
            pre_save.connect(changes.check_before_saving, sender=model)


def _register_parts() -> None:
    """What each part says to the pages and registers of others."""
    from duban.apps.supervision.views import (
        case_parts,
        inspection_parts,
        interview_parts,
        listed_parts,
        rectification_parts,
        task_parts,
    )

    for part in (case_parts, inspection_parts, interview_parts, listed_parts, rectification_parts, task_parts):
        part.register()
