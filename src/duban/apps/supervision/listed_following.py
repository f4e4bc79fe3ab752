"""What follows from a notice of a listed case that went out or was thrown away.

In: what `dispatch` tells, inside its transaction.  Out: the case goes on the board, or comes off it.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from duban.apps.dispatch.models import Dispatch
from duban.apps.supervision.actions.listed_board import (
    check_delistable,
    check_listable,
    put_on_board,
    take_off_board,
)
from duban.apps.supervision.actions.listed_drafts import bump, locked_listed
from duban.apps.supervision.models import ListedCase
from duban.rulebook.actors import Actor


def follow_issue(*, dispatch: Dispatch, at: datetime, by: Actor, **_: Any) -> None:
    """Inside the transaction that issues it: what cannot be done keeps it from being issued."""
    if (row := _case_of(dispatch, "listing")) is not None:
        check_listable(row)
        put_on_board(row, by, document=_named(dispatch), listed_on=_day(dispatch, at), at=at)
    if (row := _case_of(dispatch, "delisting")) is not None:
        check_delistable(row, on=timezone.localtime(at).date())
        take_off_board(row, by, document=_named(dispatch), delisted_on=_day(dispatch, at))


def follow_void(*, dispatch: Dispatch, **_: Any) -> None:
    """Another may be drafted."""
    for field in ("listing", "delisting"):
        if (row := _case_of(dispatch, field)) is not None:
            setattr(row, field, None)
            bump(row, field)


def _case_of(dispatch: Dispatch, field: str) -> ListedCase | None:
    found = ListedCase.objects.filter(**{field: dispatch}).first()
    return locked_listed(found) if found is not None else None


def _named(dispatch: Dispatch) -> str:
    return f"《{dispatch.title}》（{dispatch.number}）"


def _day(dispatch: Dispatch, at: datetime) -> date:
    return dispatch.dated or timezone.localtime(at).date()
