"""The search in the sidebar: tasks, plans, indicators, supervision, documents, units by any name, people, groups.

In: words, an actor.  Out: hits of each kind as far as one may see them, best first.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Case, IntegerField, Model, Q, QuerySet, Value, When
from django.urls import reverse

from duban.apps.home.queries import search_indicators, search_supervised
from duban.apps.home.queries.hits import SHOWN, Hit, Kind, kind_of
from duban.apps.organizations.labels.people import VACANT
from duban.apps.organizations.models import LeadingGroup, Unit, UnitName
from duban.apps.organizations.queries.officials import officials_with_posts
from duban.apps.organizations.queries.posts import posts_with_holders
from duban.apps.plans.models import Plan, Task
from duban.apps.plans.searching import found
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can

ModelT = TypeVar("ModelT", bound=Model)
LONGEST = 60


def search(words: str, *, actor: Actor, on: date) -> list[Kind]:
    """What `words` name; kinds without a hit are left out."""
    words = "".join(one for one in words if one.isprintable() and one != " ")[:LONGEST]
    if not words:
        return []
    kinds = [_tasks(words, actor), _plans(words, actor)] if can(actor, Permission.SEE_PLANS) else []
    kinds += search_indicators.kinds(words, actor)
    kinds += search_supervised.kinds(words, actor)
    kinds += [_units(words, actor), _people(words, actor, on), _posts(words, actor, on), _groups(words, actor)]
    return [kind for kind in kinds if kind.hits]


def _units(words: str, actor: Actor) -> Kind:
    named = UnitName.objects.filter(name__icontains=words).values("unit")
    units = Unit.objects.visible_to(actor).filter(pk__in=named).select_related("jurisdiction", "merged_into")
    hits = [Hit(unit.name, reverse("organizations:unit", args=[unit.pk]), _told(unit)) for unit in _first(units, words)]
    return kind_of("单位", hits)


def _people(words: str, actor: Actor, on: date) -> Kind:
    people = officials_with_posts(actor, on=on).filter(name__icontains=words)
    hits = []
    for one in _first(people, words):
        posts = "、".join(str(held.post) for held in one.held)  # type: ignore[attr-defined]
        hits.append(Hit(one.name, reverse("organizations:official", args=[one.pk]), posts or one.remark))
    return kind_of("人员", hits)


def _posts(words: str, actor: Actor, on: date) -> Kind:
    """By title, or by unit and title together: 财政局局长."""
    told = [Q(title__icontains=words)]
    told += [Q(unit__name__endswith=words[:at], title__startswith=words[at:]) for at in range(2, len(words))]
    asked = told[0]
    for condition in told[1:]:
        asked |= condition
    rows = posts_with_holders(actor, on=on).filter(asked, until=None).order_by("unit__order", "order", "seat")
    hits = [
        Hit(str(post), reverse("organizations:post", args=[post.pk]), post.holder_name or VACANT)  # type: ignore[attr-defined]
        for post in rows[: SHOWN + 1]
    ]
    return kind_of("职务", hits)


def _groups(words: str, actor: Actor) -> Kind:
    groups = LeadingGroup.objects.visible_to(actor).filter(name__icontains=words).select_related("jurisdiction")
    hits = [
        Hit(
            group.name,
            reverse("organizations:leading-group", args=[group.pk]),
            "已撤销" if group.until else group.jurisdiction.name,
        )
        for group in _first(groups, words)
    ]
    return kind_of("领导小组", hits)


def _plans(words: str, actor: Actor) -> Kind:
    rows = Plan.objects.visible_to(actor).filter(Q(title__icontains=words) | Q(number__icontains=words))
    rows = rows.only("title", "number", "state").order_by("-year", "-pk")
    hits = [
        Hit(plan.title, reverse("plans:plan", args=[plan.pk]), plan.number or plan.get_state_display())
        for plan in rows[: SHOWN + 1]
    ]
    return kind_of("方案", hits)


def _tasks(words: str, actor: Actor) -> Kind:
    """By their words and by who answers for them; the newest first. All of them are in the ledger."""
    rows = Task.objects.visible_to(actor).filter(found(words)).select_related("plan")
    rows = rows.only("text", "number", "year", "plan__title")
    hits = [
        Hit(task.text[:80], reverse("plans:task", args=[task.pk]), f"{task.year}年，第{task.number}项")
        for task in rows[: SHOWN + 1]
    ]
    return replace(kind_of("任务", hits), all_url=f"{reverse('plans:ledger')}?{urlencode({'q': words})}")


def _first(rows: QuerySet[ModelT], words: str) -> list[ModelT]:
    """Whole names before beginnings before the rest; higher places first."""
    rank = Case(
        When(name=words, then=Value(0)),
        When(name__startswith=words, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return list(rows.annotate(rank=rank).order_by("rank", "jurisdiction__path", "name", "pk")[: SHOWN + 1])


def _told(unit: Unit) -> str:
    if unit.merged_into is not None:
        return f"已并入{unit.merged_into}"
    return f"{unit.jurisdiction.name}，已撤销" if unit.until else unit.jurisdiction.name
