"""Which pieces of an indicator plan are headings: fields, indicators, and parts of one indicator.

In: the pieces of a document.  Out: a `Role` for each piece that is a heading.
Reads "（一）经济发展领域。" / "23、公共交通服务指数。" / "(1)每万人拥有公共交通车辆。" by what follows each of them.
A task plan, whose numbered headings are things to do, has no such headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto

from duban.documents.lexicon import indicators as words
from duban.documents.recognition.indicators.names import heading_name, heading_rest, looks_measured
from duban.documents.recognition.indicators.pieces import Piece, PieceKind
from duban.documents.structure.numbering import LabelKind


class Role(Enum):
    FIELD = auto()  # a heading above indicators, or one that ends them
    INDICATOR = auto()
    PARENT = auto()  # an indicator that is given in parts
    PART = auto()


_RANKS = {kind: rank for rank, kind in enumerate(LabelKind)}
_LONGEST_FIELD = 40
_FIELD_END = re.compile(r"(?:领域|方面|类指标|类|指标)[。：:]?$")
_FIGURE = re.compile(r"(?:19|20)\d\d年[^。]{0,60}\d")
_UNITS_BEHIND = re.compile(r"[（(][^（()）]{0,20}(?:单位|部门|牵头|负责|配合)[^（()）]*[）)][。.]?$")
_AIMED = re.compile(
    r"\d[^。]*[，,；;][^。]*(?:目标|达到|提高到|提升到|控制在|降至|不低于|不少于|不超过|力争|确保|保持)"
)
_LONGEST_ALONE = 80
_FEWEST_ALONE = 3
_GOALS = frozenset((PieceKind.GOAL, PieceKind.BASELINE, PieceKind.NATURE))
Roles = dict[int, Role]


def find_headings(pieces: Sequence[Piece]) -> Roles:
    """The role of every heading, by its index; empty when the document is no indicator plan."""
    anchored = [index for index in range(len(pieces)) if _is_anchored(pieces, index)] or _alone(pieces)
    measured = [index for index in anchored if looks_measured(heading_name(pieces[index].text))]
    if not _is_plan(pieces, anchored, measured):
        return {}
    counted = Counter(_kind(pieces[index]) for index in measured)
    main = min(counted, key=lambda kind: (-counted[kind], _rank(kind)))
    roles = {index: Role.INDICATOR for index in anchored if _kind(pieces[index]) == main}
    roles |= _parts(pieces, measured, main, roles)
    return roles | _fields(pieces, roles, main)


def _is_anchored(pieces: Sequence[Piece], index: int) -> bool:
    """A heading directly over a label such as 牵头单位： or 工作目标。"""
    piece = pieces[index]
    if piece.kind is not PieceKind.TEXT or not piece.opens or index + 1 >= len(pieces):
        return False
    if pieces[index + 1].kind is PieceKind.TEXT:
        return False
    name = heading_name(piece.text)
    return bool(name) and (bool(piece.number) or looks_measured(name))


def _alone(pieces: Sequence[Piece]) -> list[int]:
    """Indicators of one paragraph each: （一）研发强度。2022年为2%，2023年目标2.2%。（牵头单位：…）; all or none."""
    bound = [index for index, piece in enumerate(pieces) if piece.number and _UNITS_BEHIND.search(piece.text)]
    told = [index for index in bound if _tells_all(pieces[index])]
    return told if len(told) >= _FEWEST_ALONE and len(told) == len(bound) else []


def _tells_all(piece: Piece) -> bool:
    """A name of something measured, then where it stands and where it shall go, and no more."""
    rest = _UNITS_BEHIND.sub("", heading_rest(piece.text))
    if len(rest) > _LONGEST_ALONE or "。" in rest.rstrip("。"):
        return False
    stands = bool(_FIGURE.match(rest) and _AIMED.search(rest))
    return stands and looks_measured(heading_name(piece.text))


def _is_plan(pieces: Sequence[Piece], anchored: Sequence[int], measured: Sequence[int]) -> bool:
    """Most headings are names of something measured, and what is to be reached is said."""
    numbered = [index for index in anchored if pieces[index].number]
    if not measured or len(measured) * 2 < len(numbered):
        return False
    goals = sum(piece.kind in _GOALS for piece in pieces)
    if goals * 2 >= len(measured) or goals >= 3:
        return True
    figures = sum(piece.kind is PieceKind.TEXT and bool(_FIGURE.search(piece.text)) for piece in pieces)
    return len(measured) >= max(2, len(numbered)) and figures >= len(measured)


def _parts(pieces: Sequence[Piece], measured: Sequence[int], main: LabelKind | None, roles: Roles) -> Roles:
    """Numbered parts under an indicator, and the indicator over them: 23、… / (1)… / (2)…"""
    found: Roles = {}
    owner: int | None = None
    inner = set(measured)
    for index, piece in enumerate(pieces):
        if index in roles:
            owner = None
        elif index in inner and _rank(_kind(piece)) > _rank(main):
            if owner is not None:
                found |= {owner: Role.PARENT, index: Role.PART}
        elif _is_main(piece, main):
            owner = index if index + 1 in inner else None
    return found


def _is_main(piece: Piece, main: LabelKind | None) -> bool:
    return main is not None and piece.kind is PieceKind.TEXT and piece.opens and _kind(piece) == main


def _fields(pieces: Sequence[Piece], roles: Roles, main: LabelKind | None) -> Roles:
    """Headings of a higher rank than the indicators'; labels such as （一）工作目标 show which kinds stand below."""
    within = pieces[min(roles) : max(roles) + 5]
    below = {_kind(piece) for piece in within if piece.kind is not PieceKind.TEXT and piece.number}
    found: Roles = {}
    for index, piece in enumerate(pieces):
        if index in roles or piece.kind is not PieceKind.TEXT or not piece.opens:
            continue
        higher = piece.number and _rank(_kind(piece)) < _rank(main) and _kind(piece) not in below
        styled = piece.paragraph.style.startswith("heading") and not piece.number
        named = index + 1 in roles and len(piece.text) <= _LONGEST_FIELD and _FIELD_END.search(piece.text)
        if higher or styled or (named and not piece.number):
            found[index] = Role.FIELD
    return found


def _kind(piece: Piece) -> LabelKind | None:
    return piece.number.kind if piece.number else None


def _rank(kind: LabelKind | None) -> int:
    return len(_RANKS) if kind is None else _RANKS[kind]


_GENERIC = re.compile(
    r"(?:主要|重点|具体|工作|攻坚|任务|指标|目标|措施|提升|各项|内容|分解|行动|要求|创建|体系|及|和|与|、|分工|责任|情况)+"
)
_FIELD_TAIL = re.compile(r"(?:类?指标)?(?:任务)?(?:[（(](?:共?\d+[项个][^（）()]{0,6})[）)])?$")


def field_name(piece: Piece) -> str:
    """The field a heading names: 经济发展 of "（一）经济发展领域。"; "" for 主要指标 or a sentence."""
    name = piece.text.strip(" 。：:*\u3000")
    if len(name) > _LONGEST_FIELD or any(mark in name for mark in "。；，,") or _GENERIC.fullmatch(name):
        return ""
    name = _FIELD_TAIL.sub("", name)
    for tail in ("领域", "方面", "类"):
        name = name.removesuffix(tail) if len(name) > len(tail) + 1 else name
    return "" if name.startswith(words.TASK_VERBS[:4]) else name
