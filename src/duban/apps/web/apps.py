"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "duban.apps.web"
    label = "web"

    def ready(self) -> None:
        from duban.apps.audit import sentences
        from duban.apps.web import wording
        from duban.apps.web.labels import SENTENCES

        sentences.register(SENTENCES)
        wording.apply()
