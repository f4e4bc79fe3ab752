"""Where the sidebar leads into this application."""

from __future__ import annotations

from duban.apps.web import navigation
from duban.rulebook.permissions import Permission


def register_entries() -> None:
    navigation.register(
        group="督办", label="督查通报", url_name="bulletins:bulletins", permission=Permission.SEE_DISPATCHES, order=16
    )
