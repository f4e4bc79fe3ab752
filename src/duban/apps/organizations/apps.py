"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "duban.apps.organizations"
    label = "organizations"

    def ready(self) -> None:
        from django.db.models.signals import pre_save

        from duban.apps.audit import sentences
        from duban.apps.organizations import changes, holdings, labels
        from duban.apps.organizations.actions.unit_parts import register_parts
        from duban.apps.organizations.queries.leading_groups import seats_hanging_on
        from duban.apps.web import navigation
        from duban.rulebook.permissions import Permission
        from duban.rulebook.roles import BUSINESS

        sees, rare = Permission.SEE_DIRECTORY, tuple(BUSINESS)
        for group, label, url_name, permission, order, also, seldom in (
            ("全局", "领导分工", "leaders", sees, 30, (), ()),
            ("全局", "领导小组", "leading-groups", sees, 31, (), rare),
            ("管理", "组织机构", "index", sees, 60, (), ()),
            ("管理", "人员与职务", "officials", sees, 61, ("organizations:posts",), ()),
            ("管理", "导入", "imports", Permission.IMPORT_DIRECTORY, 62, ("organizations:personnel-imports",), rare),
        ):
            navigation.register(
                group=group,
                label=label,
                url_name=f"organizations:{url_name}",
                permission=permission,
                order=order,
                also=also,
                seldom=seldom,
            )
        sentences.register(labels.SENTENCES)
        holdings.register("领导小组席位", seats_hanging_on)
        register_parts()
        for model in self.get_models():
            pre_save.connect(changes.check_before_saving, sender=model)
