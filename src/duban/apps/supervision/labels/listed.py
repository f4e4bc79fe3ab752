"""The words of listed: how their events read."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
