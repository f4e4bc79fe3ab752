"""What a list page costs: against Django's own list view with the same rows, and how many queries it asks as rows grow.

In: nothing.  Out: a table; exit code 1 where a goal is missed.
The plain view is a `ListView` of Django's behind the middleware a new project has; it asks the same SQL and puts the
same columns into a bare table.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from types import ModuleType
from typing import Any

FEW, MANY, RUNS = 100, 10_000, 30
RATIO_GOAL = 2.0
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGES = {"/record/": "auditor", "/organizations/": "admin", "/organizations/officials/": "admin", "/accounts/": "admin"}
BARE = """<!doctype html><title>{{ title }}</title><h1>{{ title }}</h1><p>{{ paginator.count }}</p><table>
{% for one in object_list %}<tr><td>{{ one.sequence }}</td><td>{{ one.at }}</td><td>{{ one.actor_name }}</td>
<td>{{ one.actor_unit }}</td><td>{{ one.verb }}</td><td>{{ one.target_name }}</td><td>{{ one.address }}</td></tr>
{% endfor %}</table>{% if page_obj.has_next %}<a href="?page={{ page_obj.next_page_number }}">下一页</a>{% endif %}"""


def prepare(folder: Path) -> None:
    """Django on an empty database of the measurement's own, installed."""
    os.environ.update(
        DUBAN_HOME=str(folder),
        DUBAN_SECRET_KEY=secrets.token_hex(32),
        DATABASE_URL=os.environ.get("DATABASE_URL", f"sqlite:///{folder / 'pages.sqlite3'}"),
        DJANGO_SETTINGS_MODULE="duban.site.settings",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from django.utils import timezone

    from duban.apps.accounts.actions.installation import install
    from duban.apps.accounts.models import Account
    from duban.apps.organizations.models import Level

    install(jurisdiction="青泽市", level=Level.CITY, code="", unit="青泽市人民政府办公室", on=timezone.localdate())
    Account.objects.update(must_change_password=False)


def fill(number: int) -> None:
    """Units, people in posts, accounts and events, as many of each."""
    from duban.apps.accounts.models import Account
    from duban.apps.audit import recording
    from duban.apps.organizations.models import Appointment, Jurisdiction, Official, Post, Unit
    from duban.rulebook.actors import SYSTEM

    place, begin = Jurisdiction.objects.get(), Unit.objects.count()
    numbers = range(begin, number)
    units = Unit.objects.bulk_create([Unit(jurisdiction=place, name=f"青泽市第{at}局", order=at) for at in numbers])
    people = Official.objects.bulk_create([Official(jurisdiction=place, name=f"第{at}人") for at in numbers])
    posts = Post.objects.bulk_create([Post(unit=unit, title="局长") for unit in units])
    pairs = zip(posts, people, strict=True)
    Appointment.objects.bulk_create([Appointment(post=post, official=person) for post, person in pairs])
    Account.objects.bulk_create(
        [Account(username=f"user{at}", name=f"第{at}人", unit=unit) for at, unit in zip(numbers, units, strict=True)]
    )
    recording.record_many([recording.Entry("unit.created", unit, {}, {"名称": unit.name}) for unit in units], by=SYSTEM)


def visit(client: Any, page: str) -> Callable[[], None]:
    def get() -> None:
        response = client.get(page)
        assert response.status_code == 200, (page, response.status_code)

    return get


def browser(username: str) -> Any:
    from django.test import Client

    from duban.apps.accounts.models import Account

    client = Client(HTTP_HOST="127.0.0.1", HTTP_USER_AGENT="benchmark")
    client.force_login(Account.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def plain_view(statements: list[tuple[str, Any]]) -> Callable[[], None]:
    """Django's list view of the events behind Django's own middleware; it also asks what else our page asked."""
    from django.contrib.auth.mixins import LoginRequiredMixin
    from django.db import connection
    from django.http import HttpRequest, HttpResponse
    from django.template import engines
    from django.test import override_settings
    from django.urls import path
    from django.views.generic import ListView

    from duban.apps.audit.models import Event

    bare = engines["django"].from_string(BARE)

    class Events(LoginRequiredMixin, ListView):  # type: ignore[type-arg]
        queryset, paginate_by = Event.objects.order_by("-sequence"), 50

        def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
            with connection.cursor() as cursor:
                for sql, parameters in statements:
                    cursor.execute(sql, parameters)
                    cursor.fetchall()
            return HttpResponse(bare.render({**context, "title": "操作记录"}, HttpRequest()))

    sys.modules["plain_urls"] = module = ModuleType("plain_urls")
    module.urlpatterns = [path("record/", Events.as_view())]  # type: ignore[attr-defined]
    client = browser("auditor")
    client.handler.load_middleware()

    def get() -> None:
        with override_settings(ROOT_URLCONF="plain_urls", MIDDLEWARE=MIDDLEWARE):
            assert client.get("/record/").status_code == 200

    with override_settings(ROOT_URLCONF="plain_urls", MIDDLEWARE=MIDDLEWARE):
        client.handler.load_middleware()
    return get


def statements_of(work: Callable[[], None]) -> list[tuple[str, Any]]:
    """What a page asks beside its session, its account, the number of its rows and the rows."""
    from django.db import connection

    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        asked.append((sql, parameters))
        return execute(sql, parameters, many, context)

    work()
    with connection.execute_wrapper(note):
        work()
    return asked[2:-2]


def milliseconds(work: Callable[[], None]) -> float:
    begin = time.process_time()
    work()
    return (time.process_time() - begin) * 1000


def queries(work: Callable[[], None]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    work()
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="duban-benchmark-") as folder:
        prepare(Path(folder))
        counts = {}
        for number in (FEW, MANY):
            fill(number)
            counts[number] = {page: queries(visit(browser(who), page)) for page, who in PAGES.items()}
        own = visit(browser("auditor"), "/record/")
        plain = plain_view(statements_of(own))
        own(), plain()
        pairs = [(milliseconds(own), milliseconds(plain)) for _ in range(RUNS)]
    ratio = median(one / other for one, other in pairs)
    for page in PAGES:
        print(f"{page:<28}queries {counts[FEW][page]} at {FEW} rows, {counts[MANY][page]} at {MANY:,}")
    own_time, plain_time = (median(values) for values in zip(*pairs, strict=True))
    print(f"/record/ {own_time:.1f} ms, Django's list view {plain_time:.1f} ms: ratio {ratio:.2f} (goal {RATIO_GOAL})")
    return 0 if ratio <= RATIO_GOAL and counts[FEW] == counts[MANY] else 1


if __name__ == "__main__":
    sys.exit(main())
