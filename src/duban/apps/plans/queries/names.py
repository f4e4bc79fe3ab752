"""The names of an import: which are open, what each may mean, what it would be created as, how many are done.

In: an import, who looks.  Out: rows for the page of names and for the summary on the review page.
A number of queries that does not grow with the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q, QuerySet

from duban.apps.organizations.changes import digest
from duban.apps.organizations.models import UnitGroup, UnitKind
from duban.apps.plans.matching import day_of, missing
from duban.apps.plans.matching.leaders import LeaderNames, LikelyPosts
from duban.apps.plans.matching.missing import Wanted
from duban.apps.plans.matching.units import Likely, UnitNames
from duban.apps.plans.models import DraftName, MatchedBy, NameKind, PlanImport

_UNITS_FIRST = ("-kind", "-count", "name")
INLINE = 3  # open names that are asked about on the review page itself


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`value`: what a button sends: "unit:<key>", "group:<key>", "posts:<keys>"; `keep`: and remembers."""

    value: str
    label: str
    hint: str = ""
    keep: bool = True


@dataclass(frozen=True, slots=True)
class OpenName:
    """`create`: the words of the button that creates it, "" where it cannot be; `note`: why, or what is doubtful."""

    row: DraftName
    suggestions: tuple[Suggestion, ...]
    create: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class KindCount:
    kind: str
    label: str
    total: int
    open: int

    @property
    def matched(self) -> int:
        return self.total - self.open

    @property
    def measure(self) -> str:
        return "位" if self.kind == NameKind.LEADER else "个"


def open_names(plan_import: PlanImport) -> QuerySet[DraftName]:
    """Names nobody has decided about yet; the draft waits for them."""
    return plan_import.names.filter(matched_by=MatchedBy.OPEN)


def seen_names(rows: Iterable[DraftName]) -> str:
    """What a page that lists these names showed: another word, if one of them was changed since."""
    return digest(sorted((row.pk, row.version) for row in rows))


def wanted_by_default(plan_import: PlanImport, names: Sequence[DraftName]) -> dict[int, Wanted]:
    """What each name would be created as, by its key."""
    return _Known(plan_import, names).wanted


class NamesPage:
    """The open names with what may be done about each; those that are decided."""

    def __init__(self, plan_import: PlanImport) -> None:
        self.plan_import = plan_import

    @cached_property
    def open(self) -> list[OpenName]:
        return self._asked(list(open_names(self.plan_import).order_by(*_UNITS_FIRST)))

    @cached_property
    def inline(self) -> list[OpenName]:
        """The few that are asked about in the summary; none when there are many."""
        rows = list(open_names(self.plan_import).order_by(*_UNITS_FIRST)[: INLINE + 1])
        return self._asked(rows) if len(rows) <= INLINE else []

    @cached_property
    def decided(self) -> list[DraftName]:
        rows = self.plan_import.names.exclude(matched_by=MatchedBy.OPEN).select_related("unit", "unit_group")
        return list(rows.prefetch_related("posts__unit").order_by(*_UNITS_FIRST))

    @cached_property
    def counts(self) -> list[KindCount]:
        """Units, then leaders."""
        is_open = Count("pk", filter=Q(matched_by=MatchedBy.OPEN))
        rows = self.plan_import.names.values("kind").annotate(total=Count("pk"), open=is_open).order_by("-kind")
        return [KindCount(row["kind"], NameKind(row["kind"]).label, row["total"], row["open"]) for row in rows]

    @property
    def to_do(self) -> int:
        return sum(count.open for count in self.counts)

    @property
    def can_create(self) -> bool:
        return any(one.create for one in self.open)

    @cached_property
    def directory_is_empty(self) -> bool:
        """Hardly a unit on record: the first step is to enter them."""
        place = self.plan_import.source.jurisdiction
        return place.units.exclude(kind=UnitKind.GOVERNMENT).count() <= 1

    def _asked(self, rows: list[DraftName]) -> list[OpenName]:
        if not rows:
            return []
        known = _Known(self.plan_import, rows)
        return [known.asked(row) for row in rows]


class _Known:
    def __init__(self, plan_import: PlanImport, names: Sequence[DraftName]) -> None:
        place, day = plan_import.source.jurisdiction, day_of(plan_import)
        self._names, self._units, self._leaders = names, UnitNames(place, day), LeaderNames(place, day)
        self._leaders.load(row.name for row in names if row.kind == NameKind.LEADER)

    @cached_property
    def wanted(self) -> dict[int, Wanted]:
        units = missing.missing_units(self._names, self._units)
        return units | missing.missing_leaders(self._names, self._leaders)

    def asked(self, row: DraftName) -> OpenName:
        wanted = self.wanted[row.pk]
        create = _create_words(wanted)
        if row.kind == NameKind.LEADER:
            return OpenName(row, tuple(_of_posts(one) for one in self._leaders.likely(row.name)), create, wanted.note)
        return OpenName(row, tuple(_of_unit(one) for one in self._units.likely(row.name)), create, wanted.note)


def _of_unit(likely: Likely) -> Suggestion:
    what = "group" if isinstance(likely.found, UnitGroup) else "unit"
    return Suggestion(f"{what}:{likely.found.pk}", f"是“{likely.found}”", likely.hint, likely.keep)


def _of_posts(likely: LikelyPosts) -> Suggestion:
    keys = ",".join(str(post.pk) for post in likely.posts)
    return Suggestion(f"posts:{keys}", f"是{likely.label}", likely.hint, keep=False)


def _create_words(wanted: Wanted) -> str:
    if wanted.what == missing.UNIT:
        return f"新建“{wanted.name}”"
    if wanted.what == missing.GROUP:
        return f"新建集合单位“{wanted.name}”"
    if wanted.what == missing.LEADER:
        return "新建领导"
    return "另建单位" if wanted.what in (missing.SAME, missing.LATER) and wanted.others else ""
