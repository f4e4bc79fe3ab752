"""What events of this part read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
