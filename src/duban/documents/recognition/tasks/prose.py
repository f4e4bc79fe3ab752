"""The tasks of a plan written as prose, and the headings above them.

In: the outline of a plan's body.  Out: a `TaskReading`: tasks in order, headings, doubts, and what was placed.
Reads both habits: labels under each task (分管市领导：… 部门分工：…) and brackets at a paragraph's end
（市发展改革局牵头，市财政局配合）. Tables are `recognition.tables`; indicators with tasks are `recognition.indicators`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from duban.documents.blocks import Block, Paragraph, Place
from duban.documents.model import Diagnostic, OutlineItem, TaskDraft
from duban.documents.recognition.notices.declared_counts import without_count
from duban.documents.recognition.people.names import is_name
from duban.documents.recognition.responsibility import Responsibility, RoleRules
from duban.documents.recognition.tasks.assembly import Setting, assemble, responsibility_of
from duban.documents.recognition.tasks.choice import Choice, choose
from duban.documents.recognition.tasks.clauses import Clauses, groups_of, read_clauses
from duban.documents.recognition.tasks.ending import cut_ending
from duban.documents.recognition.tasks.pieces import Piece, pieces_of
from duban.documents.structure.outline import Node, Outline

# "王某某市长主抓重点工作": the leader of all tasks below, in the heading itself.
_LEADER = re.compile(
    r"(?P<name>[一-龥]{2,3}?)(?:同志|(?:常务)?副?(?:市|县|区|镇|乡|州|旗)长|副?书记|(?:常委|部长|主任)){1,2}"
    r"(?:主抓|牵头|分管|负责|领办|包抓|挂帅)"
)
_FEWEST_WORDS = 4  # characters of prose behind a heading that are worth a doubt
_SHOWN = 24  # characters of them in the doubt
_LONGEST_HEADING = 45  # characters of an opening line that heads several tasks below it


@dataclass(slots=True)
class TaskReading:
    """What a plan's prose holds. `placed`: places of words that became a task or a heading."""

    tasks: list[TaskDraft] = field(default_factory=list)
    outline: list[OutlineItem] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    placed: list[Place] = field(default_factory=list)


def read_tasks(outline: Outline, *, rules: RoleRules, year: int | None) -> TaskReading:
    """The tasks and headings of `outline`; headings alone where nobody is named."""
    blocks: list[Block] = [*outline.preamble, *(block for node in outline.nodes for block in node.blocks())]
    clauses = read_clauses(blocks, rules, year)
    ending = cut_ending(outline.nodes, clauses)
    choice = choose(outline.nodes, clauses)
    reader = _Reader(clauses, choice, year)
    if outline.nodes:
        reader.loose(outline.preamble, (), Responsibility())
    else:
        reader.unnumbered(outline.preamble)
    for node in outline.nodes:
        if choice.holds(node):
            reader.visit(node, (), Responsibility())
        else:
            reader.headings(node, 1)
    reader.reading.placed.extend(paragraph.place for paragraph in ending)
    return reader.reading


class _Reader:
    """Walks the outline once and collects."""

    def __init__(self, clauses: dict[int, Clauses], choice: Choice, year: int | None) -> None:
        self.clauses, self.choice, self.year = clauses, choice, year
        self.reading = TaskReading()

    def visit(self, node: Node, path: tuple[str, ...], inherited: Responsibility) -> None:
        if self._heads_items(node):
            inherited = inherited.merged(self._own(node))
            path = self._heading(node, path)
            self.loose(node.content, path, inherited)
            for child in node.children:
                self.visit(child, path, inherited)
        elif node.rank in self.choice.ranks:
            self._tasks_of(node, path, inherited)
        else:
            self.headings(node, len(path) + 1)

    def headings(self, node: Node, level: int) -> None:
        """A node without tasks: its headings, with all words under them."""
        self.reading.outline.append(OutlineItem(level, node.label_text, node.title, node.title_place))
        self.reading.placed.extend(block.place for block in (node.opening, *node.content))
        for child in node.children:
            self.headings(child, level + 1)

    def loose(self, blocks: Iterable[Block], path: tuple[str, ...], inherited: Responsibility) -> None:
        """Unnumbered paragraphs under a heading: those that say in a bracket who answers are tasks."""
        for block in blocks:
            clause = self.clauses.get(id(block)) if isinstance(block, Paragraph) else None
            if clause is not None and clause.brackets and clause.begins_task:
                self._task([clause], "", path, block.place, inherited)

    def unnumbered(self, blocks: Iterable[Block]) -> None:
        """A text without any number: paragraphs with the labels under them are tasks."""
        clauses = [self.clauses[id(block)] for block in blocks if id(block) in self.clauses]
        for group in groups_of(clauses):
            if group[0].begins_task and any(clause.names_who for clause in group):
                self._task(group, "", (), group[0].paragraph.place.until(group[-1].paragraph.place), Responsibility())

    def _heads_items(self, node: Node) -> bool:
        return any(below.rank in self.choice.ranks for below in node.walk() if below is not node)

    def _own(self, node: Node) -> Responsibility:
        """What a heading says for all tasks below it: （责任领导：某某某）."""
        own = Responsibility()
        clause = self.clauses.get(id(node.opening))
        for bracket in clause.brackets if clause else ():
            own = own.merged(bracket.value)
        if told_of := _LEADER.match(node.title):
            name = told_of["name"]
            own = own.merged(Responsibility(leaders=(name,))) if is_name(name) else own
        lines = [self.clauses[id(block)] for block in node.content if id(block) in self.clauses]
        told = [line for line in lines if line.labels and line.labels[0].start == 0 and line.names_who]
        if told:
            self.reading.placed.extend(line.paragraph.place for line in told)
            own = own.merged(responsibility_of(pieces_of(told), told[0].rules, self.year))
        return own

    def _heading(self, node: Node, path: tuple[str, ...]) -> tuple[str, ...]:
        clause = self.clauses.get(id(node.opening))
        title, prose = node.title, node.text[node.title_end :]
        for bracket in clause.brackets if clause else ():
            words = node.text[bracket.start : bracket.end]
            title, prose = title.replace(words.strip("。"), "").strip(), prose.replace(words, "")
        title = without_count(title)
        if len(prose.strip("。；;， ")) >= _FEWEST_WORDS:
            place = node.opening.place_of(len(node.opening.text) - len(prose), len(node.opening.text))
            words = prose.strip() if len(prose.strip()) <= _SHOWN else f"{prose.strip()[:_SHOWN]}…"
            message = f"标题“{title}”后的“{words}”未能归入任何一项，请核对。"
            self.reading.diagnostics.append(Diagnostic("info", "unplaced-text", message, place))
        self.reading.outline.append(OutlineItem(len(path) + 1, node.label_text, title, node.title_place))
        self.reading.placed.append(node.opening.place)
        return (*path, node.heading.replace(node.title, title))

    def _tasks_of(self, node: Node, path: tuple[str, ...], inherited: Responsibility) -> None:
        clauses = [self.clauses[id(block)] for block in node.blocks() if id(block) in self.clauses]
        if several := self._several(node, clauses):
            below = self._heading(node, path)
            for group in several:
                place = group[0].paragraph.place.until(group[-1].paragraph.place)
                self._task(group, "", below, place, inherited)
            return
        items = frozenset(id(below.opening) for below in node.walk() if below is not node)
        self._task(clauses, node.label.number if node.label else "", path, node.place, inherited, items)

    def _several(self, node: Node, clauses: list[Clauses]) -> list[list[Clauses]]:
        """The tasks under a heading whose paragraphs each say who answers; [] where the item is one task."""
        if clauses[0].names_who or node.children or len(node.text) > _LONGEST_HEADING:
            return []
        groups = groups_of(clauses[1:])
        if not groups or not all(any(clause.names_who for clause in group) for group in groups):
            return []
        return groups if len(groups) > 1 or node.label is None else []

    def _task(
        self,
        clauses: list[Clauses],
        number: str,
        path: tuple[str, ...],
        source: Place,
        inherited: Responsibility,
        items: frozenset[int] = frozenset(),
    ) -> None:
        setting = Setting(self.year, clauses[-1].rules, inherited)
        pieces: list[Piece] = pieces_of(clauses, items)
        task, doubts = assemble(pieces, number=number, path=path, source=source, setting=setting)
        self.reading.tasks.append(task)
        self.reading.diagnostics.extend(doubts)
        self.reading.placed.append(source)
