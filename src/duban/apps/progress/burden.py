"""What is asked of a unit in a month (报送负担): how much, from how many sides, and what asks for the same twice.

In: `Owed`s, what is known of their tasks, a calendar.  Out: plain values; nothing is forbidden, it is shown.
整治形式主义为基层减负: what asks for the same is merged, and forms are not filled in again and again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from duban.apps.outbox.owing import Owed
from duban.apps.plans.linking.proposing import propose
from duban.rulebook.working_days import WorkCalendar

NEAR = 5  # working days between two days of reporting that could be one
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class About:
    """A task as far as overlaps ask: whose plan, its words, the tasks it carries out or is carried out by."""

    plan: int
    text: str
    linked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Overlap:
    """Why these could be one."""

    reason: str
    items: tuple[Owed, ...]


@dataclass(frozen=True)
class Burden:
    """A unit's month."""

    unit: int
    items: Sequence[Owed]
    overlaps: Sequence[Overlap]

    @property
    def by_kind(self) -> Counter[str]:
        return Counter(one.kind for one in self.items)

    @property
    def done(self) -> int:
        return sum(one.done_on is not None for one in self.items)

    @property
    def askers(self) -> list[str]:
        return sorted({one.asker for one in self.items if one.asker})

    @property
    def busiest(self) -> tuple[date, int] | None:
        """The day with the most that is due, where it is more than one thing."""
        days = Counter(one.due for one in self.items).most_common(1)
        return days[0] if days and days[0][1] > 1 else None


def burdens(owed: Sequence[Owed], tasks: Mapping[int, About], calendar: WorkCalendar) -> dict[int, Burden]:
    """By unit; the words of tasks are compared within one unit and kind only."""
    of_unit: dict[int, list[Owed]] = defaultdict(list)
    for one in owed:
        of_unit[one.unit].append(one)
    return {unit: Burden(unit, items, overlaps(items, tasks, calendar)) for unit, items in of_unit.items()}


def overlaps(items: Sequence[Owed], tasks: Mapping[int, About], calendar: WorkCalendar) -> list[Overlap]:
    """What asks one unit for the same: the same matter in two plans first, then days of reporting close together."""
    found: list[Overlap] = []
    for kind in sorted({one.kind for one in items}):
        known = [one for one in items if one.kind == kind and one.task in tasks]
        found += _same_matter(known, tasks)
        found += _near_days(kind, known, tasks, calendar)
    return found


def _same_matter(items: Sequence[Owed], tasks: Mapping[int, About]) -> list[Overlap]:
    """Linked tasks, and tasks of two plans that say nearly the same; each is told once."""
    found, told = [], set()
    for one in items:
        own = tasks[one.task or 0]
        others = {other.task or 0: other for other in items if tasks[other.task or 0].plan != own.plan}
        linked = own.linked & others.keys()
        alike = {
            same.key for same in propose(own.text, {key: tasks[key].text for key in others}) if same.likeness >= ALIKE
        }
        for key in sorted(linked | alike):
            pair = frozenset((one.task or 0, key))
            if pair not in told:
                told.add(pair)
                reason = "上下级任务，说的是同一件事" if key in linked else "两个方案里的任务内容相近"
                found.append(Overlap(reason, (one, others[key])))
    return found


def _near_days(kind: str, items: Sequence[Owed], tasks: Mapping[int, About], calendar: WorkCalendar) -> list[Overlap]:
    """Two plans ask for the same kind of thing on days that lie close together."""
    first: dict[tuple[int, date], Owed] = {}
    for one in items:
        first.setdefault((tasks[one.task or 0].plan, one.due), one)
    found = []
    for (plan, day), (other, later) in combinations(sorted(first, key=lambda each: (each[1], each[0])), 2):
        apart = calendar.working_days_between(day, later)
        if plan != other and apart <= NEAR:
            words = "同一天" if later == day else f"相隔{apart}个工作日"
            found.append(Overlap(f"两个方案{words}{kind}，可以合并", (first[plan, day], first[other, later])))
    return found
