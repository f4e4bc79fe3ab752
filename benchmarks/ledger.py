"""What the ledger and the dossier cost with a thousand tasks and with a hundred thousand, beside their bare SQL.

In: `DATABASE_URL`, SQLite without it.  Out: a table; exit code 1 where a goal is missed.
The bare SQL is the same statements sent once more with nothing made of their rows. SQLite works inside the process,
so its time is the processor's; PostgreSQL's is the clock's. Each is the fastest of the runs: others use the machine.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ledger_rows import fill

FEW, MANY, RUNS = 1_000, int(os.environ.get("TASKS", "100000")), 15
GOAL = 1.5
TOLD = ("ledger, county office",)  # not judged: the county's own tasks grow twelvefold here, from 400 to 4,800


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of the page and of its bare SQL, and how many statements it sends."""

    page: float
    sql: float
    queries: int


def prepare(folder: Path) -> None:
    """Django on an empty database of the measurement's own, with a city and two who look at it."""
    os.environ.update(
        DUBAN_HOME=str(folder),
        DUBAN_SECRET_KEY=secrets.token_hex(32),
        DATABASE_URL=os.environ.get("DATABASE_URL", f"sqlite:///{folder / 'ledger.sqlite3'}"),
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


def people() -> dict[str, Any]:
    """A browser for the city's office, a county's and a department's liaison."""
    from duban.apps.organizations.models import Unit

    city = Unit.objects.get(name="青泽市第1局")
    county = Unit.objects.get(name="第1县第1局")
    asked = {"office": (Unit.objects.get(name="青泽市人民政府办公室"), "office")}
    asked |= {"county": (county, "office"), "liaison": (city, "liaison")}
    return {name: browser(name, unit, role) for name, (unit, role) in asked.items()}


def browser(name: str, unit: Any, role: str) -> Any:
    from django.test import Client
    from django.utils import timezone

    from duban.apps.accounts.models import Account, RoleGrant

    account, made = Account.objects.get_or_create(
        username=f"{name}-reader", defaults={"name": name, "unit": unit, "must_change_password": False}
    )
    if made:
        RoleGrant.objects.create(account=account, unit=unit, role=role, since=timezone.localdate())
    client = Client(HTTP_HOST="127.0.0.1", HTTP_USER_AGENT="benchmark")
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def pages() -> dict[str, tuple[str, str]]:
    """What is measured: who looks, at which address."""
    from django.urls import reverse

    from duban.apps.organizations.models import Unit
    from duban.apps.plans.models import Task

    ledger = reverse("plans:ledger")
    task = Task.objects.filter(jurisdiction__parent=None, year=2026).order_by("pk")[3]
    unit = Unit.objects.get(name="青泽市第1局").pk
    return {
        "ledger, office": ("office", ledger),
        "ledger, office, year and state": ("office", f"{ledger}?year=2026&state=in_force"),
        "ledger, office, lead unit": ("office", f"{ledger}?lead={unit}"),
        "ledger, office, search 招商": ("office", f"{ledger}?q=招商"),
        "ledger, county office": ("county", ledger),
        "ledger, liaison": ("liaison", ledger),
        "ledger, liaison, search 招商": ("liaison", f"{ledger}?q=招商"),
        "dossier, office": ("office", reverse("plans:task", args=[task.pk])),
        "dossier, liaison": ("liaison", reverse("plans:task", args=[_own_task().pk])),
        "unit's tasks, office": ("office", reverse("plans:unit-tasks", args=[unit])),
    }


def _own_task() -> Any:
    from duban.apps.plans.models import Receipt

    return Receipt.objects.filter(unit__name="青泽市第1局").order_by("pk")[0].task


def cost(client: Any, page: str) -> Cost:
    from django.db import connection

    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
        asked.append((sql, parameters))
        return execute(sql, parameters, many, context)

    def get() -> None:
        response = client.get(page)
        assert response.status_code == 200, (page, response.status_code)

    def bare() -> None:
        with connection.cursor() as cursor:
            for sql, parameters in asked:
                cursor.execute(sql, parameters)
                cursor.fetchall()

    get()
    with connection.execute_wrapper(note):
        get()
    asked[:] = [one for one in asked if one[0].startswith("SELECT")]
    return Cost(milliseconds(get), milliseconds(bare), len(asked))


def milliseconds(work: Callable[[], None]) -> float:
    from django.db import connection

    clock = time.perf_counter if connection.vendor == "postgresql" else time.process_time
    times = []
    for _ in range(RUNS):
        begin = clock()
        work()
        times.append((clock() - begin) * 1000)
    return min(times)


def measure(number: int) -> dict[str, Cost]:
    from django.db import connection

    begin = time.perf_counter()
    fill(number)
    with connection.cursor() as cursor:
        cursor.execute(
            "VACUUM ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize"
        )  # as it does by itself
    print(f"{number:,} tasks written in {time.perf_counter() - begin:.0f} s", file=sys.stderr)
    looks = people()
    return {name: cost(looks[who], page) for name, (who, page) in pages().items()}


def report(few: dict[str, Cost], many: dict[str, Cost]) -> bool:
    """Print the table; whether every goal is reached."""
    print(f"{'page':<32}{'queries':>12}{f'{FEW:,}':>10}{f'{MANY:,}':>10}{'growth':>8}{'SQL':>8}{'page/SQL':>10}")
    reached = True
    for name, one in few.items():
        other = many[name]
        growth = other.page / one.page
        reached = reached and one.queries == other.queries and (growth <= GOAL or name in TOLD)
        counts = (
            f"{one.queries} = {other.queries}" if one.queries == other.queries else f"{one.queries}, {other.queries}"
        )
        print(
            f"{name:<32}{counts:>12}{one.page:>8.1f}ms{other.page:>8.1f}ms{growth:>8.2f}{other.sql:>6.1f}ms"
            f"{other.page / other.sql:>10.1f}"
        )
    print(f"goal: as many queries, growth at most {GOAL}: {'reached' if reached else 'missed'}")
    return reached


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="duban-benchmark-") as folder:
        prepare(Path(folder))
        few = measure(FEW)
        many = measure(MANY)
    return 0 if report(few, many) else 1


if __name__ == "__main__":
    sys.exit(main())
