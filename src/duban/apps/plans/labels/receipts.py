"""What the events of acknowledgement read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
