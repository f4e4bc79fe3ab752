"""What it costs to recompute and rank 2,000 places by 50 indicators over ten years, beside one plain SQL aggregate.

In: `DATABASE_URL`, SQLite without it; `--small` for a tenth of the places.  Out: two lines; exit code 1 if missed.
Both run over the same million figures in the same process, in turn; each is the cheapest of its runs, in seconds of
processor, and only the ratio counts: others use the machine.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from indicator_rows import INDICATORS, SINCE, YEARS, fill

PLACES, SMALL, RUNS = 2_000, 200, 5
GOAL = 10  # judged on PostgreSQL, where a province is kept; SQLite sorts all figures once more to group them
PLAIN = """
SELECT jurisdiction_id, year, AVG(value), SUM(value) FROM indicators_observation WHERE counts
GROUP BY jurisdiction_id, year
"""


def prepare(folder: Path) -> None:
    """Django on an empty database of the measurement's own."""
    os.environ.update(
        DUBAN_HOME=str(folder),
        DUBAN_SECRET_KEY=secrets.token_hex(32),
        DATABASE_URL=os.environ.get("DATABASE_URL", f"sqlite:///{folder / 'indicators.sqlite3'}"),
        DJANGO_SETTINGS_MODULE="duban.site.settings",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def aggregate() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
        return len(cursor.fetchall())


def ranked(made: Any) -> int:
    """Every attainment, composite, field, index and rank of every place and year; nothing is kept from before."""
    from duban.apps.indicators.queries.place_indexes import Asked, indexes
    from duban.apps.organizations.models import Jurisdiction

    places = Jurisdiction.objects.filter(parent=made.jurisdiction_id)
    rows = indexes(Asked(made, places, SINCE, SINCE + YEARS - 1, 12, made.schemes.get()))
    assert all(row.rank and row.index is not None for row in rows)
    return len(rows)


def spent() -> float:
    """Seconds of processor of whoever computes: this process, or PostgreSQL's that serves it."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return time.process_time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        process = cursor.fetchone()[0]
    user, system = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def cost(work: Callable[[], int], number: int) -> float:
    begin = spent()
    assert work() == number
    return spent() - begin


def main() -> int:
    places = SMALL if "--small" in sys.argv else PLACES
    with tempfile.TemporaryDirectory(prefix="duban-benchmark-") as folder:
        prepare(Path(folder))
        from django.db import connection

        begin = time.perf_counter()
        made = fill(places)
        with connection.cursor() as cursor:  # as it does by itself
            is_served = connection.vendor == "postgresql"
            cursor.execute("VACUUM ANALYZE" if is_served else "PRAGMA optimize")
            if is_served:  # one process does either work, so that its time is all there is
                cursor.execute("SET max_parallel_workers_per_gather = 0")
        print(f"figures written in {time.perf_counter() - begin:.0f} s", file=sys.stderr)
        plain, whole = [], []
        for _ in range(RUNS):
            plain.append(cost(aggregate, places * YEARS))
            whole.append(cost(lambda: ranked(made), places * YEARS))
    ratio = min(whole) / min(plain)
    figures = places * INDICATORS * YEARS
    print(f"{connection.vendor}: {places:,} places × {INDICATORS} indicators × {YEARS} years = {figures:,} figures")
    print(f"plain aggregate {min(plain):.2f} s, recomputed and ranked {min(whole):.2f} s: ratio {ratio:.1f}")
    said = f"{'reached' if ratio <= GOAL else 'missed'}{'' if is_served else ', told and not judged'}"
    print(f"goal: at most {GOAL}: {said}")
    return 1 if ratio > GOAL and is_served else 0


if __name__ == "__main__":
    sys.exit(main())
