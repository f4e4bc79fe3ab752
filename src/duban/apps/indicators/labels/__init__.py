"""The words of this application: what its events read like."""

from __future__ import annotations

from duban.apps.indicators.labels import (
    evaluations,
    imports,
    indicators,
    links,
    observations,
    schemes,
    sets,
    targets,
)

_PARTS = (
    evaluations,
    imports,
    indicators,
    links,
    observations,
    schemes,
    sets,
    targets,
)
SENTENCES: dict[str, str] = {verb: words for part in _PARTS for verb, words in part.SENTENCES.items()}
