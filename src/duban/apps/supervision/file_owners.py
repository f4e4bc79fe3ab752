"""Who may add to the files of a thing, and who reads them: each part says it of what it owns.

In: an answer to a case, a rectification, a record, an objection, an interview, a report or acceptance of a listed
case; an actor.  Out: a refusal, yes or no; the page's own row, in whose history a file stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import Model

from duban.apps.supervision.models import SupervisionFile
from duban.apps.supervision.models.files import OWNERS
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import why_not

_HOMES = {  # the way from an owner to the row that has a page and a jurisdiction, and the family of its events
    "answer": ("case", "case"),
    "rectification": ("", "rectification"),
    "record": ("inspection", "inspection"),
    "objection": ("conclusion.inspection", "objection"),
    "interview": ("", "interview"),
    "listed_report": ("listed_case", "listed"),
    "acceptance": ("listed_case", "listed"),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """`may_write` refuses with a `RuleError`; it is given the row, locked."""

    may_write: Callable[[Any, Actor], None]
    readable: Callable[[Any, Actor], bool]


_RULES: dict[type[Model], Rules] = {}


def register(
    model: type[Model], *, may_write: Callable[[Any, Actor], None], readable: Callable[[Any, Actor], bool]
) -> None:
    """Say it of `model`; called when the application is ready."""
    _RULES[model] = Rules(may_write, readable)


def check_may_write(owner: Model, by: Actor) -> None:
    _RULES[type(owner)].may_write(owner, by)


def may_write(owner: Model, actor: Actor) -> bool:
    return not why_not(check_may_write, owner, actor)


def may_read(file: SupervisionFile, actor: Actor) -> bool:
    """Whoever reads what it belongs to; one that was removed stays with what named it."""
    owner = owner_of(file)
    return _RULES[type(owner)].readable(owner, actor)


def field_of(owner: Model) -> str:
    """The field of `SupervisionFile` that leads to such an owner."""
    return next(name for name in OWNERS if SupervisionFile._meta.get_field(name).related_model is type(owner))


def owner_of(file: SupervisionFile) -> Any:
    return next(owner for name in OWNERS if (owner := getattr(file, name)) is not None)


def home_of(owner: Model) -> Any:
    """The row on whose page the files stand; it has a jurisdiction."""
    way, _ = _HOMES[field_of(owner)]
    return attrgetter(way)(owner) if way else owner


def family_of(owner: Model) -> str:
    return _HOMES[field_of(owner)][1]
