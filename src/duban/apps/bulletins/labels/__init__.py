"""The words of this application: what its events read like."""

from __future__ import annotations

from duban.apps.bulletins.labels import bulletins

SENTENCES: dict[str, str] = bulletins.SENTENCES
