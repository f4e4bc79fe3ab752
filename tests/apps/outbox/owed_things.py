"""Things owed, made up for the tests of reminders: a source that gives what a test puts into it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from unittest.mock import patch

from duban.apps.outbox import owing
from duban.apps.outbox.owing import Owed, Span

KIND = "报送进展情况"


class Things(list[Owed]):
    """The source: a list a test fills and empties."""

    def owe(
        self, unit: int, due: date, *, key: str = "", title: str = "新开工重点项目60个以上", **more: object
    ) -> Owed:
        made = Owed(KIND, key or f"thing:{len(self) + 1}", title, due, "/plans/1/", unit, **more)  # type: ignore[arg-type]
        self.append(made)
        return made

    def owed(self, units: Collection[int], span: Span) -> list[Owed]:
        return [one for one in self if one.unit in units and span.first <= one.due <= span.last]


@contextmanager
def only_these() -> Iterator[Things]:
    """Nothing else is owed while the block runs."""
    things = Things()
    with patch.dict(owing._SOURCES, {KIND: things.owed}, clear=True):
        yield things
