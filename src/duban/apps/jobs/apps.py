from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "duban.apps.jobs"
    label = "jobs"
