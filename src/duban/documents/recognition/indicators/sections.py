"""Gather what an indicator plan says under each indicator's heading.

In: pieces and the roles of the headings among them.  Out: `Section`s in order, and the pieces outside of them.
One section is "1、人均GDP。" with 牵头责任单位, 工作目标 and 重点工作任务 until the next heading.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duban.documents.blocks import Place
from duban.documents.recognition.indicators.goals import Said
from duban.documents.recognition.indicators.headings import Role, Roles, field_name
from duban.documents.recognition.indicators.names import heading_name, heading_rest
from duban.documents.recognition.indicators.pieces import Piece, PieceKind

_UNITS = (PieceKind.LEAD, PieceKind.RESPONSIBLE, PieceKind.SUPPORT)
_SAID = (PieceKind.GOAL, PieceKind.BASELINE)
_DATED = re.compile(r"(?:(?:19|20)\d\d.*?年|“?十.五”?)")
# Labels over texts that say first where things stand, then where they shall go.
_MIXED = (
    "",
    "工作目标",
    "目标任务",
    "目标要求",
    "主要目标",
    "总体目标",
    "目标",
    "任务目标",
    "指标目标",
    "指标任务",
    "具体目标",
)
_LEVEL = re.compile(r"^(?:确保|力争)")
# The document's own close: what stands there is no task of the last indicator.
_END = re.compile(
    r"^(?:附件?\s*\d*\s*[：:]|抄送|主送|公开方式|[（(]此件|(?:19|20)\d\d年\d{1,2}月\d{1,2}日$|主动公开|相关附件|扫一扫)"
)


@dataclass(slots=True)
class Section:
    """Everything between one indicator's heading and the next heading."""

    heading: Piece
    number: str
    field: str = ""
    part: str = ""
    parent: Piece | None = None  # the heading above parts
    first_part: bool = False
    units: list[Piece] = dataclasses.field(default_factory=list)
    said: list[Said] = dataclasses.field(default_factory=list)
    tasks: list[Piece] = dataclasses.field(default_factory=list)
    nature: str = ""
    unit: str = ""
    last: Piece | None = None

    @property
    def name(self) -> str:
        return heading_name(self.heading.text)

    @property
    def place(self) -> Place:
        begin = self.parent if self.parent and self.first_part else self.heading
        return begin.place.until((self.last or self.heading).place)


def gather(pieces: Sequence[Piece], roles: Roles) -> Iterator[Section | Piece]:
    """Sections, and loose pieces between them, in reading order."""
    section: Section | None = None
    parent: Piece | None = None
    above = ""
    under = PieceKind.TEXT
    for index, piece in enumerate(pieces):
        role = roles.get(index)
        ends = section is not None and piece.kind is PieceKind.TEXT and piece.opens and _END.match(piece.text)
        if role or ends:
            if section:
                yield section
            section, under = _opened(piece, role, above, parent), PieceKind.TEXT
            parent = piece if role is Role.PARENT else parent if role is Role.PART else None
            above = field_name(piece) if role is Role.FIELD else above
            if section and section.parent:
                section.first_part = roles.get(index - 1) is Role.PARENT
        elif section:
            under = _put(section, piece, under)
        if section is None:
            yield piece
    if section:
        yield section


def _opened(piece: Piece, role: Role | None, above: str, parent: Piece | None) -> Section | None:
    if role not in (Role.INDICATOR, Role.PART):
        return None
    if role is Role.PART and parent:
        section = Section(piece, _number(parent), above, f"({_value(piece)})", parent)
    else:
        section = Section(piece, _number(piece), above)
    if rest := heading_rest(piece.text):
        section.said.append(Said(rest))
    return section


def _number(piece: Piece) -> str:
    """As printed, without its mark; also of 指标3：…"""
    if piece.number is None:
        named = re.match(r"指标\s*([一二三四五六七八九十\d]{1,3})\s*[:：、]", piece.text)
        return named[1] if named else ""
    return piece.number.number


def _value(piece: Piece) -> str:
    return str(piece.number.value) if piece.number else ""


def _put(section: Section, piece: Piece, under: PieceKind) -> PieceKind:
    """Add a piece to the section; the kind of label it stands under is given back."""
    section.last = piece
    if piece.kind in _UNITS:
        in_tasks = under is PieceKind.TASKS and section.units
        (section.tasks if in_tasks else section.units).append(piece)
        return under
    if piece.kind is not PieceKind.TEXT:
        under = piece.kind
    if under is PieceKind.TASKS:
        section.tasks.append(piece)
    elif under is PieceKind.NATURE:
        section.nature, under = piece.text, PieceKind.TEXT
    elif under is PieceKind.UNIT:
        section.unit, under = piece.text, PieceKind.TEXT
    elif under is not PieceKind.REMARK and piece.text:
        section.said.append(_said(piece, under))
    return under


def _said(piece: Piece, under: PieceKind) -> Said:
    """A label's own year and level belong to what it says: 2025年目标：60%, 力争目标：65%."""
    dated, level = _DATED.match(piece.word), _LEVEL.match(piece.word)
    before = "".join(match.group() + "，" for match in (dated, level) if match).replace("力争，", "力争")
    if under is PieceKind.BASELINE:
        return Said(before + piece.text, ahead=False)
    mixed = not (dated or level) and piece.word in _MIXED
    text = before.replace("确保，", "确保") + piece.text
    return Said(text, ahead=None if mixed or under is PieceKind.TEXT else True, yearly="年度" in piece.word)
