"""Compare the sheet 行政区 with the places on record, and find the place a row names.

In: rows, a `Directory`.  Out: lines, problems and rows to write, in a `Comparison`.
The rules are those of `actions.jurisdictions`; a blank cell leaves what is on record.
"""

from __future__ import annotations

from collections import defaultdict

from duban.apps.audit.recording import Entry
from duban.apps.organizations import naming
from duban.apps.organizations.codes import place_code_doubt
from duban.apps.organizations.event_values import place_values
from duban.apps.organizations.models import Jurisdiction, Level
from duban.apps.organizations.workbook.changes import Comparison, Fate, Line, pairs
from duban.apps.organizations.workbook.directory import Ambiguous, Directory
from duban.apps.organizations.workbook.problems import Problem
from duban.apps.organizations.workbook.rows import Row

_LEVELS = {level.label: level for level in Level}
_RANK = {level: rank for rank, level in enumerate(Level)}


class Places:
    """The places of the directory by name, alone or behind those above them: 石桥镇, 临川县/石桥镇."""

    def __init__(self, directory: Directory) -> None:
        self.directory = directory
        self._by_name: dict[str, list[Jurisdiction]] = defaultdict(list)
        self._codes = {place.code: place for place in directory.places if place.code}
        for place in directory.places:
            self.add(place)

    def add(self, place: Jurisdiction) -> None:
        words: list[str] = []
        above: Jurisdiction | None = place
        while above is not None:
            words.insert(0, naming.key(above.name))
            self._by_name["/".join(words)].append(place)
            above = above.parent if above is not self.directory.root else None

    def find(self, text: str) -> Jurisdiction | None:
        """The one place of that name, if there is one."""
        found = self._by_name.get("/".join(naming.key(part) for part in text.split("/")), [])
        if len(found) > 1:
            raise Ambiguous("或".join(f"“{self.written(place)}”" for place in found[:5]))
        return found[0] if found else None

    def written(self, place: Jurisdiction) -> str:
        """The shortest way to write a place so that it is found again."""
        words: list[str] = []
        above: Jurisdiction | None = place
        while above is not None:
            words.insert(0, above.name)
            if len(self._by_name["/".join(naming.key(word) for word in words)]) == 1:
                break
            above = above.parent if above is not self.directory.root else None
        return "/".join(words)

    def code_owner(self, code: str) -> Jurisdiction | None:
        return self._codes.get(code)

    def own_code(self, place: Jurisdiction) -> None:
        self._codes[place.code] = place


def place_of(row: Row, places: Places, comparison: Comparison, column: str = "行政区") -> Jurisdiction | None:
    """The place a row names; a problem where it is not one."""
    text = row.text(column)
    if not text:
        return None
    try:
        place = places.find(text)
        reason = f"没有名为“{text}”的行政区，或不在本次导入的范围内"
    except Ambiguous as several:
        place, reason = None, f"有几个同名的行政区，请写成{several}"
    if place is None:
        comparison.problems.append(Problem(row.sheet.name, row.number, column, reason, text))
    return place


def compare_places(rows: list[Row], places: Places, comparison: Comparison, *, refused: str) -> None:
    """`refused`: why this person may not change places, "" if allowed; who imports may create them."""
    seen: dict[int, Row] = {}
    for row in sorted(rows, key=lambda row: _RANK.get(_LEVELS.get(row.text("级别"), Level.TOWN), 0)):
        place = _compare(row, places, comparison, refused)
        if place is None:
            continue
        if (first := seen.setdefault(id(place), row)) is not row:
            _problem(comparison, row, "名称", f"与第 {first.number} 行重复")
    if rows:
        missing = [place for place in places.directory.places if place.pk and id(place) not in seen]
        for place in missing:
            comparison.lines.append(Line("行政区", 0, Fate.MISSING, place.name, _above(place), [], []))


def _compare(row: Row, places: Places, comparison: Comparison, refused: str) -> Jurisdiction | None:
    root = places.directory.root
    name = row.text("名称")
    if naming.key(name) == naming.key(root.name) and not _names_place_below(row, places):
        return _change(row, root, places, comparison, refused)
    if not row.text("上级") and "上级" not in row.faulty:
        _problem(comparison, row, "上级", "没有填写")
    parent = place_of(row, places, comparison, "上级")
    if parent is None or not name:
        return None
    known = next((place for place in _children(places, parent) if naming.key(place.name) == naming.key(name)), None)
    if known is not None:
        return _change(row, known, places, comparison, refused)
    return _create(row, parent, places, comparison)


def _names_place_below(row: Row, places: Places) -> bool:
    """Whether the row means a place below the root that is called like the root."""
    try:
        above = places.find(row.text("上级")) if row.text("上级") else None
    except Ambiguous:
        above = None
    return above is not None


def _children(places: Places, parent: Jurisdiction) -> list[Jurisdiction]:
    return [place for place in places.directory.places if place.parent is parent]


def _create(row: Row, parent: Jurisdiction, places: Places, comparison: Comparison) -> Jurisdiction | None:
    level = _LEVELS.get(row.text("级别"))
    if level is None:
        return None
    order = max((place.order for place in _children(places, parent)), default=0) + 1
    place = Jurisdiction(name=row.text("名称"), level=level, parent=parent, code=row.text("代码"), order=order)
    _check(row, place, places, comparison)
    places.directory.places.append(place)
    places.add(place)
    comparison.writing.places.append(place)
    values = place_values(place)
    comparison.lines.append(Line("行政区", row.number, Fate.NEW, place.name, _above(place), pairs({}, values), []))
    return place


def _change(row: Row, place: Jurisdiction, places: Places, comparison: Comparison, refused: str) -> Jurisdiction:
    code, level = row.text("代码"), _LEVELS.get(row.text("级别"))
    if level is not None and level != place.level:
        _problem(comparison, row, "级别", f"记录中是“{Level(place.level).label}”，级别不能用导入修改")
    if not code or code == place.code:
        comparison.lines.append(Line("行政区", row.number, Fate.SAME, place.name, _above(place), [], []))
        return place
    before = {"行政区划代码": place.code}
    place.code = code
    if refused:
        _problem(comparison, row, "", refused)
    _check(row, place, places, comparison)
    after = {"行政区划代码": code}
    entry = Entry("jurisdiction.changed", place, before, after, jurisdiction_path=place.path)
    comparison.writing.changed_places.append(place)
    comparison.writing.events.append(entry)
    line = Line("行政区", row.number, Fate.CHANGED, place.name, _above(place), pairs(before, after), [])
    comparison.lines.append(line)
    return place


def _check(row: Row, place: Jurisdiction, places: Places, comparison: Comparison) -> None:
    parent, level = place.parent, Level(place.level)
    if parent is not None and _RANK[level] <= _RANK[Level(parent.level)]:
        _problem(comparison, row, "级别", f"{parent.name}是“{Level(parent.level).label}”级，下级行政区要比它低")
    if not place.code:
        return
    above = (parent.code, Level(parent.level)) if parent else ("", None)
    if doubt := place_code_doubt(place.code, level, *above):
        _problem(comparison, row, "代码", doubt)
    owner = places.code_owner(place.code)
    if owner is not None and owner is not place:
        _problem(comparison, row, "代码", f"已是{owner.name}的代码")
    places.own_code(place)


def _above(place: Jurisdiction) -> str:
    return place.parent.name if place.parent else ""


def _problem(comparison: Comparison, row: Row, column: str, reason: str) -> None:
    comparison.problems.append(Problem(row.sheet.name, row.number, column, reason, row.text(column) if column else ""))
