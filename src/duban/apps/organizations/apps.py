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
        from duban.apps.web import navigation
        from duban.rulebook.permissions import Permission

        navigation.register(
            group="管理",
            label="组织机构",
            url_name="organizations:index",
            permission=Permission.SEE_DIRECTORY,
            order=60,
        )
        sentences.register(labels.SENTENCES)
        holdings.register("领导小组席位", seats_hanging_on)
        register_parts()
