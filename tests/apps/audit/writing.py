"""Events to tamper with, written as actions write them."""

from __future__ import annotations

from typing import Any

from django.db import connection, models

from duban.apps.audit import recording, sentences
from duban.apps.audit.models import Event

VERB = "unit.tested"
BUSINESS = "task.tested"  # of no family that administrators read
sentences.register(
    {BUSINESS: "把{target}的完成时限改为{after[时限]}", VERB: "试改了{target}，由{before[名称]}改为{after[名称]}"}
)


def write(city: Any, number: int, *, about: models.Model | None = None) -> list[Event]:
    """So many events in one transaction, all about one unit."""
    unit = about or city.units["发改"]
    entries = [
        recording.Entry(
            VERB, unit, before={"名称": f"第{at}名"}, after={"名称": f"第{at + 1}名"}, about=[unit.jurisdiction]
        )
        for at in range(number)
    ]
    return recording.record_many(entries, by=city.actor("office"))


def tamper(sql: str, *values: object) -> None:
    """What somebody does who can write the database."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
