"""What a table says about one column: its words, how a row's value is found, and what may be asked of it.

In: nothing.  Out: `Column`. Lookups (`sort`, `search`, `filter`) are names of fields, relations or annotations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import KW_ONLY, dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal

from django.db.models import Choices, Q
from django.utils import timezone

from duban.rulebook.actors import Actor

Pairs = Iterable[tuple[Any, Any]]


@dataclass(frozen=True, eq=False)
class Column:
    """`value` of a row is its attribute `key` if no function is given; `stay` columns stand first and stay in sight.

    `filter` with `choices` (pairs, a Choices class, or a function of the actor) offers these; with `between` a range;
    with neither, the values that occur. `filter_value` gives a row's value of the lookup where that is no attribute.
    `template` renders the cell from `row` and `value`; `under` is a second, quieter line; `place` is where the value
    stands in the paragraph a row becomes on a phone, where `optional` columns are left out.
    `hidden` columns are shown only when chosen, `wide` ones keep room for a phrase. `exported` gives the value in files
    where it differs. `search` may be a function that gives the condition that a word occurs, `filter` one that gives
    the condition of the values chosen (it needs `choices`). `known` names values of the address that are too many to be
    all offered.
    """

    key: str
    label: str
    value: Callable[[Any], Any] | None = None
    _: KW_ONLY
    link: Callable[[Any], str] | None = None
    under: Callable[[Any], Any] | None = None
    template: str = ""
    exported: Callable[[Any], Any] | None = None
    sort: str | tuple[str, ...] = ()
    search: str | tuple[str, ...] | Callable[[str], Q] = ()
    filter: str | Callable[[Actor, Sequence[Any]], Q] = ""
    known: Callable[[Actor, Sequence[str]], Pairs] | None = None
    filter_value: Callable[[Any], Any] | None = None
    choices: Pairs | type[Choices] | Callable[[Actor], Pairs] | None = None
    between: Literal["", "date", "number"] = ""
    stay: bool = False
    number: bool = False
    optional: bool = False
    hidden: bool = False
    wide: bool = False
    place: Literal["", "title", "state", "due", "who", "figure", "pace"] = ""

    @cached_property
    def of(self) -> Callable[[Any], Any]:
        """Gives a row's value."""
        return self.value or reader(self.key)

    def for_file(self, row: Any) -> Any:
        """What an exported file holds for this row."""
        return self.exported(row) if self.exported else self.of(row)

    @cached_property
    def asked_of(self) -> Callable[[Any], Any]:
        """Gives a row's value of the lookup `filter`, by which a click on the cell filters."""
        return self.filter_value or reader(self.lookup)

    @property
    def lookup(self) -> str:
        """The lookup by which the column filters; "" where a function does."""
        return self.filter if isinstance(self.filter, str) else ""


def reader(path: str) -> Callable[[Any], Any]:
    """Follows `path` as a lookup does; None where a relation ends."""
    *relations, name = path.split("__")
    if not relations:
        return attrgetter(name)

    def read(row: Any) -> Any:
        for relation in relations:
            row = getattr(row, relation)
            if row is None:
                return None
        return getattr(row, name)

    return read


def names(lookups: str | tuple[str, ...]) -> tuple[str, ...]:
    return (lookups,) if isinstance(lookups, str) else lookups


def words(value: Any) -> str:
    """A value as a reader expects it: 是, 2026年4月10日, 1,200."""
    match value:
        case str():
            return str(value)
        case None:
            return ""
        case bool():
            return "是" if value else "否"
        case datetime():
            local = timezone.localtime(value) if timezone.is_aware(value) else value
            return f"{day(local)} {local:%H:%M}"
        case date():
            return day(value)
        case int() | float() | Decimal():
            return f"{value:,}"
    return str(value)


def day(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"
