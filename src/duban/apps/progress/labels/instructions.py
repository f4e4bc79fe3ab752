"""The words of this part."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
