"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "duban.apps.plans"
    label = "plans"
