"""What is in the database and among the files after the deadline day.

In: nothing; Django is set up.  Out: `Found`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """`filed`: how often each report was submitted; `files`: the report of each piece of evidence."""

    filed: dict[int, int]
    events: int
    files: list[int]
    broken_files: int
    chain: str
    chain_is_sound: bool
    database: str


def found_in_database() -> Found:
    from django.db import connection
    from django.db.models import Count

    from duban.apps.audit import verifying
    from duban.apps.audit.models import Event
    from duban.apps.progress.models import Evidence, Report, ReportSubmission

    connection.close()
    chain = verifying.verify()
    counted = dict(ReportSubmission.objects.order_by().values_list("report").annotate(Count("pk")))
    states = dict(Report.objects.filter(submitted_at__isnull=False).values_list("pk", "state"))
    filed = {key: number for key, number in counted.items() if states.get(key) in ("submitted", "accepted", "returned")}
    evidence = list(Evidence.objects.values_list("report", "digest"))
    return Found(
        filed=filed,
        events=Event.objects.filter(verb__in=("report.submitted", "report.approved")).count(),
        files=[report or 0 for report, _ in evidence],
        broken_files=sum(not _is_whole(digest) for _, digest in evidence),
        chain=f"{Event.objects.count():,} events, {'sound' if chain.is_sound else chain.describe()}",
        chain_is_sound=chain.is_sound,
        database=_database(),
    )


def _is_whole(digest: str) -> bool:
    """Read and summed anew, without asking the product's own reader."""
    from cryptography.hazmat.primitives.hashes import SM3, Hash
    from django.conf import settings

    file = Path(settings.FILES) / digest[:2] / digest
    summing = Hash(SM3())
    summing.update(file.read_bytes() if file.is_file() else b"")
    return summing.finalize().hex() == digest


def _database() -> str:
    """SQLite says itself whether it is whole; PostgreSQL was not killed."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return "ok"
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return str(cursor.fetchone()[0])
