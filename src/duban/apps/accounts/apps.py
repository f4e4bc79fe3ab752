"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "duban.apps.accounts"
    label = "accounts"

    def ready(self) -> None:
        from duban.apps.accounts import labels, signals
        from duban.apps.accounts.actions.unit_parts import register_parts
        from duban.apps.audit import sentences
        from duban.apps.web import navigation
        from duban.rulebook.permissions import Permission

        sentences.register(labels.SENTENCES)
        signals.connect()
        register_parts()
        navigation.register(
            group="管理", label="账号", url_name="accounts:accounts", permission=Permission.SEE_ACCOUNTS, order=70
        )
        navigation.register(
            group="管理", label="角色与权限", url_name="accounts:roles", permission=Permission.SEE_ACCOUNTS, order=71
        )
