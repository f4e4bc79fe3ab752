"""One figure of a document: by its name it stands in the text, and says what it was counted from.

In: nothing.  Out: `Figure`, and how it is kept when the document goes out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """`key` is its name in braces; `value` None where it is words alone; `of` names what `rows` are keys of."""

    key: str
    value: int | str | None
    words: str
    definition: str
    of: str = ""
    rows: tuple[int, ...] = ()


def counted(key: str, rows: Iterable[int], definition: str, *, of: str = "task") -> Figure:
    keys = tuple(rows)
    return Figure(key, len(keys), str(len(keys)), definition, of, keys)


def said(key: str, words: str, definition: str, *, of: str = "", rows: Iterable[int] = ()) -> Figure:
    return Figure(key, None, words, definition, of, tuple(rows))


def kept(figures: Mapping[str, Figure]) -> dict[str, Any]:
    """As JSON holds them."""
    return {
        key: {
            "value": one.value,
            "words": one.words,
            "definition": one.definition,
            "of": one.of,
            "rows": list(one.rows),
        }
        for key, one in figures.items()
    }


def from_kept(stored: Mapping[str, Any]) -> dict[str, Figure]:
    return {
        key: Figure(key, one["value"], one["words"], one["definition"], one["of"], tuple(one["rows"]))
        for key, one in stored.items()
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """How a figure read and how it reads now; "" where it is not there."""

    key: str
    before: str
    now: str


def differences(before: Mapping[str, str], now: Mapping[str, str]) -> list[Difference]:
    keys = dict.fromkeys([*before, *now])
    return [
        Difference(key, before.get(key, ""), now.get(key, ""))
        for key in keys
        if before.get(key, "") != now.get(key, "")
    ]
