from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "duban.apps.web"
    label = "web"
