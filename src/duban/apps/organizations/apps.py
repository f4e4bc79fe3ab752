from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "duban.apps.organizations"
    label = "organizations"

    def ready(self) -> None:
        from duban.apps.audit import sentences
        from duban.apps.organizations import labels

        sentences.register(labels.SENTENCES)
