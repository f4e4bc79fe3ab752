"""The words of this application: what its events read like."""

from __future__ import annotations

from duban.apps.progress.labels import (
    burden,
    changes,
    contributions,
    health,
    implementation,
    instructions,
    practice,
    reports,
    review,
    rounds,
    workbook,
)

_PARTS = (
    burden,
    changes,
    contributions,
    health,
    implementation,
    instructions,
    practice,
    reports,
    review,
    rounds,
    workbook,
)
SENTENCES: dict[str, str] = {verb: words for part in _PARTS for verb, words in part.SENTENCES.items()}
