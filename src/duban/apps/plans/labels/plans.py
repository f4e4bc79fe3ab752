"""What the events of plans and their tasks read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
