"""What the documents application asks about an evaluation: how its draft reads, what goes out, where it is written.

In: a `Dispatch` of kind 评估报告.  Out: text and tables; what is frozen with them. A document of this kind that was
drafted by itself, or corrects an issued evaluation, has no figures that live: it stands as it is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.urls import reverse

from duban.apps.dispatch.happenings import Frozen, Origin
from duban.apps.dispatch.live.filling import check_known, told
from duban.apps.dispatch.models import Dispatch
from duban.apps.indicators.evaluating.periods import period_words
from duban.apps.indicators.evaluating.results import results_of
from duban.apps.indicators.evaluating.state_now import look_at
from duban.apps.indicators.models import Evaluation
from duban.rulebook.actors import Actor


def evaluation_of(dispatch: Dispatch) -> Evaluation | None:
    """Asked for once for a document in hand."""
    if dispatch.pk is None:
        return None
    known = dispatch.__dict__
    if "_evaluation" not in known:
        rows = Evaluation.objects.select_related("indicator_set__jurisdiction", "scheme")
        known["_evaluation"] = rows.filter(dispatch=dispatch).first()
    found: Evaluation | None = known["_evaluation"]
    return found


def tell(dispatch: Dispatch) -> tuple[str, dict[str, Any]]:
    row = evaluation_of(dispatch)
    if row is None:
        return dispatch.text, dispatch.content
    look = look_at(row)
    return told(dispatch.text, look.figures), {**dispatch.content, **look.content}


def freeze(dispatch: Dispatch, at: datetime, by: Actor) -> Frozen:
    """Everything is computed a last time, and kept with what it was computed from."""
    row = evaluation_of(dispatch)
    if row is None:
        return Frozen(dispatch.text, dispatch.content)
    look = look_at(row)
    check_known(dispatch.text, look.figures)
    row.results = results_of(look.ground, look.figures, dispatch.text)
    row.save(update_fields=["results"])
    text = told(dispatch.text, look.figures)
    frozen = {name: row.results[name] for name in ("as_of", "text", "figures")}
    return Frozen(text, {**dispatch.content, **look.content}, frozen)


def origin(dispatch: Dispatch, actor: Actor) -> Origin | None:
    row = evaluation_of(dispatch)
    if row is None:
        return None
    words = f"{row.get_kind_display()}（{period_words(row.year, row.month)}）"
    return Origin(words, reverse("indicators:evaluation", args=[row.pk]))


def editor(dispatch: Dispatch) -> str:
    row = evaluation_of(dispatch)
    return reverse("indicators:evaluation-edit", args=[row.pk]) if row is not None else ""
