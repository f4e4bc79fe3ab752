from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "duban.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from duban.apps.accounts import labels
        from duban.apps.audit import sentences

        sentences.register(labels.SENTENCES)
