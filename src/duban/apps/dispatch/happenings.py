"""What this application tells those above it, and what it asks of them.

`dispatch_issued`, `dispatch_voided`, `copy_acknowledged`: sent inside the transaction, the receiver moves its own row.
`freezers`: before a document gets its number, the one of its kind says its last text and figures; until then `tellers`
say how a draft with live figures reads, `editors` where it is written.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.dispatch import Signal

from duban.rulebook.actors import Actor

if TYPE_CHECKING:
    from duban.apps.dispatch.models import Dispatch

dispatch_issued = Signal()  # dispatch, at, by
dispatch_voided = Signal()  # dispatch, at, by
copy_acknowledged = Signal()  # copy, at, by


@dataclass(frozen=True, slots=True)
class Frozen:
    """The text and tables as they go out, and each figure with what it was computed from."""

    text: str
    content: dict[str, Any]
    figures: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document came of: a case, a bulletin, …; `url` its page."""

    title: str
    url: str


Freeze = Callable[["Dispatch", datetime, Actor], Frozen]
Find = Callable[["Dispatch", Actor], Origin | None]
Tell = Callable[["Dispatch"], tuple[str, dict[str, Any]]]
Lead = Callable[["Dispatch"], str]
_FREEZERS: dict[str, Freeze] = {}
_FINDERS: dict[str, Find] = {}
_TELLERS: dict[str, Tell] = {}
_EDITORS: dict[str, Lead] = {}
_BEGUN_AT: dict[str, str] = {}


def register_freezer(kind: str, freeze: Freeze) -> None:
    """Called when an application is ready."""
    _FREEZERS[kind] = freeze


def register_origin(name: str, find: Find) -> None:
    _FINDERS[name] = find


def register_teller(kind: str, tell: Tell) -> None:
    _TELLERS[kind] = tell


def register_editor(kind: str, lead: Lead) -> None:
    _EDITORS[kind] = lead


def register_beginning(kind: str, url_name: str) -> None:
    """Documents of this kind are begun on another application's page."""
    _BEGUN_AT[kind] = url_name


def beginning_of(kind: str) -> str:
    """The name of that page's address; "" where they are begun as any document."""
    return _BEGUN_AT.get(kind, "")


def frozen(dispatch: Dispatch, at: datetime, by: Actor) -> Frozen:
    """How it goes out: as its kind says, as it stands where nobody says."""
    freeze = _FREEZERS.get(dispatch.kind)
    return freeze(dispatch, at, by) if freeze else Frozen(dispatch.text, dispatch.content)


def told(dispatch: Dispatch) -> tuple[str, dict[str, Any]]:
    """The text and tables as they read now; as they stand where no figure in them is live any more."""
    tell = _TELLERS.get(dispatch.kind)
    if tell is None or dispatch.frozen or dispatch.is_issued:
        return dispatch.text, dispatch.content
    return tell(dispatch)


def has_teller(kind: str) -> bool:
    return kind in _TELLERS


def editor_of(dispatch: Dispatch) -> str:
    """The address of the page that the draft is written on, where that is another application's."""
    lead = _EDITORS.get(dispatch.kind)
    return lead(dispatch) if lead else ""


def origin_of(dispatch: Dispatch, actor: Actor) -> Origin | None:
    return next((found for find in _FINDERS.values() if (found := find(dispatch, actor)) is not None), None)
