"""What the events of adoption, comparison and workbooks read like."""

from __future__ import annotations

SENTENCES: dict[str, str] = {}
