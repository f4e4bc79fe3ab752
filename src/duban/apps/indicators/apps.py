"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "duban.apps.indicators"
    label = "indicators"

    def ready(self) -> None:
        from django.db.models.signals import pre_save

        from duban.apps.audit import sentences
        from duban.apps.indicators import entries, labels, unit_parts
        from duban.apps.organizations import changes, merging

        sentences.register(labels.SENTENCES)
        entries.register_entries()
        merging.register(unit_parts.INDICATORS)
        _register_parts()
        for model in self.get_models():
            pre_save.connect(changes.check_before_saving, sender=model)


def _register_parts() -> None:
    """What each part says to the pages and registers of others: `views/<part>_parts.py`, each with `register()`."""
    from duban.apps.indicators.views import (
        evaluation_parts,
        import_parts,
        link_parts,
        observation_parts,
        standing_parts,
    )

    for part in (evaluation_parts, import_parts, link_parts, observation_parts, standing_parts):
        part.register()
