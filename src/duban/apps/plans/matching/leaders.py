"""Whose office is meant where a document names a leader: by the holder's name on its day, or by the title.

In: a jurisdiction, a day, names (贺知远, 常务副市长, 副市长（科技）).  Out: the post surely meant; likely ones.
Two queries when made, two more for the people of names asked about. Several posts at once (各副市长) are never sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from duban.apps.organizations import naming
from duban.apps.organizations.labels.people import span_in_words
from duban.apps.organizations.models import Appointment, Jurisdiction, Official, Post
from duban.apps.organizations.personnel.titles import leads_government
from duban.apps.organizations.queries.people import holders_on

MOST = 3
_PORTFOLIO = re.compile(r"^(?P<title>[^（(]+)[（(](?P<portfolio>[^）)]+)[）)]$")
_DEPUTIES = re.compile(r"^各(?:位)?副[省市州盟县区旗镇乡]长$")
_ALL_LEADERS = re.compile(r"^[省市州盟县区旗]?政府(?:领导)?班子(?:全体)?成员|^各[省市县区]?(?:政府)?领导$")
_MANY = re.compile(r"^各|班子|全体|成员$|有关领导|相关领导")


@dataclass(frozen=True, slots=True)
class LikelyPosts:
    """One post, or all those a name stands for; `hint`: who holds it, when."""

    posts: tuple[Post, ...]
    label: str
    hint: str = ""


class LeaderNames:
    def __init__(self, jurisdiction: Jurisdiction, on: date) -> None:
        self.jurisdiction, self._on = jurisdiction, on
        posts = Post.objects.on(on).filter(unit__jurisdiction=jurisdiction, leads_jurisdiction=True)
        self._posts = list(posts.select_related("unit").prefetch_related(holders_on(on)).order_by("order", "pk"))
        self._people: dict[str, list[Official]] = {}

    def load(self, names: Iterable[str]) -> None:
        """Fetch at once the people of these names, with every office they hold or held."""
        wanted = {naming.person(name) for name in names}
        people = Official.objects.filter(jurisdiction=self.jurisdiction, name__in=wanted).order_by("pk")
        self._people = {name: [] for name in wanted}
        for person in people.prefetch_related("appointments__post__unit"):
            self._people[person.name].append(person)

    def sure(self, name: str) -> Post | None:
        """The only post this name means."""
        name = naming.person(naming.tidy(name))
        found = [] if stands_for_many(name) else self._held_by(name) or self._titled(name)
        return found[0] if len(found) == 1 else None

    def likely(self, name: str) -> list[LikelyPosts]:
        """Best first: the posts of a collective name; several of one title; offices its namesakes hold or held."""
        name = naming.person(naming.tidy(name))
        if several := self._several(name):
            named = "、".join(dict.fromkeys(_who(post) for post in several))
            return [LikelyPosts(tuple(several), f"{len(several)}位领导", named)]
        posts = [*self._held_by(name), *self._titled(name)]
        led = [LikelyPosts((post,), str(post), _who(post)) for post in dict.fromkeys(posts)]
        known = {post.pk for post in posts}
        other = [
            LikelyPosts((held.post,), str(held.post), f"{name}{span_in_words(held.since, held.until)}任此职")
            for held in self._offices(name)
            if held.post_id not in known
        ]
        return [*led, *other][:MOST]

    def namesakes(self, name: str) -> Sequence[Official]:
        """People of that name on record, among those loaded."""
        return self._people.get(naming.person(name), ())

    def _held_by(self, name: str) -> list[Post]:
        """贺知远, 贺知远副市长, 副市长贺知远."""
        return [post for post in self._posts if (holder := _holder(post)) and _names(name, holder, post)]

    def _titled(self, name: str) -> list[Post]:
        """常务副市长; 副市长（科技） where one of them is in charge of it."""
        about = _PORTFOLIO.match(name)
        title, portfolio = (about["title"], about["portfolio"]) if about else (name, "")
        same = [post for post in self._posts if title in (post.title, str(post))]
        return [post for post in same if portfolio in post.portfolio] if portfolio else same

    def _several(self, name: str) -> list[Post]:
        if _DEPUTIES.match(name):
            return [post for post in self._posts if "副" in post.title]
        return list(self._posts) if _ALL_LEADERS.match(name) else []

    def _offices(self, name: str) -> list[Appointment]:
        """Of namesakes: those of the day first."""
        held = [one for person in self.namesakes(name) for one in person.appointments.all() if not one.is_void]
        return sorted(held, key=lambda one: (not one.holds_on(self._on), -one.pk))


def stands_for_many(name: str) -> bool:
    return _MANY.search(name) is not None


def is_title(name: str) -> bool:
    """常务副市长, 副市长（科技）: an office, and nobody's name."""
    about = _PORTFOLIO.match(name)
    return leads_government(about["title"] if about else name)


def _holder(post: Post) -> str:
    held = post.held  # type: ignore[attr-defined]
    return held[0].official.name if held else ""


def _who(post: Post) -> str:
    return _holder(post) or post.title


def _names(text: str, holder: str, post: Post) -> bool:
    """The name alone, or beside the title or the end of it: 贺知远副市长 for the 常务副市长."""
    title = text.removeprefix(holder) if text.startswith(holder) else text.removesuffix(holder)
    return text == holder or (title != text and leads_government(title) and post.title.endswith(title))
