"""What the events of imports of documents read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
