"""What the events of places, units and collective units read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
