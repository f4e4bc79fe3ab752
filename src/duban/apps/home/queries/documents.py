"""What waits about official documents: to sign, to change, to acknowledge; rounds that no bulletin tells of.

In: an actor, today.  Out: `Todo`s; one query for each kind.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse

from duban.apps.bulletins.models import Bulletin
from duban.apps.dispatch.queries import waiting
from duban.apps.home.parts import Todo
from duban.apps.plans.models import ReportingRound
from duban.rulebook.actors import Actor
from duban.rulebook.dispatches import DispatchState
from duban.rulebook.permissions import Permission, can
from duban.rulebook.tasks import PlanState

_SHOWN = 6
_NEWLY = timedelta(days=60)  # how long after its close a round is still worth telling of


def of_office(actor: Actor, *, on: date) -> list[Todo]:
    """Bulletins to write and to finish; what a leader returned."""
    url = "dispatch:dispatch"
    returned = [
        Todo("修改退回的公文", row.title, reverse(url, args=[row.pk]), "去修改")
        for row in waiting.returned(actor).only("title")[:_SHOWN]
    ]
    return [*returned, *_bulletins(actor, on)]


def of_leader(actor: Actor) -> list[Todo]:
    return [
        Todo(
            "签发公文", f"{row.get_kind_display()}，{row.title}", reverse("dispatch:dispatch", args=[row.pk]), "去签发"
        )
        for row in waiting.to_sign(actor).only("title", "kind")[:_SHOWN]
    ]


def of_unit(actor: Actor) -> list[Todo]:
    count = waiting.count_to_acknowledge(actor)
    if not count:
        return []
    return [Todo("签收公文", "收到后请及时签收", reverse("dispatch:received"), "去签收", f"{count} 件")]


def _bulletins(actor: Actor, on: date) -> list[Todo]:
    """Of rounds closed lately: one that is begun is finished, one that is not is written."""
    if not can(actor, Permission.WRITE_BULLETIN):
        return []
    closed = ReportingRound.objects.filter(plan__jurisdiction=actor.jurisdiction, plan__state=PlanState.ISSUED)
    rounds = list(closed.filter(closed_at__date__gte=on - _NEWLY).select_related("plan").order_by("due", "pk"))
    written = Bulletin.objects.filter(round__in=rounds).exclude(dispatch__state=DispatchState.VOID)
    states = {
        key: (state, pk) for key, state, pk in written.order_by("pk").values_list("round", "dispatch__state", "pk")
    }
    found = []
    for one in rounds:
        state, pk = states.get(one.pk, (None, 0))
        if state is None:
            url = f"{reverse('bulletins:bulletin-new')}?round={one.pk}"
            found.append(Todo("编写通报", f"{one.plan}，{one}已关闭", url, "去编写"))
        elif state == DispatchState.DRAFT:
            found.append(Todo("完成通报稿", f"{one.plan}，{one}", reverse("bulletins:bulletin", args=[pk]), "去完成"))
    return found[:_SHOWN]
