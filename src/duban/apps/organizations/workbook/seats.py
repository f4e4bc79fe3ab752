"""Which seat of a title a person takes: one that is free then, else a new one where a title may have several.

In: a unit, a title, a span of days.  Out: a `Post`, on record or new; who else holds it in that time.
The head of a unit (局长, 主任, 市长, 书记) is one; deputies and the others may be several.
"""

from __future__ import annotations

import re
from collections import defaultdict

from duban.apps.organizations import naming
from duban.apps.organizations.models import Appointment, Post, Unit
from duban.apps.organizations.workbook.directory import Directory, Key, Span, overlap

_HEAD = re.compile(
    r"(?:党委|党组|党工委|县委|市委|区委|镇委|街道党工委)?书记|(?:省|市|县|区|镇|乡|州|局|厅|部|院|馆|台|社|行|校|会|检察)长|"
    r"主任|主席|秘书长|检察长|总经理|董事长|行政负责人"
)


class Seats:
    def __init__(self, directory: Directory) -> None:
        self.new: list[Post] = []
        self._posts: dict[tuple[Key, str], list[Post]] = defaultdict(list)
        self._order: dict[Key, int] = defaultdict(int)
        for post in sorted(directory.posts, key=lambda post: post.seat):
            self._posts[id(post.unit), naming.tidy(post.title)].append(post)
            self._order[id(post.unit)] = max(self._order[id(post.unit)], post.order)
        self._holders: dict[Key, list[Appointment]] = defaultdict(list)
        for appointment in directory.appointments:
            self.take(appointment)

    def take(self, appointment: Appointment) -> None:
        self._holders[id(appointment.post)].append(appointment)

    def is_untouched(self, post: Post) -> bool:
        """Whether the file only now adds the post."""
        return post.pk is None and not self._holders[id(post)]

    def other_holder(self, appointment: Appointment) -> Appointment | None:
        """Whoever else holds the post on one of the same days."""
        span = (appointment.since, appointment.until)
        holders = self._holders[id(appointment.post)]
        return next((one for one in holders if one is not appointment and _shares(one, span)), None)

    def free(self, unit: Unit, title: str, seat: int | None, span: Span) -> Post:
        """The seat asked for, else the first that is free in that time, else a new one; a head's seat is the one."""
        posts = self._posts[id(unit), title]
        if seat is not None:
            return next((post for post in posts if post.seat == seat), None) or self._added(unit, title, seat)
        if posts and _HEAD.fullmatch(title):
            return posts[0]
        vacant = (post for post in posts if post.until is None and not self._is_held(post, span))
        last = max((post.seat for post in posts), default=0)
        return next(vacant, None) or self._added(unit, title, last + 1)

    def _is_held(self, post: Post, span: Span) -> bool:
        return any(_shares(one, span) for one in self._holders[id(post)])

    def _added(self, unit: Unit, title: str, seat: int) -> Post:
        self._order[id(unit)] += 1
        post = Post(unit=unit, title=title, seat=seat, order=self._order[id(unit)])
        self._posts[id(unit), title].append(post)
        self.new.append(post)
        return post


def _shares(one: Appointment, span: Span) -> bool:
    return overlap((one.since, one.until), span)
