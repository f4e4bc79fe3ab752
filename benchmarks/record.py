"""What verifying the record costs: against reading the same rows and writing them as JSON once, in the same run.

In: a number of events (100,000).  Out: a table; exit code 1 where a goal is missed.
The events are written into a database of its own, which goes with the process.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

EVENTS, AT_ONCE = 100_000, 2_000
RATIO_GOAL, SECONDS_GOAL = 3.0, 30.0


def prepare(folder: Path) -> None:
    """Django on an empty database of the measurement's own."""
    os.environ.update(
        DUBAN_HOME=str(folder),
        DUBAN_SECRET_KEY=secrets.token_hex(32),
        DATABASE_URL=os.environ.get("DATABASE_URL", f"sqlite:///{folder / 'record.sqlite3'}"),
        DJANGO_SETTINGS_MODULE="duban.site.settings",
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def write(number: int) -> None:
    """Events as actions leave them, each about two objects."""
    from duban.apps.audit import recording, sentences
    from duban.apps.organizations.models import Jurisdiction, Level, Unit
    from duban.rulebook.actors import SYSTEM

    sentences.register({"unit.measured": "{target}"})
    place = Jurisdiction.objects.create(name="青泽市", level=Level.CITY)
    unit = Unit.objects.create(name="青泽市发展和改革局", jurisdiction=place)
    for start in range(0, number, AT_ONCE):
        entries = [
            recording.Entry("unit.measured", unit, {"名称": f"第{at}名"}, {"名称": f"第{at + 1}名"}, about=[place])
            for at in range(start, min(start + AT_ONCE, number))
        ]
        recording.record_many(entries, by=SYSTEM)


def read_and_dump() -> int:
    """What cannot be done without: every row read, every row as JSON."""
    from django.core.serializers.json import DjangoJSONEncoder

    from duban.apps.audit.models import Event, Subject

    rows = Event.objects.order_by("sequence").values().iterator(AT_ONCE)
    length = sum(len(json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)) for row in rows)
    return length + sum(1 for _ in Subject.objects.values_list("event_id", "kind", "key").iterator(AT_ONCE))


def verify() -> None:
    from duban.apps.audit import verifying

    report = verifying.verify()
    assert report.is_sound, report.describe()


def seconds(work: Callable[[], object]) -> float:
    """Of the processor's time, so that neighbours do not count; a PostgreSQL's own time is another process's."""
    clock = time.process_time if os.environ["DATABASE_URL"].startswith("sqlite") else time.perf_counter
    begin = clock()
    work()
    return clock() - begin


def main(number: int) -> int:
    with tempfile.TemporaryDirectory(prefix="duban-benchmark-") as folder:
        prepare(Path(folder))
        written = seconds(lambda: write(number))
        pairs = [(seconds(read_and_dump), seconds(verify)) for _ in range(3)]
    ratio = median(own / plain for plain, own in pairs)
    plain, own = (median(values) for values in zip(*pairs, strict=True))
    print(f"write   {number:,} events   {written:6.2f} s")
    print(f"read + JSON               {plain:6.2f} s")
    print(f"verify                    {own:6.2f} s   ratio {ratio:.2f} (goal {RATIO_GOAL}), goal {SECONDS_GOAL:.0f} s")
    return 0 if ratio <= RATIO_GOAL and own <= SECONDS_GOAL else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS))
