"""What the documents application asks about a bulletin: how its draft reads, what goes out, where it is written.

In: a `Dispatch` of kind 督查通报.  Out: text and tables; what is frozen with them. A document of this kind that was
drafted by itself, or corrects an issued bulletin, has no figures that live: it stands as it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from duban.apps.bulletins.models import Bulletin
from duban.apps.bulletins.state_now import look_at
from duban.apps.dispatch.happenings import Frozen, Origin
from duban.apps.dispatch.live.figures import kept
from duban.apps.dispatch.live.filling import check_known, told
from duban.apps.dispatch.models import Dispatch
from duban.rulebook.actors import Actor


def bulletin_of(dispatch: Dispatch) -> Bulletin | None:
    """Asked for once for a document in hand."""
    if dispatch.pk is None:
        return None
    known = dispatch.__dict__
    if "_bulletin" not in known:
        rows = Bulletin.objects.select_related("plan__jurisdiction", "round")
        known["_bulletin"] = rows.filter(dispatch=dispatch).first()
    found: Bulletin | None = known["_bulletin"]
    return found


def tell(dispatch: Dispatch) -> tuple[str, dict[str, Any]]:
    bulletin = bulletin_of(dispatch)
    if bulletin is None:
        return dispatch.text, dispatch.content
    look = look_at(bulletin, dispatch.text)
    return told(dispatch.text, look.figures), {**dispatch.content, **look.content}


def freeze(dispatch: Dispatch, at: datetime, by: Actor) -> Frozen:
    """The figures are computed a last time, and kept with what they were counted from."""
    bulletin = bulletin_of(dispatch)
    if bulletin is None:
        return Frozen(dispatch.text, dispatch.content)
    look = look_at(bulletin, dispatch.text)
    check_known(dispatch.text, look.figures)
    bulletin.figures = kept(look.figures)
    bulletin.save(update_fields=["figures"])
    text = told(dispatch.text, look.figures)
    figures = {"as_of": bulletin.as_of.isoformat(), "text": dispatch.text, "figures": bulletin.figures}
    return Frozen(text, {**dispatch.content, **look.content}, figures)


def origin(dispatch: Dispatch, actor: Actor) -> Origin | None:
    bulletin = bulletin_of(dispatch)
    if bulletin is None:
        return None
    return Origin(
        f"数据截至{bulletin.as_of.month}月{bulletin.as_of.day}日", reverse("bulletins:bulletin", args=[bulletin.pk])
    )


def editor(dispatch: Dispatch) -> str:
    bulletin = bulletin_of(dispatch)
    return reverse("bulletins:bulletin-edit", args=[bulletin.pk]) if bulletin is not None else ""
