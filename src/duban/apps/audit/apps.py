from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "duban.apps.audit"
    label = "audit"
