from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "duban.apps.plans"
    label = "plans"
