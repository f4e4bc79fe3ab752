"""The words of this application: what its events read like."""

from __future__ import annotations

from duban.apps.plans.labels import adoption, imports, links, names, plans, reading, receipts, review

_PARTS = (reading, imports, review, names, adoption, plans, receipts, links)
SENTENCES: dict[str, str] = {verb: words for part in _PARTS for verb, words in part.SENTENCES.items()}
