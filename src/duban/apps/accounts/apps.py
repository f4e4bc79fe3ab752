"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "duban.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from duban.apps.accounts import labels
        from duban.apps.audit import sentences

        sentences.register(labels.SENTENCES)
