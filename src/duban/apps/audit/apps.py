"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "duban.apps.audit"
    label = "audit"
