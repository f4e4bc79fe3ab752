"""Which rows are asked for? Each filter reads its own parameters and says what it understood.

In: columns, rows, a state.  Out: a condition, the chips that show it, and what the form offers.
A lookup through a relation becomes a subquery, so that a row never appears twice and counts stay right.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet

from duban.apps.web.table.columns import Column, names, words
from duban.apps.web.table.state import State, parameters
from duban.rulebook.actors import Actor

MOST_CHOICES = 300
MOST_WORDS = 8
AS_BOXES = 8


@dataclass(frozen=True, slots=True)
class Chip:
    name: str
    value: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One column's filter as the page shows it, and the condition it sets."""

    column: Column
    condition: Q = field(default_factory=Q)
    choices: tuple[Choice, ...] = ()
    bounds: tuple[tuple[str, str, str], ...] = ()  # parameter, label, value
    chips: tuple[Chip, ...] = ()
    ignored: str = ""

    @property
    def is_list(self) -> bool:
        """Many choices make a list to choose one from, few make boxes to tick."""
        return len(self.choices) > AS_BOXES


class Filters:
    """The filters of one table; what they offer is asked once, however many views are counted."""

    def __init__(self, columns: Sequence[Column], rows: QuerySet[Any], actor: Actor) -> None:
        self._columns, self._rows, self._actor = columns, rows, actor
        self._offered: dict[str, list[tuple[Any, str]]] = {}

    def read(self, state: State) -> list[Filter]:
        return [
            _range(one, state, self._rows.model) if one.between else self._choice(one, state)
            for one in self._columns
            if one.filter
        ]

    def rows(self, state: State, read: Sequence[Filter] | None = None) -> QuerySet[Any]:
        """The rows that `state` asks for; `read` are its filters where they have been read already."""
        condition = _search(self._columns, state.q, self._rows.model)
        for one in self.read(state) if read is None else read:
            condition &= one.condition
        return self._rows.filter(condition)

    def _choice(self, column: Column, state: State) -> Filter:
        given = state.of(column.key)
        offered = self._offers(column)
        chosen = {_key(value): (value, label) for value, label in offered if _key(value) in given}
        if column.choices is None and len(offered) == MOST_CHOICES and isinstance(offered[0][0], str):
            chosen |= {one: (one, one) for one in given if one not in chosen}  # too many to know them all
        if column.known and (strange := [one for one in given if one not in chosen]):
            chosen |= {_key(value): (value, str(label)) for value, label in column.known(self._actor, strange)}
        shown = offered if len(offered) <= MOST_CHOICES else list(chosen.values())
        return Filter(
            column,
            condition=self._condition(column, [value for value, _ in chosen.values()]),
            choices=tuple(Choice(_key(value), label, _key(value) in given) for value, label in shown),
            chips=tuple(_chip(column, state, tuple(chosen), key, label) for key, (_, label) in chosen.items()),
            ignored=f"“{column.label}”没有地址里的这个值，已忽略。" if len(chosen) < len(given) else "",
        )

    def _condition(self, column: Column, values: Sequence[Any]) -> Q:
        if not values:
            return Q()
        if callable(column.filter):
            return column.filter(self._actor, values)
        return _matching(self._rows.model, column.filter, "__in", values)

    def _offers(self, column: Column) -> list[tuple[Any, str]]:
        if column.key not in self._offered:
            self._offered[column.key] = _offered(column, self._rows, self._actor)
        return self._offered[column.key]


def _key(value: Any) -> str:
    """A value as it stands in the address, where empty ones are not carried."""
    return "-" if value == "" else str(value)


def _offered(column: Column, rows: QuerySet[Any], actor: Actor) -> list[tuple[Any, str]]:
    choices: Any = column.choices
    if choices is None:
        values = rows.order_by(column.lookup).values_list(column.lookup, flat=True).distinct()
        labels = _labels(rows.model, column.lookup)
        return [
            (value, labels.get(value) or words(value)) for value in values[:MOST_CHOICES] if value not in (None, "")
        ]
    if hasattr(choices, "choices"):
        choices = choices.choices
    elif callable(choices):
        choices = choices(actor)
    return [(value, str(label)) for value, label in choices]


def _labels(model: type[Model], lookup: str) -> dict[Any, str]:
    """The words for a field's values, where the field has choices."""
    path, field = lookup.split("__"), None
    for name in path:
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:  # an annotation, or a transform of the field
            return {}
        model = field.related_model or model
    return {value: str(label) for value, label in getattr(field, "flatchoices", ())}


def _chip(column: Column, state: State, chosen: Sequence[str], value: str, label: str) -> Chip:
    rest = state.with_filter(column.key, [one for one in chosen if one != value])
    return Chip(column.label, label, rest.address)


def _matching(model: type[Model], lookup: str, operator: str, value: object) -> Q:
    condition = Q(**{f"{lookup}{operator}": value})
    if not _is_relation(model, lookup.partition("__")[0]):
        return condition
    return Q(pk__in=model._base_manager.filter(condition).values("pk"))


def _is_relation(model: type[Model], name: str) -> bool:
    try:
        return bool(model._meta.get_field(name).is_relation)
    except FieldDoesNotExist:  # an annotation
        return False


def _search(columns: Sequence[Column], q: str, model: type[Model]) -> Q:
    """Every word of `q` occurs in one of the columns that can be searched."""
    condition = Q()
    for word in q.split()[:MOST_WORDS]:
        found = Q()
        for column in columns:
            found |= _word(column, word, model)
        condition &= found
    return condition


def _word(column: Column, word: str, model: type[Model]) -> Q:
    if callable(column.search):
        return column.search(word)
    found = Q()
    for lookup in names(column.search):
        found |= _matching(model, lookup, "__icontains", word)
    return found


def _range(column: Column, state: State, model: type[Model]) -> Filter:
    parse: Callable[[str], Any] = _date if column.between == "date" else _decimal
    condition, chips, bounds, ignored = Q(), [], [], ""
    for parameter, operator, label in zip(parameters(column), ("__gte", "__lte"), ("从", "到"), strict=True):
        given = "".join(state.of(parameter)[:1])
        try:
            value = parse(given) if given else None
        except (ValueError, ArithmeticError):
            value, given = None, ""
            ignored = f"“{column.label}”的范围不对，已忽略。"
        if value is not None:
            condition &= _matching(model, column.lookup, operator, value)
            chips.append(Chip(f"{column.label}{label}", words(value), state.with_filter(parameter, ()).address))
        bounds.append((parameter, label, given))
    return Filter(column, condition, bounds=tuple(bounds), chips=tuple(chips), ignored=ignored)


def _date(text: str) -> date:
    if len(text) != len("2026-01-01"):
        raise ValueError(text)
    return date.fromisoformat(text)


def _decimal(text: str) -> Decimal:
    value = Decimal(text.replace(",", "").replace("，", ""))
    if not value.is_finite() or abs(value) >= 10**15:
        raise ValueError(text)
    return value
