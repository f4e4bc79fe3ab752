"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "duban.apps.web"
    label = "web"
