"""The addresses of reminders: one's messages and settings, the calendar's secret address, the robots of groups."""

from __future__ import annotations

from django.urls import path

from duban.apps.outbox.views import feeds, messages, robots, settings

app_name = "outbox"
urlpatterns = [
    path("", messages.list_messages, name="messages"),
    path("read/", messages.mark_all_read, name="messages-read"),
    path("<int:pk>/read/", messages.mark_read, name="message-read"),
    path("settings/", settings.change_settings, name="settings"),
    path("feeds/renew/", feeds.renew_feed, name="feed-renew"),
    path("feeds/renew/<int:unit_pk>/", feeds.renew_unit_feed, name="feed-renew-unit"),
    path("feeds/<int:pk>/end/", feeds.end_feed, name="feed-end"),
    path("feed/<str:secret>.ics", feeds.show_feed, name="feed"),
    path("robots/", robots.list_robots, name="robots"),
    path("robots/add/", robots.add_robot, name="robot-add"),
    path("robots/<int:pk>/change/", robots.change_robot, name="robot-change"),
    path("robots/<int:pk>/switch/", robots.switch_robot, name="robot-switch"),
    path("robots/<int:pk>/test/", robots.send_test, name="robot-test"),
]
