"""What the frame shows beside the actor: the capacities one may change to."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from duban.rulebook.roles import LABELS, Role


class Capacity(NamedTuple):
    label: str
    url: str  # POST there to act in it
    is_current: bool


def capacities(request: HttpRequest) -> dict[str, Any]:
    current = getattr(request, "capacity", None)
    return {
        "capacities": [
            Capacity(
                f"{LABELS[Role(grant.role)]}（{grant.unit.name}）",
                reverse("accounts:capacity-switch", args=[grant.pk]),
                grant == current,
            )
            for grant in getattr(request, "capacities", ())
        ]
    }
