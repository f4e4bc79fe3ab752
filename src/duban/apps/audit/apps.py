"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "duban.apps.audit"
    label = "audit"

    def ready(self) -> None:
        from duban.apps.audit import labels, sentences
        from duban.apps.web import navigation
        from duban.rulebook.permissions import Permission

        sentences.register(labels.SENTENCES)
        navigation.register(
            group="管理", label="操作记录", url_name="audit:events", permission=Permission.SEE_RECORD, order=90
        )
