"""The words of this application: what its events read like."""

from __future__ import annotations

from duban.apps.dispatch.labels import documents, settings

SENTENCES: dict[str, str] = documents.SENTENCES | settings.SENTENCES
