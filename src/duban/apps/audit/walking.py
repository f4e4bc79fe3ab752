"""One walk along the chain: each event against its hash, its number, the event before it, and where it is looked up.

In: rows in batches.  Out: findings; nothing is kept of a sound event but its hash.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from duban.apps.audit.chain import FIELDS, row_hash
from duban.apps.audit.models import Event, Subject
from duban.apps.audit.report import Finding, Wrong

BATCH = 2_000
SUSPECTS = 100  # of so many changed events it is asked whether they were exchanged for one another
LOWEST = -(2**63)
UNREADABLE = (ValueError, TypeError, AttributeError, OverflowError)  # what conversion raises on rubbish in a column
Row = dict[str, Any]


class Walk:
    """`last` is the number of the last event read, `count` how many were read."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.last = self.count = 0
        self._reached = LOWEST
        self._previous: str | None = ""  # the hash the next event must name; None where that cannot be known
        self._shift = 0
        self._suspects: list[Row] = []
        self._gaps: list[int] = []

    def read(self) -> None:
        """Read on, to the last event there is."""
        while rows := _rows(self._reached):
            for row in rows:
                self._look_at(row)
            self._look_at_subjects(rows)
            self._reached = rows[-1]["sequence"]
            self.count += len(rows)

    def finish(self) -> list[Finding]:
        """Of the events that are not what they were: those that stood elsewhere, and those that were changed."""
        numbers = [row["sequence"] for row in self._suspects] + self._gaps[:SUSPECTS]
        return [
            next((_moved(row, number) for number in numbers if _stood_at(row, number)), _changed(row["sequence"]))
            for row in self._suspects
        ]

    def _look_at(self, row: Row) -> None:
        number = row["sequence"]
        if number < 1:
            self.findings.append(Finding(number, number, Wrong.SURPLUS))
            return
        if number > self.last + 1:
            self.findings.append(Finding(self.last + 1, number - 1, Wrong.MISSING))
            self._gaps += range(self.last + 1, min(number, self.last + 1 + SUSPECTS))
            self._previous = None
        self.last = number
        if _is_sound(row):
            if self._previous not in (None, row["previous_hash"]):
                self.findings.append(Finding(number, number, Wrong.UNLINKED))
            self._previous = row["hash"]
        else:
            self._not_what_it_was(row)
            self._previous = None

    def _not_what_it_was(self, row: Row) -> None:
        number = row["sequence"]
        for shift in {self._shift, 1, -1} - {0}:
            if _stood_at(row, number - shift):
                self._shift = shift
                self.findings.append(_moved(row, number - shift))
                return
        if len(self._suspects) < SUSPECTS:
            self._suspects.append(row)
        else:
            self.findings.append(_changed(number))

    def _look_at_subjects(self, rows: list[Row]) -> None:
        found: dict[int, list[tuple[str, int]]] = defaultdict(list)
        stored = Subject.objects.filter(event_id__gt=self._reached, event_id__lte=rows[-1]["sequence"])
        for number, kind, key in stored.values_list("event_id", "kind", "key"):
            found[number].append((kind, key))
        for row in rows:
            self._compare(row["sequence"], _named(row), found.pop(row["sequence"], []))
        self.findings += [Finding(number, number, Wrong.INDEX_STRAY) for number in sorted(found)]

    def _compare(self, number: int, named: list[tuple[str, int]], found: list[tuple[str, int]]) -> None:
        if sorted(named) == sorted(found):
            return
        if any(named.count(subject) > found.count(subject) for subject in named):
            self.findings.append(Finding(number, number, Wrong.INDEX_LACKS))
        if any(found.count(subject) > named.count(subject) for subject in found):
            self.findings.append(Finding(number, number, Wrong.INDEX_SURPLUS))


def _rows(after: int) -> list[Row]:
    rows = Event.objects.filter(sequence__gt=after).order_by("sequence").values(*FIELDS, "hash")
    try:
        return list(rows[:BATCH])
    except UNREADABLE:
        return _rows_one_by_one(after)


def _rows_one_by_one(after: int) -> list[Row]:
    """The same where a column of some row holds rubbish: of that row only the number."""
    events = Event.objects.filter(sequence__gt=after).order_by("sequence")
    rows: list[Row] = []
    for number in events.values_list("sequence", flat=True)[:BATCH]:
        try:
            rows.append(Event.objects.values(*FIELDS, "hash").get(sequence=number))
        except UNREADABLE:
            rows.append({"sequence": number})
    return rows


def _is_sound(row: Row) -> bool:
    try:
        return bool(row_hash(row) == row["hash"])
    except (*UNREADABLE, KeyError):
        return False


def _stood_at(row: Row, number: int) -> bool:
    return _is_sound({**row, "sequence": number})


def _named(row: Row) -> list[tuple[str, int]]:
    try:
        return [(kind, key) for kind, key in row["subjects"]]
    except (*UNREADABLE, KeyError):
        return []


def _moved(row: Row, stood_at: int) -> Finding:
    return Finding(row["sequence"], row["sequence"], Wrong.MOVED, shift=row["sequence"] - stood_at)


def _changed(number: int) -> Finding:
    return Finding(number, number, Wrong.CHANGED)
