"""What each open name would be created as, for a person to confirm: unit, collective unit, leader, or not at all.

In: open names, most frequent first, and what is on record.  Out: one `Wanted` per name.
Two spellings of one name become one unit; names that only look alike are left for the person to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from duban.apps.organizations import naming
from duban.apps.organizations.models import GroupRule, Level, UnitKind
from duban.apps.organizations.personnel.new_units import NewUnit, new_unit
from duban.apps.plans.matching.collective import Collective
from duban.apps.plans.matching.leaders import LeaderNames, is_title, stands_for_many
from duban.apps.plans.matching.units import UnitNames
from duban.apps.plans.models import DraftName, NameKind

_ENDING = re.compile(r"(?:事务|服务|管理)?中心$|(?:管理|工作)?局$|办公室$|委员会$|管委会$|分局$")
_LEAST_BESIDE_ENDING = 0.3
SAME_LIKELY = 0.6  # from here on two names may be one unit's
UNIT, GROUP, SAME, IS, LEADER = "unit", "group", "same", "is", "leader"
LEAVE, LATER = "leave", "later"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`choice`: "unit:<kind>", "group:<rule>", "same:<key of another name>", "is:<key of a unit>", "leader", "leave",
    "later"; `name`: of what is created, a leader's title. `others`: further choices that suit this name."""

    choice: str
    name: str = ""
    note: str = ""
    others: tuple[tuple[str, str], ...] = ()

    @property
    def what(self) -> str:
        return self.choice.partition(":")[0]

    @property
    def key(self) -> str:
        return self.choice.partition(":")[2]


@dataclass
class _Seen:
    """What the names before would be created as."""

    units: dict[str, DraftName] = field(default_factory=dict)  # by the key of the full name
    groups: dict[GroupRule, DraftName] = field(default_factory=dict)
    bare: list[tuple[str, DraftName]] = field(default_factory=list)

    def alike(self, bare: str) -> list[DraftName]:
        likely = [(_likeness(bare, other), row) for other, row in self.bare]
        return [row for likeness, row in sorted(likely, key=lambda one: -one[0]) if likeness >= SAME_LIKELY][:3]


def _likeness(one: str, other: str) -> float:
    """What two names share beside the ending of their kind: 公路事务中心 is not like 国资事务中心."""
    alike = naming.likeness(_ENDING.sub("", one), _ENDING.sub("", other))
    return naming.likeness(one, other) if alike >= _LEAST_BESIDE_ENDING else 0.0


def missing_units(names: Iterable[DraftName], known: UnitNames) -> dict[int, Wanted]:
    """By the key of the name."""
    seen, wanted = _Seen(), {}
    read = [(row, known.collective(row.name)) for row in names if row.kind == NameKind.UNIT]
    for row, many in sorted(read, key=lambda one: one[1] is not None and not one[1].certain):
        if many is not None:
            wanted[row.pk] = _group(row, many, known, seen)
        else:
            wanted[row.pk] = _unit(row, known, seen)
    return wanted


def missing_leaders(names: Iterable[DraftName], leaders: LeaderNames) -> dict[int, Wanted]:
    """By the key of the name; everyone a deputy head, until a person says otherwise."""
    title = deputy_title(leaders.jurisdiction.name, Level(leaders.jurisdiction.level))
    return {row.pk: _leader(row.name, leaders, title) for row in names if row.kind == NameKind.LEADER}


def deputy_title(place: str, level: Level) -> str:
    """副市长 of a city, 副县长 of a county, 副主任 of a street."""
    if place.endswith("街道"):
        return "副主任"
    ending = (
        place[-1] if place[-1] in "省市州盟县区旗镇乡" else {Level.PROVINCE: "省", Level.CITY: "市"}.get(level, "县")
    )
    return f"副{ending}长"


def _group(row: DraftName, many: Collective, known: UnitNames, seen: _Seen) -> Wanted:
    if many.vague:
        return Wanted(LEAVE, row.name, "没有写明是哪些单位")
    if many.leading_group:
        on_record = known.leading_group(many)
        note = f"成员按“{on_record}”的名单" if on_record else "领导小组一并新建，导入名单之后就有成员"
        return Wanted(f"{GROUP}:{many.rule}", row.name, note)
    first = seen.groups.get(many.rule)
    if first is not None:
        same = (f"{SAME}:{first.pk}", f"同“{first.name}”")
        return Wanted(same[0], row.name, others=(same,)) if many.certain else Wanted(LATER, row.name, _DOUBT, (same,))
    if many.rule is GroupRule.LISTED:
        return Wanted(f"{GROUP}:{GroupRule.LISTED}", row.name, "建好之后，在集合单位里逐个列出成员")
    if not many.certain:
        return Wanted(LATER, row.name, "是不是全部，请选定")
    seen.groups[many.rule] = row
    return Wanted(f"{GROUP}:{many.rule}", row.name)


_DOUBT = "像是已有的集合单位，请选定"


def _unit(row: DraftName, known: UnitNames, seen: _Seen) -> Wanted:
    place = known.jurisdiction.name
    proposed = new_unit(row.name, place)
    key = naming.loose(naming.key(proposed.name))
    if (first := seen.units.get(key)) is not None:
        same = (f"{SAME}:{first.pk}", f"同“{first.name}”")
        return Wanted(same[0], proposed.name, "同一单位的另一种写法", (same,))
    if (unit := known.sure(proposed.name)) is not None:
        same = (f"{IS}:{unit.pk}", f"就是“{unit}”")
        return Wanted(same[0], proposed.name, "名册里已有这个单位", (same,))
    bare = naming.bare(naming.key(row.name), naming.key(place))
    others = _others(row, bare, proposed, known, seen)
    seen.units[key] = row
    seen.bare.append((bare, row))
    if others:
        return Wanted(LATER, proposed.name, "与别的名称相近，是不是同一单位，请选定", others)
    is_new_place = bool(proposed.place) and proposed.place not in known.places
    note = f"还没有行政区“{proposed.place}”，一并新建" if is_new_place else ""
    return Wanted(f"{UNIT}:{proposed.kind}", proposed.name, note)


def _others(row: DraftName, bare: str, proposed: NewUnit, known: UnitNames, seen: _Seen) -> tuple[tuple[str, str], ...]:
    """What the name may be instead of a new unit: one on record, or another name's."""
    if proposed.place:
        return ()
    place = naming.key(known.jurisdiction.name)
    alike = [match for match in known.alike(row.name) if _likeness(bare, naming.bare(naming.key(match.name), place))]
    on_record = [(f"{IS}:{match.unit.pk}", f"就是“{match.unit}”") for match in alike]
    before = [(f"{SAME}:{other.pk}", f"同“{other.name}”") for other in seen.alike(bare)]
    return (*on_record, *before)


def _leader(name: str, leaders: LeaderNames, title: str) -> Wanted:
    if stands_for_many(name):
        return Wanted(LATER, "", "是几位领导，建好之后再对应")
    if is_title(name):
        return Wanted(LATER, "", "只有职务，请写明是谁，或先办理任职")
    if leaders.namesakes(name):
        return Wanted(LATER, title, "名册里有同名的人，请单独办理")
    return Wanted(LEADER, title)


KIND_CHOICES = [(f"{UNIT}:{kind.value}", kind.label) for kind in UnitKind]
RULE_CHOICES = [(f"{GROUP}:{rule.value}", rule.label) for rule in GroupRule]
