"""Documents as lists: what an office sent out and drafts, what a unit was sent; whether the numbers are whole.

In: an actor, a place.  Out: querysets with what rows show, in a fixed number of queries.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Max, Min, Q, QuerySet

from duban.apps.dispatch.answering import answered_by
from duban.apps.dispatch.models import Copy, Dispatch
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchState

HEAVY = ("text", "content", "paper", "frozen")
_NAMED = 20  # missing numbers that a line names


@dataclass(frozen=True, slots=True)
class SeriesLine:
    words: str
    is_whole: bool


def documents_for(actor: Actor) -> QuerySet[Dispatch]:
    rows = Dispatch.objects.visible_to(actor).select_related("letterhead", "corrects").defer(*HEAVY)
    delivered = Q(copies__delivered_at__isnull=False)
    return rows.annotate(
        sent_to=Count("copies", filter=delivered),
        has_it=Count("copies", filter=delivered & Q(copies__acknowledged_at__isnull=False)),
    )


def received_by(actor: Actor) -> QuerySet[Copy]:
    """The copies of the units the actor answers for."""
    rows = Copy.objects.filter(unit__in=answered_by(actor), delivered_at__isnull=False)
    return rows.select_related("dispatch__letterhead", "unit").defer(*(f"dispatch__{name}" for name in HEAVY))


def copies_shown(dispatch: Dispatch, actor: Actor) -> QuerySet[Copy]:
    """Who sees the place whole sees everybody's, a unit its own."""
    rows = dispatch.copies.select_related("unit", "unit__merged_into")
    whole = actor.is_system or (actor.sees_jurisdiction and dispatch.jurisdiction.path.startswith(actor.path or "-"))
    return rows if whole else rows.filter(unit__in=answered_by(actor))


def own_copy(dispatch: Dispatch, actor: Actor) -> Copy | None:
    """The copy that waits for this actor to acknowledge it, or was acknowledged."""
    rows = Copy.objects.filter(dispatch=dispatch, unit__in=answered_by(actor), delivered_at__isnull=False)
    return rows.select_related("unit").order_by("acknowledged_at", "pk").first()


def corrections_of(dispatch: Dispatch) -> QuerySet[Dispatch]:
    return dispatch.corrections.exclude(state=DispatchState.VOID).defer(*HEAVY).order_by("pk")


def series_of(jurisdiction: int | None) -> list[SeriesLine]:
    """Code by code and year by year, the newest year first: which numbers were given out, and that none is missing."""
    issued = Dispatch.objects.filter(jurisdiction=jurisdiction, serial__isnull=False)
    grouped = issued.values("code", "year").annotate(number=Count("pk"), first=Min("serial"), last=Max("serial"))
    return [_line(issued, **one) for one in grouped.order_by("-year", "code")]


def chosen_years(actor: Actor) -> list[tuple[int, str]]:
    rows = Dispatch.objects.visible_to(actor).exclude(year=None).order_by("-year")
    return [(year, f"{year}年") for year in rows.values_list("year", flat=True).distinct() if year]


def _line(issued: QuerySet[Dispatch], *, code: str, year: int | None, number: int, first: int, last: int) -> SeriesLine:
    reach = f"{first}号" if first == last else f"{first}号至{last}号"
    words = f"{code}〔{year}〕{reach}"
    if number == last - first + 1:
        return SeriesLine(f"{words}，{'连号' if first != last else '1件'}", True)
    there = set(issued.filter(code=code, year=year).values_list("serial", flat=True))
    missing = [one for one in range(first, last + 1) if one not in there]
    named = "、".join(f"{one}号" for one in missing[:_NAMED]) + ("等" if len(missing) > _NAMED else "")
    return SeriesLine(f"{words}，缺{named}", False)
