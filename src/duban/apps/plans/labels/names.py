"""What the events of the names in a draft read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
