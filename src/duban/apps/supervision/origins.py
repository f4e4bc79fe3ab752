"""What rectification items come of: a case, an interview, a conclusion, a listed case; when it may ask for some.

In: the row of one of the four, an actor.  Out: its field and place; a refusal; its words and page for a list.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from duban.apps.organizations.models import Jurisdiction
from duban.apps.supervision.models import Case, Conclusion, Interview, ListedCase, Rectification
from duban.apps.supervision.models.rectifications import ORIGINS
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.cases import CaseState, InterviewState
from duban.rulebook.inspections import ConclusionState
from duban.rulebook.listings import ListedState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict

Origin = Case | Interview | Conclusion | ListedCase


@dataclass(frozen=True, slots=True)
class Kind:
    """`states`: in which the unit knows of it, and it is not given up; `url_name` its page."""

    model: type[Model]
    word: str
    url_name: str
    states: frozenset[str]
    refusal: str


KINDS: dict[str, Kind] = {
    "case": Kind(
        Case,
        "督办件",
        "supervision:case",
        frozenset({CaseState.SERVED, CaseState.ANSWERED, CaseState.ENDED}),
        "督办件发出以后才能提出整改事项",
    ),
    "interview": Kind(
        Interview, "约谈", "supervision:interview", frozenset({InterviewState.HELD}), "约谈以后才能列出承诺事项"
    ),
    "conclusion": Kind(
        Conclusion,
        "督查结论",
        "supervision:conclusion",
        frozenset(ConclusionState) - {ConclusionState.DRAFT},
        "督查结论送达以后才能提出整改事项",
    ),
    "listed_case": Kind(
        ListedCase,
        "挂牌事项",
        "supervision:listed",
        frozenset(ListedState) - {ListedState.DRAFT, ListedState.DELISTED, ListedState.WITHDRAWN},
        "挂牌期间才能提出整改事项",
    ),
}


def field_of(origin: Origin) -> str:
    """The field of `Rectification` that leads to it."""
    return next(name for name, kind in KINDS.items() if kind.model is type(origin))


def place_of(origin: Origin) -> Jurisdiction:
    return origin.inspection.jurisdiction if isinstance(origin, Conclusion) else origin.jurisdiction


def check_may_require(origin: Origin, by: Actor) -> None:
    is_listed = isinstance(origin, ListedCase)  # accepted by the county it lies in, too
    place = origin.unit.jurisdiction if is_listed else place_of(origin)
    permissions.check_can(by, Permission.REQUIRE_RECTIFICATION, within=place.path)
    kind = KINDS[field_of(origin)]
    if origin.state not in kind.states:
        raise Conflict(kind.refusal)


def origin_of(row: Rectification) -> tuple[str, Any]:
    """The field, and the row it leads to."""
    return next((name, found) for name in ORIGINS if (found := getattr(row, name)) is not None)
