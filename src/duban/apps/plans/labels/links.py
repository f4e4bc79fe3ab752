"""What the events of links between tasks up and down the tree read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
