"""The words of this application: what its events read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
