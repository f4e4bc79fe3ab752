"""Every address of the site: one line per application."""

from __future__ import annotations

from django.urls import include, path

handler400 = "duban.apps.web.views.bad_request"
handler403 = "duban.apps.web.views.not_allowed"
handler404 = "duban.apps.web.views.not_found"
handler500 = "duban.apps.web.views.defect"

urlpatterns = [
    path("", include("duban.apps.home.urls")),
    path("", include("duban.apps.web.urls")),
    path("bulletins/", include("duban.apps.bulletins.urls")),
    path("", include("duban.apps.supervision.urls")),
    path("", include("duban.apps.indicators.urls")),
    path("dispatch/", include("duban.apps.dispatch.urls")),
    path("", include("duban.apps.progress.urls")),
    path("", include("duban.apps.plans.urls")),
    path("reminders/", include("duban.apps.outbox.urls")),
    path("accounts/", include("duban.apps.accounts.urls")),
    path("organizations/", include("duban.apps.organizations.urls")),
    path("calendar/", include("duban.apps.calendars.urls")),
    path("jobs/", include("duban.apps.jobs.urls")),
    path("record/", include("duban.apps.audit.urls")),
]
