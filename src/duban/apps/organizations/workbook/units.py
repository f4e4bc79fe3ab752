"""Compare the sheet 单位 with the units on record.

In: rows, a `Directory`.  Out: lines, problems and rows to write, in a `Comparison`.
The rules are those of `actions.units`; a blank cell leaves what is on record, short names are only added.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from duban.apps.audit.recording import Entry
from duban.apps.organizations import naming
from duban.apps.organizations.codes import credit_code_doubt
from duban.apps.organizations.event_values import unit_values
from duban.apps.organizations.labels.people import in_words
from duban.apps.organizations.models import Jurisdiction, Unit, UnitKind, UnitName, UnitNameKind
from duban.apps.organizations.workbook.changes import Comparison, Fate, Line, pairs
from duban.apps.organizations.workbook.directory import Directory, Key
from duban.apps.organizations.workbook.places import Places, place_of
from duban.apps.organizations.workbook.problems import Problem
from duban.apps.organizations.workbook.rows import Row

_KINDS = {kind.label: kind for kind in UnitKind}
_LIKE = 0.6  # of two names in one place, one gone and one new: perhaps one unit renamed
_PAIRS = 200  # new units of one place looked at for that


class UnitComparing:
    def __init__(self, directory: Directory, places: Places, comparison: Comparison) -> None:
        self.directory, self.places, self.comparison = directory, places, comparison
        self._named: dict[tuple[Key, str], list[Unit]] = defaultdict(list)
        self._codes: dict[str, Unit] = {}
        self._last: dict[Key, int] = defaultdict(int)
        for unit in directory.units:
            self._know(unit)
        self._seen: dict[Key, Row] = {}
        self._matched: list[tuple[Row, Unit, bool]] = []

    def compare(self, rows: list[Row]) -> None:
        """All rows: first which unit each is, then what becomes of it, since a parent may stand further down."""
        for row in rows:
            place = place_of(row, self.places, self.comparison)
            if place is not None and row.text("单位名称"):
                self._match(row, place)
        for row, unit, is_new in self._matched:
            self._create(row, unit) if is_new else self._change(row, unit)
        if rows:
            self._list_missing()

    def row_of(self, unit: Unit) -> Row:
        """The row that names the unit."""
        return self._seen[id(unit)]

    def _know(self, unit: Unit) -> None:
        self._named[id(unit.jurisdiction), naming.key(unit.name)].append(unit)
        self._last[id(unit.jurisdiction)] = max(self._last[id(unit.jurisdiction)], unit.order)
        if unit.code and not unit.until:
            self._codes.setdefault(unit.code, unit)

    def _match(self, row: Row, place: Jurisdiction) -> None:
        name = row.text("单位名称")
        unit = self._on_record(row, place, name)
        if unit is None:
            self._check_name(row, "单位名称", name, place, None)
            unit = self._added(row, place, name)
            self._matched.append((row, unit, True))
        elif first := self._seen.get(id(unit)):
            self._problem(row, "单位名称", f"与第 {first.number} 行重复")
            return
        else:
            self._matched.append((row, unit, False))
        self._seen[id(unit)] = row

    def _on_record(self, row: Row, place: Jurisdiction, name: str) -> Unit | None:
        """The unit of that official name: one that lasts, else the one that ended on the row's day."""
        named = [unit for unit in self._named[id(place), naming.key(name)] if unit.merged_into_id is None]
        lasting = next((unit for unit in named if unit.until is None), None)
        since, until = row.day("成立日期"), row.day("撤销日期")
        ended = next((unit for unit in named if unit.until is not None and unit.until == until), None)
        if ended is not None or lasting is not None or not named:
            return ended or lasting
        last = max(named, key=lambda unit: unit.until or date.max)
        if since is None or (last.until and since < last.until):
            word = in_words(last.until)
            self._problem(row, "单位名称", f"记录中已自{word}起撤销；是重新成立的，请写明那天以后的成立日期")
            return last
        return None

    def _added(self, row: Row, place: Jurisdiction, name: str) -> Unit:
        unit = Unit(jurisdiction=place, name=name, kind=_KINDS.get(row.text("类别"), UnitKind.OTHER))
        unit.since, unit.until = row.day("成立日期"), row.day("撤销日期")
        unit.code = row.text("统一社会信用代码").upper()
        order = row.number_in("排序")
        unit.order = self._last[id(place)] + 1 if order is None else order
        if unit.since and unit.until and unit.until < unit.since:
            self._problem(row, "撤销日期", f"不能早于成立日期{in_words(unit.since)}")
        self._know(unit)
        official = UnitName(unit=unit, name=name, kind=UnitNameKind.OFFICIAL, since=unit.since, until=unit.until)
        self._add_name(official)
        return unit

    def _create(self, row: Row, unit: Unit) -> None:
        doubts = self._code_doubts(unit)
        unit.parent = self._parent(row, unit)
        short = self._add_short_names(row, unit)
        self.directory.units.append(unit)
        self.comparison.writing.units.append(unit)
        values = unit_values(unit) | {"简称": "、".join(short), "撤销日期": in_words(unit.until, "")}
        shown = [pair for pair in pairs({}, values) if pair[0] not in ("名称", "行政区")]  # the line says these
        self._line(row, unit, Fate.NEW, shown, doubts)

    def _change(self, row: Row, unit: Unit) -> None:
        before, doubts = unit_values(unit), self._date_doubts(row, unit)
        unit.kind = _KINDS.get(row.text("类别"), UnitKind(unit.kind))
        code, order = row.text("统一社会信用代码").upper(), row.number_in("排序")
        if code and code != unit.code:
            unit.code = code
            doubts += self._code_doubts(unit)
        unit.order = unit.order if order is None else order
        if (parent := self._parent(row, unit)) is not None and parent is not unit.parent:
            unit.parent = parent
        after = unit_values(unit)
        changed = {name: value for name, value in after.items() if before[name] != value}
        if changed:
            self.comparison.writing.changed_units.append(unit)
            self._event("unit.changed", unit, {name: before[name] for name in changed}, changed)
        shown = pairs(before, changed)
        if short := self._add_short_names(row, unit):
            for name in short:
                words = {"名称": name, "类别": UnitNameKind.SHORT.label, "起用日期": "", "停用日期": ""}
                self._event("unit.name_added", unit, {}, words)
            shown.append(["简称", "", f"增加 {'、'.join(short)}"])
        shown += self._retire(row, unit)
        self._line(row, unit, Fate.CHANGED if shown else Fate.SAME, shown, doubts)

    def _retire(self, row: Row, unit: Unit) -> list[list[str]]:
        until = row.day("撤销日期")
        if until is None or unit.until is not None:
            return []
        if unit.since and until < unit.since:
            self._problem(row, "撤销日期", f"不能早于成立日期{in_words(unit.since)}")
        self.comparison.writing.retired.append((unit, until))
        return [["撤销日期", "", in_words(until)]]

    def _parent(self, row: Row, unit: Unit) -> Unit | None:
        text = row.text("上级单位")
        if not text:
            return unit.parent
        place: Jurisdiction | None = unit.jurisdiction
        while place is not None:
            found = [other for other in self.directory.units_spelt(place, text) if other is not unit]
            if len(found) == 1:
                return self._checked(row, unit, found[0])
            place = place.parent if place is not self.directory.root and not found else None
        own = naming.key(text) == naming.key(unit.name)
        reason = "上级单位不能是本单位" if own else "本行政区和上级行政区里没有这个单位，或有几个同名的，请写全称"
        self._problem(row, "上级单位", reason)
        return None

    def _checked(self, row: Row, unit: Unit, parent: Unit) -> Unit:
        if parent.until is not None and (unit.until is None or unit.until > parent.until):
            self._problem(row, "上级单位", f"已自{in_words(parent.until)}起撤销，不能作上级单位")
        above: Unit | None = parent
        while above is not None:
            if above is unit:
                self._problem(row, "上级单位", "上级单位不能是本单位的下级单位")
                break
            above = above.parent
        return parent

    def _add_short_names(self, row: Row, unit: Unit) -> list[str]:
        known = {naming.key(name.name) for name in self.directory.names[id(unit)]}
        added = [name for name in row.names("简称/别名") if naming.key(name) not in known]
        for text in added:
            if len(text) > 100:
                self._problem(row, "简称/别名", "一个名称最多 100 个字")
            self._check_name(row, "简称/别名", text, unit.jurisdiction, unit)
            since = unit.since if unit.pk is None else None
            self._add_name(UnitName(unit=unit, name=text, kind=UnitNameKind.SHORT, since=since, until=unit.until))
        return added

    def _add_name(self, name: UnitName) -> None:
        self.directory.add_name(name)
        self.comparison.writing.names.append(name)

    def _check_name(self, row: Row, column: str, name: str, place: Jurisdiction, unit: Unit | None) -> None:
        since = row.day("成立日期") if unit is None or unit.pk is None else None
        for other in self.directory.taken(name, place, since, row.day("撤销日期")):
            if other.unit is not unit:
                kind = UnitNameKind(other.kind).label
                first = self._seen.get(id(other.unit))
                where = f"（第 {first.number} 行）" if first else ""
                self._problem(row, column, f"“{name}”已是“{other.unit.name}”{where}的{kind}，不能再用")
                return

    def _code_doubts(self, unit: Unit) -> list[str]:
        if not unit.code:
            return []
        doubts = [doubt] if (doubt := credit_code_doubt(unit.code)) else []
        owner = self._codes.setdefault(unit.code, unit)
        if owner is not unit:
            doubts.append(f"统一社会信用代码与“{owner.name}”相同；如是更名，请改在单位页办理更名，不要当作新单位导入")
        return doubts

    def _date_doubts(self, row: Row, unit: Unit) -> list[str]:
        doubts = []
        for column, known in (("成立日期", unit.since), ("撤销日期", unit.until)):
            told = row.day(column)
            if told and told != known and (column == "成立日期" or known):
                doubts.append(f"{column}记录为{in_words(known)}，文件为{in_words(told)}；导入不改动，请在单位页核对")
        return doubts

    def _list_missing(self) -> None:
        missing: dict[Key, list[Unit]] = defaultdict(list)
        for unit in self.directory.units:
            if unit.pk and unit.until is None and id(unit) not in self._seen:
                missing[id(unit.jurisdiction)].append(unit)
                place = self.places.written(unit.jurisdiction)
                self.comparison.lines.append(Line("单位", 0, Fate.MISSING, unit.name, place, [], []))
        self._doubt_renamed(missing)

    def _doubt_renamed(self, missing: dict[Key, list[Unit]]) -> None:
        """A unit that is new beside one that is gone, with a name like it: perhaps it was renamed."""
        new = [(row, unit) for row, unit, is_new in self._matched if is_new and missing.get(id(unit.jurisdiction))]
        by_row = {line.row: line for line in self.comparison.lines if line.sheet == "单位"}
        for row, unit in new[:_PAIRS]:
            place = unit.jurisdiction.name
            gone = missing[id(unit.jurisdiction)][:_PAIRS]
            likeness = [
                (naming.likeness(naming.bare(unit.name, place), naming.bare(old.name, place)), old) for old in gone
            ]
            best, old = max(likeness, key=lambda pair: pair[0])
            if best >= _LIKE and row.number in by_row:
                doubt = f"疑似由“{old.name}”更名：是更名的，请改在单位页办理更名，再导入"
                by_row[row.number].doubts.append(doubt)

    def _line(self, row: Row, unit: Unit, fate: Fate, values: list[list[str]], doubts: list[str]) -> None:
        place = self.places.written(unit.jurisdiction)
        self.comparison.lines.append(Line("单位", row.number, fate, unit.name, place, values, doubts))

    def _event(self, verb: str, unit: Unit, before: dict[str, Any], after: dict[str, Any]) -> None:
        entry = Entry(verb, unit, before, after, jurisdiction_path=unit.jurisdiction.path)
        self.comparison.writing.events.append(entry)

    def _problem(self, row: Row, column: str, reason: str) -> None:
        value = row.values.get(column, "")
        shown = "、".join(value) if isinstance(value, tuple) else str(value)
        self.comparison.problems.append(Problem("单位", row.number, column, reason, shown[:60]))
