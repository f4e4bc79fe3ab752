"""How Django knows this application, and what it tells the others when it is loaded."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    name = "duban.apps.calendars"
    label = "calendars"

    def ready(self) -> None:
        from duban.apps.audit import sentences
        from duban.apps.calendars import labels
        from duban.apps.web import navigation
        from duban.rulebook.permissions import Permission
        from duban.rulebook.roles import BUSINESS

        navigation.register(
            group="管理",
            label="节假日",
            url_name="calendars:calendar",
            permission=Permission.SEE_CALENDAR,
            order=65,
            seldom=tuple(BUSINESS),
        )
        sentences.register(labels.SENTENCES)
