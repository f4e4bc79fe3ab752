"""Compare the sheet 人员 with the appointments on record: who holds which post from when to when.

In: rows, a `Directory`.  Out: lines, problems and rows to write, in a `Comparison`.
The rules are those of `actions.officials`, `posts` and `appointments`; a blank cell leaves what is on record.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from duban.apps.audit.recording import Entry
from duban.apps.organizations import naming
from duban.apps.organizations.event_values import appointment_values, post_values
from duban.apps.organizations.labels.people import in_words, span_in_words
from duban.apps.organizations.models import Appointment, Jurisdiction, Official, Post, Unit
from duban.apps.organizations.workbook.changes import Comparison, Fate, Line, pairs
from duban.apps.organizations.workbook.directory import Directory, Key, Span, overlap
from duban.apps.organizations.workbook.places import Places, place_of
from duban.apps.organizations.workbook.problems import Problem
from duban.apps.organizations.workbook.rows import Row
from duban.apps.organizations.workbook.seats import Seats

CORRECTED = "按导入的文件更正"


class PeopleComparing:
    def __init__(self, directory: Directory, places: Places, comparison: Comparison) -> None:
        self.directory, self.places, self.comparison = directory, places, comparison
        self.seats = Seats(directory)
        self._people: dict[tuple[Key, str], list[Official]] = defaultdict(list)
        for official in directory.officials:
            self._people[id(official.jurisdiction), official.name].append(official)
        self._held: dict[tuple[Key, str, str], list[Appointment]] = defaultdict(list)
        for appointment in directory.appointments:
            post = appointment.post
            self._held[id(post.unit), naming.tidy(post.title), appointment.official.name].append(appointment)
        self._seen: dict[Key, Row] = {}
        self._changed_posts: dict[Key, Post] = {}

    def compare(self, rows: list[Row]) -> None:
        """All rows: first those on record, whose ends free their seats, then the new ones."""
        new: list[tuple[Row, Unit, str]] = []
        for row in rows:
            unit = self._unit(row)
            name = naming.person(row.text("姓名"))
            if unit is None or not name or not row.text("职务") or not self._dates_fit(row, unit):
                continue
            known = self._on_record(row, unit, name)
            if known is None:
                new.append((row, unit, name))
            else:
                self._change(row, known)
        for row, unit, name in new:
            self._create(row, unit, name)
        self.comparison.writing.posts = self.seats.new
        self.comparison.writing.changed_posts = list(self._changed_posts.values())
        if rows:
            self._list_missing()

    def _unit(self, row: Row) -> Unit | None:
        place, text = place_of(row, self.places, self.comparison), row.text("单位")
        if place is None or not text:
            return None
        found = self.directory.units_spelt(place, text)
        if len(found) == 1:
            return found[0]
        several = "、".join(f"“{unit.name}”" for unit in found[:5])
        none = f"{place.name}没有名为“{text}”的单位，请核对名称，或先写进“单位”表"
        self._problem(row, "单位", f"可能是{several}，请写全称" if found else none)
        return None

    def _dates_fit(self, row: Row, unit: Unit) -> bool:
        since, until = row.day("任职日期"), row.day("免职日期")
        if since and until and until <= since:
            self._problem(row, "免职日期", f"应晚于任职日期{in_words(since)}")
            return False
        return not row.faulty & {"任职日期", "免职日期", "席位"}

    def _on_record(self, row: Row, unit: Unit, name: str) -> Appointment | None:
        """The appointment a row speaks of: that of its first day, else the one it overlaps."""
        remark, seat, since, until = row.text("备注"), row.number_in("席位"), row.day("任职日期"), row.day("免职日期")
        held = [
            one
            for one in self._held[id(unit), row.text("职务"), name]
            if (not remark or naming.tidy(one.official.remark) in ("", remark)) and seat in (None, one.post.seat)
        ]
        same_day = [one for one in held if since and one.since == since]
        lasting = [one for one in held if one.until is None]
        if since is None and until is None:
            found = lasting or sorted(held, key=lambda one: one.until or date.max)[-1:]
        else:
            found = same_day or [one for one in held if overlap((one.since, one.until), (since, until))]
        if len(found) > 1:
            self._problem(row, "任职日期", "记录中有几条这样的任职，请写明任职日期和席位")
        return found[0] if found else None

    def _change(self, row: Row, known: Appointment) -> None:
        if first := self._seen.get(id(known)):
            self._problem(row, "", f"与第 {first.number} 行重复")
            return
        self._seen[id(known)] = row
        since, until = row.day("任职日期"), row.day("免职日期")
        before, old = appointment_values(known), (known.since, known.until)
        known.since, known.until = since or known.since, until or known.until
        after = appointment_values(known)
        changed = {name: value for name, value in after.items() if before[name] != value}
        if changed:
            self.comparison.writing.changed_appointments.append(known)
            self._record_change(known, old, before, after, changed)
            self._check_seat(row, known)
        shown = pairs(before, changed) + self._post_changes(row, known.post, is_current=known.until is None)
        doubts = []
        if old[1] is not None and until is None:
            doubts.append(f"记录中已自{in_words(old[1])}起免职，文件没有免职日期；导入不改动")
        self._line(row, known, Fate.CHANGED if shown else Fate.SAME, shown, doubts)

    def _record_change(
        self, known: Appointment, old: Span, before: dict[str, Any], after: dict[str, Any], changed: dict[str, Any]
    ) -> None:
        if old[1] is None and known.since == old[0]:
            self._event("appointment.ended", known, {}, after)
        else:
            were = {name: before[name] for name in changed}
            self._event("appointment.corrected", known, were, changed, CORRECTED)

    def _create(self, row: Row, unit: Unit, name: str) -> None:
        doubts: list[str] = []
        official = self._official(row, unit.jurisdiction, name, doubts)
        if official is None:
            return
        appointment = Appointment(official=official, since=row.day("任职日期"), until=row.day("免职日期"))
        post = self.seats.free(unit, row.text("职务"), row.number_in("席位"), (appointment.since, appointment.until))
        is_new = self.seats.is_untouched(post)
        appointment.post = post
        key = (id(unit), row.text("职务"), official.name)
        if any(one.official is official and one.since == appointment.since for one in self._held[key]):
            self._problem(row, "", "与前面的行重复：同一人、同一职务、同一任职日期")
            return
        self._held[key].append(appointment)
        self._seen[id(appointment)] = row
        self._check_seat(row, appointment)
        self.seats.take(appointment)
        changes = self._post_changes(row, post, is_current=appointment.until is None or is_new)
        self.comparison.writing.appointments.append(appointment)
        begun = [["任职日期", "", in_words(appointment.since)]]
        ended = [["免职日期", "", in_words(appointment.until)]] if appointment.until else []
        self._line(row, appointment, Fate.NEW, [*begun, *ended, *changes], doubts)

    def _official(self, row: Row, place: Jurisdiction, name: str, doubts: list[str]) -> Official | None:
        remark, namesakes = row.text("备注"), self._people[id(place), name]
        same = [one for one in namesakes if naming.tidy(one.remark) == remark]
        if not same and not remark and len(namesakes) == 1:
            same = namesakes
        if same:
            return same[0]
        if namesakes and not remark:
            known = "、".join(one.remark for one in namesakes)
            self._problem(row, "备注", f"{place.name}有几位同名的“{name}”（{known}），请写明是哪一位")
            return None
        if namesakes:
            doubts.append(f"{place.name}已有同名人员，按备注“{remark}”作为另一人新增")
        official = Official(jurisdiction=place, name=name, remark=remark)
        namesakes.append(official)
        self.comparison.writing.officials.append(official)
        return official

    def _post_changes(self, row: Row, post: Post, *, is_current: bool) -> list[list[str]]:
        """What the row says about the post itself, where the row is about today."""
        before = post_values(post)
        portfolio, leads = row.text("分管工作"), row.flag("是否本级政府领导")
        if is_current:
            if portfolio and portfolio != naming.tidy(post.portfolio):
                post.portfolio = portfolio
            post.leads_jurisdiction = post.leads_jurisdiction if leads is None else leads
        after = post_values(post)
        changed = {name: value for name, value in after.items() if before[name] != value}
        if changed and post.pk:
            self._changed_posts[id(post)] = post
            self._event("post.changed", post, {name: before[name] for name in changed}, changed)
        return pairs(before, changed)

    def _check_seat(self, row: Row, appointment: Appointment) -> None:
        unit = appointment.post.unit
        if unit.until is not None and (appointment.until is None or appointment.until > unit.until):
            self._problem(row, "单位", f"“{unit.name}”已自{in_words(unit.until)}起撤销")
        ended = appointment.post.until
        if ended is not None and (appointment.until is None or appointment.until > ended):
            self._problem(row, "职务", f"该职务已自{in_words(ended)}起撤销")
        other = self.seats.other_holder(appointment)
        if other is not None:
            first = self._seen.get(id(other))
            where = f"第 {first.number} 行的" if first else "记录中的"
            span = span_in_words(other.since, other.until)
            reason = f"{where}{other.official.name}{span}任该职务，日期重叠；请补上前任的免职日期，或填写席位"
            self._problem(row, "职务", reason)

    def _list_missing(self) -> None:
        for one in self.directory.appointments:
            if one.until is None and id(one) not in self._seen:
                self._line(None, one, Fate.MISSING, [], [])

    def _line(self, row: Row | None, one: Appointment, fate: Fate, values: list[list[str]], doubts: list[str]) -> None:
        number = row.number if row else 0
        name = f"{one.official.name}　{one.post.unit.name}{one.post.title}"
        place = self.places.written(one.post.unit.jurisdiction)
        self.comparison.lines.append(Line("人员", number, fate, name, place, values, doubts))

    def _event(
        self, verb: str, target: Appointment | Post, before: dict[str, Any], after: dict[str, Any], note: str = ""
    ) -> None:
        post = target if isinstance(target, Post) else target.post
        about = [post.unit] if isinstance(target, Post) else [post, target.official, post.unit]
        path = post.unit.jurisdiction.path
        self.comparison.writing.events.append(Entry(verb, target, before, after, note, about, path))

    def _problem(self, row: Row, column: str, reason: str) -> None:
        self.comparison.problems.append(
            Problem("人员", row.number, column, reason, str(row.values.get(column, ""))[:60])
        )
