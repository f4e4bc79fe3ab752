"""What it costs to import and adopt a real plan, against reading it: python benchmarks/adoption.py FILE [RUNS]

In: a document; `DATABASE_URL`, SQLite without it.  Out: milliseconds and their ratio; exit code 1 above the goal.
Between the two every unit it names is made, every leader left in words and every question answered; that is not timed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ledger import prepare

GOAL = 40


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds of the processor on SQLite, of the clock on PostgreSQL."""
    from django.db import connection

    clock = time.perf_counter if connection.vendor == "postgresql" else time.process_time
    begin = clock()
    work()
    return (clock() - begin) * 1000


def settle(plan_import: Any) -> None:
    """Answer what the draft still asks."""
    from duban.apps.organizations.models import Unit
    from duban.apps.plans.models import MatchedBy, NameKind

    place = plan_import.source.jurisdiction
    plan_import.questions.update(answer="as_printed")
    plan_import.names.filter(kind=NameKind.LEADER).update(matched_by=MatchedBy.LEFT)
    for name in plan_import.names.filter(kind=NameKind.UNIT):
        name.unit, _ = Unit.objects.get_or_create(jurisdiction=place, name=name.name)
        name.matched_by = MatchedBy.PERSON
        name.save()


def once(data: bytes, name: str, by: Any) -> tuple[float, float, float]:
    """Reading, importing and adopting, then all of it undone."""
    from django.db import transaction
    from django.utils import timezone

    from duban.apps.organizations.models import Jurisdiction
    from duban.apps.plans import jobs
    from duban.apps.plans.actions.adoption import adopt_draft
    from duban.apps.plans.actions.imports import start_import
    from duban.apps.plans.models import PlanImport
    from duban.documents.pipeline import understand

    with transaction.atomic():
        started = start_import(jurisdiction=Jurisdiction.objects.get(parent=None), data=data, file_name=name, by=by)
        read = timed(lambda: understand(data, name))
        imported = timed(lambda: jobs.read_import.func(started.pk, asdict(by)))
        plan_import = PlanImport.objects.get(pk=started.pk)
        settle(plan_import)
        today = timezone.localdate()
        adopted = timed(lambda: adopt_draft(plan_import=plan_import, seen=None, on=today, by=by))
        transaction.set_rollback(True)
    return read, imported, adopted


def office() -> Any:
    from django.utils import timezone

    from duban.apps.accounts.models import Account, RoleGrant
    from duban.apps.accounts.queries import actor_of

    account = Account.objects.first()
    assert account is not None
    grant = RoleGrant.objects.create(account=account, unit=account.unit, role="office", since=timezone.localdate())
    return actor_of(account, grant, address="127.0.0.1")


def main(file: Path, runs: int) -> int:
    with tempfile.TemporaryDirectory(prefix="duban-benchmark-") as folder:
        prepare(Path(folder))
        by, data = office(), file.read_bytes()
        times = [once(data, file.name, by) for _ in range(runs)]
    read, imported, adopted = (min(column) for column in zip(*times, strict=True))
    ratio = (imported + adopted) / read
    print(f"read {read:.0f} ms, import {imported:.0f} ms, adopt {adopted:.0f} ms: ratio {ratio:.1f} (goal {GOAL})")
    return 0 if ratio < GOAL else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3))
