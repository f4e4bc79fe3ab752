"""Which rows are asked for? Each filter reads its own parameters and says what it understood.

In: a column and the state.  Out: a condition, the chips that show it, and what the form offers.
A lookup through a relation becomes a subquery, so that a row never appears twice and counts stay right.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Model, Q, QuerySet

from duban.apps.web.table.columns import Column, names, words
from duban.apps.web.table.state import State, parameters
from duban.rulebook.actors import Actor

MOST_CHOICES = 300
MOST_WORDS = 8


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


def read(column: Column, state: State, rows: QuerySet[Any], actor: Actor) -> Filter:
    return _range(column, state, rows.model) if column.between else _choice(column, state, rows, actor)


def matching(model: type[Model], lookup: str, operator: str, value: object) -> Q:
    """The condition on a row; through a relation it is asked in a subquery."""
    condition = Q(**{f"{lookup}{operator}": value})
    if "__" not in lookup:
        return condition
    return Q(pk__in=model._base_manager.filter(condition).values("pk"))


def search(columns: tuple[Column, ...], q: str, model: type[Model]) -> Q:
    """Every word of `q` occurs in one of the columns that can be searched."""
    lookups = [lookup for column in columns for lookup in names(column.search)]
    condition = Q()
    for word in q.split()[:MOST_WORDS]:
        found = Q()
        for lookup in lookups:
            found |= matching(model, lookup, "__icontains", word)
        condition &= found
    return condition


def _offered(column: Column, rows: QuerySet[Any], actor: Actor) -> list[tuple[Any, str]]:
    choices: Any = column.choices
    if choices is None:
        values = rows.order_by(column.filter).values_list(column.filter, flat=True).distinct()
        return [(value, words(value)) for value in values[:MOST_CHOICES] if value not in (None, "")]
    if hasattr(choices, "choices"):
        choices = choices.choices
    elif callable(choices):
        choices = choices(actor)
    return [(value, str(label)) for value, label in choices]


def _choice(column: Column, state: State, rows: QuerySet[Any], actor: Actor) -> Filter:
    given = state.of(column.key)
    offered = _offered(column, rows, actor)
    chosen = [(value, label) for value, label in offered if str(value) in given]
    known = tuple(str(value) for value, _ in chosen)
    return Filter(
        column,
        condition=matching(rows.model, column.filter, "__in", [value for value, _ in chosen]) if chosen else Q(),
        choices=tuple(Choice(str(value), label, str(value) in given) for value, label in offered),
        chips=tuple(
            Chip(
                column.label, label, state.with_filter(column.key, [one for one in known if one != str(value)]).address
            )
            for value, label in chosen
        ),
        ignored=f"“{column.label}”没有地址里的这个值，已忽略。" if len(chosen) < len(given) else "",
    )


def _range(column: Column, state: State, model: type[Model]) -> Filter:
    parse: Callable[[str], Any] = date.fromisoformat if column.between == "date" else _decimal
    condition, chips, bounds, ignored = Q(), [], [], ""
    for parameter, operator, label in zip(parameters(column), ("__gte", "__lte"), ("从", "到"), strict=True):
        given = "".join(state.of(parameter)[:1])
        try:
            value = parse(given) if given else None
        except (ValueError, InvalidOperation):
            value, given = None, ""
            ignored = f"“{column.label}”的范围不对，已忽略。"
        if value is not None:
            condition &= matching(model, column.filter, operator, value)
            chips.append(Chip(f"{column.label}{label}", words(value), state.with_filter(parameter, ()).address))
        bounds.append((parameter, label, given))
    return Filter(column, condition, bounds=tuple(bounds), chips=tuple(chips), ignored=ignored)


def _decimal(text: str) -> Decimal:
    value = Decimal(text.replace(",", "").replace("，", ""))
    if not value.is_finite() or abs(value) >= 10**15:
        raise ValueError(text)
    return value
