"""When each office reminds, by its rules."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from duban.apps.outbox.steps import Steps
from duban.apps.progress.queries.practice import practices_of


def reminder_steps(jurisdictions: Collection[int], on: date) -> dict[int, Steps]:
    found = practices_of(jurisdictions, on=on)
    return {key: Steps(tuple(one.remind_before), tuple(one.remind_after)) for key, one in found.items()}
