"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "duban.apps.home"
    label = "home"

    def ready(self) -> None:
        from duban.apps.web import navigation

        navigation.register(group="办理", label="工作台", url_name="home:home", order=1)
