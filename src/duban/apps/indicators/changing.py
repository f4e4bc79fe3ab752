"""What every change of a set or of what it consists of begins with: the lock, whether one may, why it is changed.

In: a set, who changes it.  Out: the set, locked; a refusal. Fields, stages, targets are locked by their set.
"""

from __future__ import annotations

from duban.apps.indicators.labels.sets import ASK_REASON, CLOSED
from duban.apps.indicators.models import IndicatorSet
from duban.apps.organizations.changes import locked
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.indicators import SetState
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid


def locked_set(one: IndicatorSet) -> IndicatorSet:
    """The set with its place, locked for whoever changes it or what it consists of."""
    return locked(one, "jurisdiction")


def check_can_edit(one: IndicatorSet, by: Actor) -> None:
    """Refuse unless the set is drawn up or in force in a place where one may edit indicators."""
    permissions.check_can(by, Permission.EDIT_INDICATORS, within=one.jurisdiction.path)
    if one.state == SetState.CLOSED:
        raise Conflict(CLOSED)


def check_reason(one: IndicatorSet, reason: str) -> None:
    """What is in force is changed only with a reason, which the record keeps."""
    if one.state == SetState.IN_FORCE and not reason.strip():
        raise Invalid(ASK_REASON, "reason")


def touch(one: IndicatorSet) -> None:
    """Who has the set's form open is told that it changed."""
    one.version += 1
    one.save(update_fields=["version"])
