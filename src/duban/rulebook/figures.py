"""How a figure is written: 46, 6.5, 100; without the zeros of its column, never as 1E+2."""

from __future__ import annotations

from decimal import Decimal


def plain(value: Decimal | None) -> str:
    """Empty where there is none."""
    if value is None:
        return ""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
