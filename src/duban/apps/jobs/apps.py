"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "duban.apps.jobs"
    label = "jobs"

    def ready(self) -> None:
        from duban.apps.audit import sentences
        from duban.apps.jobs import labels
        from duban.apps.jobs import upkeep as upkeep  # registers its periodic work
        from duban.apps.web import navigation
        from duban.rulebook.permissions import Permission

        sentences.register(labels.SENTENCES)
        navigation.register(
            group="管理", label="后台工作", url_name="jobs:jobs", permission=Permission.SEE_JOBS, order=81
        )
