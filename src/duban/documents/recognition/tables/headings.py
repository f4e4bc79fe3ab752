"""Keep the chapters and groups that a table's rows stand under, each once, in the order they come.

In: headings as rows of their own (一、…⇥⇥⇥) or in columns (（一）… merged over its tasks).  Out: path and outline.
A group that goes on after a page break, its name spelt otherwise or its brackets half-width, is the same group.
"（共4大项）" is taken off a title and kept, to be compared with what was read; so is "（牵头领导：…）", which holds
for the tasks below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from duban.documents.blocks import Place
from duban.documents.recognition.notices.declared_counts import group_counts, without_count
from duban.documents.recognition.responsibility import Responsibility, RoleRules, find_brackets
from duban.documents.recognition.tables.texts import one_line
from duban.documents.structure.numbering import LabelKind, label_of

_NO_RULES = RoleRules()  # a rule for all tasks is applied to each task, not to the heading too
_HAN_ONLY = re.compile(r"[（(]?[一二三四五六七八九十百]{1,4}[）)]?")


@dataclass
class Heading:
    """A chapter or group, and how many groups and tasks came under it."""

    rank: str
    label: str
    title: str
    value: int | None
    level: int
    source: Place | None
    declared: int | None = None
    groups: int = 0
    tasks: int = 0
    said: Responsibility = field(default_factory=Responsibility)

    @property
    def printed(self) -> str:
        return self.label + self.title

    def continues(self, rank: str, label: str, value: int | None, title: str) -> bool:
        """The same heading once more: its number again and about the same words, or the same words."""
        own, other = _key(self.title), _key(title)
        if self.rank != rank or (value is not None and self.value is not None and value != self.value):
            return False
        if own == other or not other:
            return True
        same_number = bool(label) and _key(label) == _key(self.label)
        return same_number and len(set(own) & set(other)) * 2 >= min(len(set(own)), len(set(other)))


def _key(title: str) -> str:
    return re.sub(r"[\s（()）〈〉<>，,、.．]", "", without_count(title))


@dataclass
class Headings:
    """The headings read so far; `path` is where the next task stands."""

    above: tuple[str, ...] = ()
    opened: list[Heading] = field(default_factory=list)
    all: list[Heading] = field(default_factory=list)
    year: int | None = None

    @property
    def path(self) -> tuple[str, ...]:
        return (*self.above, *(heading.printed for heading in self.opened))

    @property
    def said(self) -> Responsibility:
        """Who answers for the next task, as far as headings say so; the nearest one goes first."""
        said = Responsibility()
        for heading in reversed(self.opened):
            said = completed(said, heading.said)
        return said

    def open_row(self, text: str, source: Place | None) -> None:
        """A heading in a row of its own; its rank is the habit of its number (一、 over （一）)."""
        label, title, value, kind = split_label(text)
        self._open(f"row {kind}" if kind else "row", label, title, value, source)

    def open_column(self, column: int, text: str, number: str, source: Place | None) -> None:
        """A heading in a column, with its number when that has a column of its own."""
        label, title, value, _ = split_label(text)
        if number and not label:
            label, value = _numbered(number)
        self._open(f"column {column:03d}", label, title, value, source)

    def count_task(self) -> None:
        for heading in self.opened:
            heading.tasks += 1

    def _open(self, rank: str, label: str, title: str, value: int | None, source: Place | None) -> None:
        title, said = self._without_brackets(title)
        depth = self._depth(rank)
        if depth < len(self.opened) and self.opened[depth].continues(rank, label, value, title):
            return
        del self.opened[depth:]
        heading = Heading(
            rank, label, without_count(title), value, len(self.above) + depth + 1, source, group_counts(title),
            said=said,
        )  # fmt: skip
        for upper in self.opened[-1:]:
            upper.groups += 1
        self.opened.append(heading)
        self.all.append(heading)

    def _without_brackets(self, title: str) -> tuple[str, Responsibility]:
        """A title without the brackets that name somebody, and whom they name."""
        said = Responsibility()
        for bracket in reversed(find_brackets(title, rules=_NO_RULES, year=self.year)):
            title = (title[: bracket.start] + title[bracket.end :]).strip()
            said = bracket.value.merged(said)
        return title, said

    def _depth(self, rank: str) -> int:
        """A rank already open is replaced; a column stands below all rows and the columns to its left."""
        for depth, heading in enumerate(self.opened):
            if heading.rank == rank or (heading.rank.startswith("column") and heading.rank > rank):
                return depth
            if heading.rank.startswith("column") and rank.startswith("row"):
                return depth
        return len(self.opened)


def completed(own: Responsibility, above: Responsibility) -> Responsibility:
    """`own` with what only the heading above names: leaders, units, a deadline."""
    units = own if own.units else above
    return replace(
        units,
        leaders=own.leaders or above.leaders,
        deadline=own.deadline or above.deadline,
        undivided=units.undivided,
    )


def split_label(text: str) -> tuple[str, str, int | None, LabelKind | None]:
    """A heading's label, title, value and kind of number; ("", title, None, None) without a number."""
    line = one_line(text)
    label = label_of(line)
    if label is None:
        return "", line, None, None
    return label.text, one_line(line[label.end :]), label.value, label.kind


def _numbered(number: str) -> tuple[str, int | None]:
    """The label from a column of its own: "1" is printed "1.", "一" "一、", "（一）" as it is."""
    number = one_line(number)
    if number.isdecimal():
        return f"{number}.", int(number)
    mark = "、" if _HAN_ONLY.fullmatch(number) and number[0] not in "（(" else ""
    label = label_of(f"{number}{mark}")
    return f"{number}{mark}", label.value if label else None


def miscounted(heading: Heading) -> int | None:
    """How many were read where the heading declares another number; None when it is right or declares none."""
    if heading.declared is None or heading.declared in (heading.groups, heading.tasks):
        return None
    return heading.groups or heading.tasks
