"""What the events of the review of a draft read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
