"""Judge tasks again: called by whatever changes what is known of them."""

from __future__ import annotations

from collections.abc import Collection


def stand_again(tasks: Collection[int]) -> None:
    """Write the standing of these tasks anew, and of those above them."""
