"""People, posts and units as somebody types them into a form: which are meant, and which are offered.

In: words, for whom.  Out: rows; a choice with the exact words that name it.
Of several, the one of the actor's own place is meant; else one is named by its seat (副市长（席位2）) or key (王伟#12).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet, Value
from django.db.models.functions import Concat

from duban.apps.organizations.labels.people import VACANT
from duban.apps.organizations.models import Official, Post, Unit
from duban.rulebook.actors import Actor

MOST = 12
_SEATED = re.compile(r"^(?P<words>.+?)\s*[（(]席位(?P<seat>\d{1,4})[）)]$")
_KEYED = re.compile(r"^(?P<words>.+?)\s*[#＃](?P<key>\d{1,18})$")


@dataclass(frozen=True, slots=True)
class Choice:
    """`words` name the row when typed; `hint` says which one it is."""

    words: str
    hint: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of row that can be named; the functions give querysets of what the actor may see.

    `place`: the way to its jurisdiction, as a filter goes."""

    label: str
    exactly: Callable[[Actor, str], QuerySet[Any]]
    like: Callable[[Actor, str], QuerySet[Any]]
    named: Callable[[Any], str]
    hint: Callable[[Any], str]
    place: str


def _officials(actor: Actor) -> QuerySet[Official]:
    return (
        Official.objects.visible_to(actor).select_related("jurisdiction").prefetch_related("appointments__post__unit")
    )


def _posts(actor: Actor) -> QuerySet[Post]:
    posts = Post.objects.visible_to(actor).select_related("unit").prefetch_related("appointments__official")
    return posts.annotate(full=Concat("unit__name", "title"), known=Concat("unit__names__name", Value(""), "title"))


def _units(actor: Actor) -> QuerySet[Unit]:
    return Unit.objects.visible_to(actor).select_related("jurisdiction")


def _all_parts(words: str, lookup: str) -> Q:
    condition = Q()
    for part in words.split()[:5]:
        condition &= Q(**{f"{lookup}__icontains": part})
    return condition


def _posts_held(official: Official) -> str:
    held = [str(one.post) for one in official.appointments.all() if one.until is None]
    return "、".join([*([official.remark] if official.remark else []), *held]) or official.jurisdiction.name


def _held_by(post: Post) -> str:
    held = [one.official.name for one in post.appointments.all() if one.until is None]
    return "　".join([*(held or [VACANT]), *([post.portfolio] if post.portfolio else [])])


KINDS = {
    "official": Kind(
        "人员",
        exactly=lambda actor, words: _officials(actor).filter(name=words),
        like=lambda actor, words: _officials(actor).filter(_all_parts(words, "name")),
        named=lambda official: official.name,
        hint=_posts_held,
        place="jurisdiction",
    ),
    "post": Kind(
        "职务",
        exactly=lambda actor, words: _posts(actor).filter(Q(full=words) | Q(known=words), until=None),
        like=lambda actor, words: _posts(actor).filter(
            _all_parts(words, "full") | _all_parts(words, "known"), until=None
        ),
        named=str,
        hint=_held_by,
        place="unit__jurisdiction",
    ),
    "unit": Kind(
        "单位",
        exactly=lambda actor, words: _units(actor).filter(Q(name=words) | Q(names__name=words)),
        like=lambda actor, words: _units(actor).filter(_all_parts(words, "names__name"), until=None),
        named=str,
        hint=lambda unit: unit.jurisdiction.name,
        place="jurisdiction",
    ),
}


def meant(kind: str, actor: Actor, words: str) -> list[Any]:
    """The rows the words name: one, none, or several that are to be told apart."""
    about = KINDS[kind]
    if kind == "post" and (seated := _SEATED.match(words)):
        return _own(kind, actor, about.exactly(actor, seated["words"]).filter(seat=int(seated["seat"])))
    if keyed := _KEYED.match(words):
        return list(about.exactly(actor, keyed["words"]).filter(pk=int(keyed["key"])).distinct()[:1])
    return _own(kind, actor, about.exactly(actor, words))


def offered(kind: str, actor: Actor, words: str) -> list[Choice]:
    """What is offered while somebody types; nothing before the first character."""
    words = "".join(one if one.isprintable() else " " for one in words)  # PostgreSQL takes no NUL
    if not words.strip():
        return []
    return choices(kind, actor, _once(KINDS[kind].like(actor, words)))


def choices(kind: str, actor: Actor, rows: Iterable[Model]) -> list[Choice]:
    """Each row with the words that name it; of several with the same words each by its seat or key."""
    about, rows = KINDS[kind], list(rows)
    names = [about.named(row) for row in rows]
    return [
        Choice(
            name if names.count(name) == 1 and _names_it(kind, actor, row, name) else apart(row, name), about.hint(row)
        )
        for name, row in zip(names, rows, strict=True)
    ]


def _names_it(kind: str, actor: Actor, row: Model, name: str) -> bool:
    """Elsewhere a unit may be called what one of the actor's own place is known as: the words would mean that one."""
    place = row.unit.jurisdiction_id if isinstance(row, Post) else getattr(row, "jurisdiction_id", None)
    return place == actor.jurisdiction or meant(kind, actor, name) == [row]


def apart(row: Model, name: str) -> str:
    """The words that name this one of several."""
    return f"{name}（席位{row.seat}）" if isinstance(row, Post) else f"{name}#{row.pk}"


def _own(kind: str, actor: Actor, rows: QuerySet[Any]) -> list[Any]:
    """Of several, the one of the actor's own place, if exactly one is."""
    found = _once(rows)
    if len(found) < 2 or actor.jurisdiction is None:
        return found
    own = _once(rows.filter(**{KINDS[kind].place: actor.jurisdiction}))
    return own if len(own) == 1 else found


def _once(rows: QuerySet[Any]) -> list[Any]:
    """A row that several of its names match is one."""
    return list({row.pk: row for row in rows[: MOST * 4]}.values())[:MOST]
