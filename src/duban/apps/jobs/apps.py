"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "duban.apps.jobs"
    label = "jobs"

    def ready(self) -> None:
        from duban.apps.jobs import upkeep  # noqa: F401  registers its periodic work
