"""A paper's elements in the order in which they are printed, each with the words it is printed with.

In: `Paper`.  Out: lines with their `Role` and tables, for every writer alike; the 版记 apart, as it stands at the foot.
Follows GB/T 9704-2012 7.2 to 7.4 and, for letters, 10.1. How a role looks is the writer's work.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from duban.documents.writing.official.measures import SQUARES, squares
from duban.documents.writing.official.paper import Annex, Block, Heading, Paper, Paragraph, Shape, Table, check
from duban.documents.writing.official.title_lines import title_lines
from duban.documents.writing.official.words import day, on_lines, on_one_line

_RIGHT = 2  # squares right of a signature
_DATE_IN = 2  # squares by which the date starts to the right of the name


class Role(StrEnum):
    COPY_NUMBER = "copy-number"
    URGENCY = "urgency"
    MARK = "mark"
    NUMBER = "number"
    TITLE = "title"
    RECIPIENTS = "recipients"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    HEADING_4 = "heading-4"
    TEXT = "text"
    CAPTION = "caption"
    ANNEX_NOTE = "annex-note"
    ANNEX_MORE = "annex-more"
    SIGNATORY = "signatory"
    DATED = "dated"
    NOTE = "note"
    ANNEX_LABEL = "annex-label"
    ANNEX_TITLE = "annex-title"
    COPIES = "copies"
    PRINTED = "printed"


HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3, Role.HEADING_4)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: `lead` is set apart before `text`; `right` stands at the other end of the same line."""

    role: Role
    text: str
    lead: str = ""
    right: str = ""
    start: float = 0.0  # squares from the left, of a signature; that an annex's number takes
    first: bool = False  # of its kind: with the distance its kind keeps from what is above
    held: bool = False  # to what follows: neither a signature nor a note may stand on a page alone


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with at least one column and one row; every row as long as `shares`. A form's has no header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    form: bool = False


Element = Line | Grid


def arranged(paper: Paper) -> tuple[Element, ...]:
    """Everything but the 版记, in order."""
    check(paper)
    text = [*_fields(paper), *_blocks(paper.blocks)]
    if text and isinstance(text[-1], Line):
        text[-1] = replace(text[-1], held=True)
    elements = (*_head(paper), *text, *_annex_notes(paper.annexes), *_signature(paper), *_note(paper))
    return (*elements, *_annexes(paper.annexes))


def imprint(paper: Paper) -> tuple[Line, ...]:
    """The 版记: 抄送, and but in a letter who printed it and when."""
    copies = on_one_line(paper.copies_to).rstrip("。")
    by, on = on_one_line(paper.printed_by), day(paper.printed_on)
    lines = [Line(Role.COPIES, f"{copies}。", lead="抄送：")] if copies else []
    if (by or on) and paper.shape is not Shape.LETTER:
        lines.append(Line(Role.PRINTED, by, right=f"{on}印发" if on else ""))
    return tuple(lines)


def _head(paper: Paper) -> Iterator[Line]:
    """Above the title; a letter has 份号 and urgency below its rule, beside the number."""
    marked = ((Role.COPY_NUMBER, on_one_line(paper.copy_number)), (Role.URGENCY, on_one_line(paper.urgency)))
    above = [Line(role, text) for role, text in marked if text]
    letter = paper.shape is Shape.LETTER
    yield from () if letter else above
    yield Line(Role.MARK, on_one_line(paper.mark))
    beside = above.pop(0).text if letter and above else ""
    yield Line(Role.NUMBER, on_one_line(paper.number), lead=beside, right=on_one_line(paper.signed_by))
    yield from above if letter else ()
    yield Line(Role.TITLE, _title(paper.title))
    if recipients := on_one_line(paper.recipients).rstrip("：:"):
        yield Line(Role.RECIPIENTS, f"{recipients}：")


def _title(title: str) -> str:
    """The lines of a title: those it was given, else by its meaning."""
    given = on_lines(title)
    return "\n".join(given if len(given) > 1 else title_lines("".join(given)))


def _fields(paper: Paper) -> Iterator[Grid]:
    rows = tuple((on_one_line(label), "\n".join(on_lines(value))) for label, value in paper.fields)
    if rows:
        yield Grid((), rows, (1, 4), form=True)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Element]:
    for block in blocks:
        if isinstance(block, Heading):
            if text := on_one_line(block.text):
                yield Line(HEADINGS[block.level - 1], text)
        elif isinstance(block, Paragraph):
            yield from _paragraph(block)
        else:
            yield from _table(block)


def _paragraph(block: Paragraph) -> Iterator[Line]:
    """A paragraph for each line of its text; the first one has the lead."""
    lead = on_one_line(block.lead)
    lines = on_lines(block.text) or ([""] if lead else [])
    for index, text in enumerate(lines):
        yield Line(Role.TEXT, text, lead="" if index else lead)


def _table(table: Table) -> Iterator[Element]:
    columns = max(map(len, (table.header, *table.rows)), default=0)
    if caption := on_one_line(table.caption):
        yield Line(Role.CAPTION, caption)
    if not columns:
        return
    wished = table.widths if len(table.widths) == columns and min(table.widths) > 0 else (1,) * columns
    header = _row(table.header, columns) if any(table.header) else ()
    rows = tuple(_row(row, columns) for row in table.rows)
    if header or rows:
        yield Grid(header, rows, wished)


def _row(cells: tuple[str, ...], columns: int) -> tuple[str, ...]:
    return tuple("\n".join(on_lines(cell)) for cell in cells) + ("",) * (columns - len(cells))


def _annex_notes(annexes: tuple[Annex, ...]) -> Iterator[Line]:
    """附件说明: a name alone, or each with its number; no sign after a name."""
    for index, annex in enumerate(annexes):
        number = f"{index + 1}." if len(annexes) > 1 else ""
        role = Role.ANNEX_MORE if index else Role.ANNEX_NOTE
        text = number + on_one_line(annex.title).rstrip("。；;")
        yield Line(role, text, lead="" if index else "附件：", start=squares(number), first=not index)


def _signature(paper: Paper) -> Iterator[Line]:
    """署名 and 成文日期 of a document without a seal: by squares from the left, so that any font keeps their places."""
    names, dated = on_lines(paper.signatory), day(paper.dated)
    name, date = max(map(squares, names), default=0.0), squares(dated)
    if date > name:
        date_start = SQUARES - _RIGHT - date
        name_start = date_start - _DATE_IN
    else:
        name_start = SQUARES - _RIGHT - name
        date_start = min(name_start + _DATE_IN, SQUARES - date)
    for index, text in enumerate(names):
        yield Line(Role.SIGNATORY, text, start=max(name_start, 0.0), first=not index)
    if dated:
        yield Line(Role.DATED, dated, start=max(date_start, 0.0), first=not names, held=bool(paper.note.strip()))


def _note(paper: Paper) -> Iterator[Line]:
    if note := on_one_line(paper.note).strip("（）()"):
        yield Line(Role.NOTE, f"（{note}）")


def _annexes(annexes: tuple[Annex, ...]) -> Iterator[Element]:
    for index, annex in enumerate(annexes):
        yield Line(Role.ANNEX_LABEL, f"附件{index + 1}" if len(annexes) > 1 else "附件")
        yield Line(Role.ANNEX_TITLE, _title(annex.title))
        yield from _blocks(annex.blocks)
