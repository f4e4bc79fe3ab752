"""What creating the missing names does: places, units, collective units, leaders; by the actions of each.

Used inside the transaction of `create_missing_units` and `create_leader`. Each printed name stays with what it became.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from duban.apps.organizations import naming
from duban.apps.organizations.actions.appointments import appoint
from duban.apps.organizations.actions.jurisdictions import create_jurisdiction
from duban.apps.organizations.actions.leading_groups import create_leading_group
from duban.apps.organizations.actions.officials import create_official
from duban.apps.organizations.actions.posts import create_post
from duban.apps.organizations.actions.unit_groups import create_unit_group
from duban.apps.organizations.actions.unit_names import add_unit_name
from duban.apps.organizations.actions.units import create_unit
from duban.apps.organizations.models import (
    GroupRule,
    Jurisdiction,
    LeadingGroup,
    Level,
    Official,
    Post,
    Unit,
    UnitGroup,
    UnitKind,
    UnitNameKind,
)
from duban.apps.organizations.personnel.new_units import new_unit
from duban.apps.organizations.personnel.titles import is_single
from duban.apps.organizations.validity import overlapping
from duban.apps.plans.matching.collective import collective
from duban.apps.plans.matching.missing import GROUP, IS, LEADER, LEAVE, SAME, UNIT, Wanted
from duban.apps.plans.models import DraftName, MatchedBy, PlanImport
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed, RuleError

Found = Unit | UnitGroup


@dataclass
class Work:
    """`since`: from when on the leaders are known to hold their offices."""

    plan_import: PlanImport
    since: date
    by: Actor
    counts: Counter[str] = field(default_factory=Counter)

    def do(self, names: Iterable[DraftName], wanted: Mapping[int, Wanted]) -> None:
        """Create each as wanted; names that are the same become one."""
        rows = {row.pk: row for row in names}
        together: dict[int, list[DraftName]] = defaultdict(list)
        for row in rows.values():
            together[_root(row, rows, wanted)].append(row)
        for key, same in together.items():
            with about(rows[key]):
                self._create(rows[key], wanted[key], same)

    def lead(self, row: DraftName, title: str, *, official: Official | None = None, remark: str = "") -> None:
        """Give the leader an office of this title in the government of the place."""
        title = title.strip()
        if not title:
            raise Invalid("请填写职务", "title")
        person = official or create_official(jurisdiction=self._place, name=row.name, remark=remark, by=self.by)
        post = self._seat(self._government(), title)
        document = self.plan_import.number or self.plan_import.title[:100]
        appoint(post=post, official=person, since=self.since, basis=f"{document}（方案所列）", by=self.by)
        row.posts.set([post])
        self._mean([row], None)
        self.counts["领导"] += 1

    @property
    def _place(self) -> Jurisdiction:
        return self.plan_import.source.jurisdiction

    def _create(self, row: DraftName, wanted: Wanted, same: list[DraftName]) -> None:
        if wanted.what == UNIT:
            self._mean(same, self._unit(wanted, same))
        elif wanted.what == GROUP:
            self._mean(same, self._group(row, wanted))
        elif wanted.what == IS:
            self._mean(same, self._known(wanted, same))
        elif wanted.what == LEADER:
            self.lead(row, wanted.name)
        elif wanted.what == LEAVE:
            self._mean(same, None, MatchedBy.LEFT)
            self.counts["只留文字"] += len(same)

    def _unit(self, wanted: Wanted, same: list[DraftName]) -> Unit:
        kind, name = UnitKind(wanted.key), naming.tidy(wanted.name)
        place = self._governed(name) if kind is UnitKind.GOVERNMENT else self._place
        short = [row.name for row in same if naming.key(row.name) not in (naming.key(name), naming.key(place.name))]
        self.counts["单位"] += 1
        return create_unit(jurisdiction=place, name=name, kind=kind, short_names=short, by=self.by)

    def _governed(self, name: str) -> Jurisdiction:
        """The place whose government it is; created if it is not on record."""
        below = new_unit(name, self._place.name).place
        if not below:
            return self._place
        known = Jurisdiction.objects.within(self._place.path).filter(name=below).first()
        if known is not None:
            return known
        self.counts["行政区"] += 1
        level = Level.TOWN if below.endswith(("镇", "乡", "街道")) else Level.COUNTY
        return create_jurisdiction(parent=self._place, name=below, level=level, by=self.by)

    def _group(self, row: DraftName, wanted: Wanted) -> UnitGroup:
        rule = GroupRule(wanted.key)
        leading = self._leading_group(row) if rule is GroupRule.LEADING_GROUP else None
        self.counts["集合单位"] += 1
        return create_unit_group(
            jurisdiction=self._place, name=wanted.name, rule=rule, leading_group=leading, by=self.by
        )

    def _leading_group(self, row: DraftName) -> LeadingGroup:
        many = collective(row.name, self._place.name, Level(self._place.level))
        if many is None or not many.leading_group:
            raise Invalid("名称里没有写是哪个领导小组的成员单位")
        short = naming.place_prefixes(self._place.name)[1]
        bare = many.leading_group.removeprefix(short)
        running = LeadingGroup.objects.filter(jurisdiction=self._place, until=None)
        known = (one for one in running if naming.bare(naming.key(one.name), naming.key(self._place.name)) == bare)
        if found := next(known, None):
            return found
        self.counts["领导小组"] += 1
        return create_leading_group(jurisdiction=self._place, name=self._place.name + bare, by=self.by)

    def _known(self, wanted: Wanted, same: list[DraftName]) -> Unit:
        unit = Unit.objects.visible_to(self.by).filter(pk=wanted.key).first()
        if unit is None:
            raise Conflict("所选单位已被他人删除，请刷新后再选")
        for row in same:
            remember(row.name, unit, self._place, self.by)
        self.counts["对应"] += len(same)
        return unit

    def _government(self) -> Unit:
        units = Unit.objects.filter(jurisdiction=self._place, kind=UnitKind.GOVERNMENT, until=None)
        if found := units.order_by("order", "pk").first():
            return found
        proposed = new_unit("", self._place.name)
        self.counts["单位"] += 1
        return create_unit(jurisdiction=self._place, name=proposed.name, kind=proposed.kind, by=self.by)

    def _seat(self, government: Unit, title: str) -> Post:
        """A vacant seat of that title, else a new one; of a title held by one person only there is no second."""
        seats = government.posts.filter(title=title, leads_jurisdiction=True, until=None).order_by("seat")
        for seat in seats:
            if not seat.appointments.filter(overlapping(self.since, None)).exists():
                return seat
        if seats and (is_single(title) or "常务" in title):
            held = seats[0].appointments.filter(overlapping(self.since, None)).select_related("official")[0]
            raise Conflict(f"{seats[0]}在册的是{held.official.name}，请先在组织机构里办理任免，再对应")
        return create_post(unit=government, title=title, leads_jurisdiction=True, by=self.by)

    def _mean(self, rows: Iterable[DraftName], found: Found | None, by: MatchedBy = MatchedBy.PERSON) -> None:
        for row in rows:
            row.unit = found if isinstance(found, Unit) else None
            row.unit_group = found if isinstance(found, UnitGroup) else None
            row.matched_by, row.keep_as_alias, row.version = by, found is not None, row.version + 1
            row.save(update_fields=["unit", "unit_group", "matched_by", "keep_as_alias", "version"])


def remember(name: str, unit: Unit, place: Jurisdiction, by: Actor) -> None:
    """Add the printed name to the unit's own, unless that finds it already; of units below the import remembers it."""
    if unit.jurisdiction_id != place.pk:
        return
    known = unit.names.values_list("name", flat=True)
    if not any(naming.key(name) in naming.spellings(one, place.name) for one in known):
        add_unit_name(unit=unit, name=name, kind=UnitNameKind.SHORT, since=unit.since, by=by)


@contextmanager
def about(row: DraftName) -> Iterator[None]:
    """A refusal says which name it is about; who may not still may not."""
    try:
        yield
    except NotAllowed as refusal:
        raise NotAllowed(f"“{row.name}”：{refusal}") from refusal
    except RuleError as refusal:
        raise Conflict(f"“{row.name}”：{refusal}") from refusal


def _root(row: DraftName, rows: Mapping[int, DraftName], wanted: Mapping[int, Wanted]) -> int:
    """The name that this one is the same as, through however many others; what becomes of that, becomes of it."""
    key, passed = row.pk, {row.pk}
    while wanted[key].what == SAME:
        other = int(wanted[key].key)
        if other in passed:
            raise Conflict(f"“{row.name}”和“{rows[key].name}”互为同一单位，请给其中一个选定建成什么")
        if other not in rows:
            raise Conflict(f"“{rows[key].name}”要与另一个名称合为一个，请把那个名称也一起选上")
        passed.add(other)
        key = other
    return key
