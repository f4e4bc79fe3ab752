"""The words of this application: what its events read like."""

from __future__ import annotations

from duban.apps.supervision.labels import (
    cases,
    conclusions,
    files,
    inspections,
    interviews,
    ladders,
    listed,
    rectifications,
)

_PARTS = (
    cases,
    conclusions,
    files,
    inspections,
    interviews,
    ladders,
    listed,
    rectifications,
)
SENTENCES: dict[str, str] = {verb: words for part in _PARTS for verb, words in part.SENTENCES.items()}
