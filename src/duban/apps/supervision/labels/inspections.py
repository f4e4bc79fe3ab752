"""The words of inspections: how their events read."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
