"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "duban.apps.organizations"
    label = "organizations"

    def ready(self) -> None:
        from duban.apps.audit import sentences
        from duban.apps.organizations import holdings, labels
        from duban.apps.organizations.actions.unit_parts import register_parts
        from duban.apps.organizations.queries.leading_groups import seats_hanging_on

        sentences.register(labels.SENTENCES)
        holdings.register("领导小组席位", seats_hanging_on)
        register_parts()
