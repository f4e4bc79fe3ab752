"""Complete names that share an end or a beginning: 水台、稔村镇政府; 市发展改革、财政局.

In: the names of a list in order, as printed, each with what parts it from the one before.
Out: the same names, each complete: 水台镇政府, 稔村镇政府; 市发展改革局, 市财政局.
A name of unknown form (never 2 to 4 characters, no department's subject) stays as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from duban.documents.lexicon.units import GENERIC
from duban.documents.recognition.responsibility.forms import LEVEL, is_subject, looks_like_unit, without_level

_LEVEL_WORD = r"(?:街道|镇|乡|县|区|市|旗|州|盟|村|社区|苏木)"
_GOVERNMENT = r"(?:人民政府|政府|党委政府|党委、政府|党委|党工委|办事处|街道办|办|居委会|村委会)"
_PLACE = re.compile(
    rf"(?P<stem>[\u3400-\u9fff]{{1,12}}?)(?P<level>{_LEVEL_WORD}(?:[（(〈<][^（()）〈〉<>]{{1,8}}[）)〉>])?)(?P<government>{_GOVERNMENT})?$"
)
_ZONE = re.compile(
    r"(?:高新区|经开区|开发区)$|.{2,}(?:新区|开发区|园区|工业园|产业园|科技园|高新区|经开区|示范区|保税区|度假区|合作区|功能区|集聚区|试验区|景区|综保区)$"
)
_BOARD = re.compile(r".{2,}(?:园|区|新城|港)(?P<board>(?:党工委)?管委会|管理委员会|服务中心)$")
_DEPARTMENT = re.compile(r"(?P<subject>.{2,14}?)(?P<end>局|委员会|委|厅|部门|办公室|办)$")
_BRANCH = re.compile(r"(?P<parent>.{2,}局)[\u3400-\u9fff]{2,4}分局$")
_STEM = re.compile(r"(?![市县省区各])[\u3400-\u9fff]{0,3}[^镇乡街县区市省州旗局委办厅部]$")
_CLOSE = ("、", "和", "及", "与", "以及", "/", " ")


@dataclass(frozen=True, slots=True)
class _Ending:
    """What names before may share: after a bare name `whole`, after one with its own level `government`."""

    whole: str = ""
    government: str = ""
    board: str = ""
    department: str = ""


def complete(names: list[tuple[str, str]]) -> list[str]:
    """Names complete, in order; `names` are (what stands before, name)."""
    done = [name for _, name in names]
    ending = _Ending()
    shared: set[int] = set()
    for index in range(len(done) - 1, -1, -1):
        near = index + 1 < len(done) and names[index + 1][0].strip() in (*_CLOSE, "")
        longer = _with_ending(done[index], ending, near=near)
        if longer != done[index] and ending.department:
            shared.update((index, index + 1))
        done[index] = longer
        ending = _ending_of(longer)
    return _with_parents(_with_levels(done, shared))


def _with_ending(name: str, ending: _Ending, *, near: bool) -> str:
    if ending.board:
        return name + ending.board if near and _ZONE.match(name) else name
    if ending.whole:
        if not looks_like_unit(name) and _is_stem(name):
            return name + ending.whole
        place = _PLACE.match(name) if near and ending.government and looks_like_unit(name) else None
        if (
            place
            and not place["government"]
            and not name.startswith(("各", "有关", "相关"))
            and _suits(place["level"], ending)
        ):
            return name + ending.government
        return name
    if ending.department and not looks_like_unit(name) and is_subject(without_level(name)):
        return name + ending.department
    return name


def _is_stem(name: str) -> bool:
    return (
        bool(_STEM.match(name)) and name not in GENERIC and not is_subject(name) and not is_subject(without_level(name))
    )


def _suits(level: str, ending: _Ending) -> bool:
    """云城区、临川县政府 share 政府; 素龙街道、云栖镇政府 do not, for a street has an office."""
    street = level.startswith("街道")
    office = ending.government in ("办事处", "办", "街道办")
    return street == office or ending.government.startswith("党")


def _ending_of(name: str) -> _Ending:
    if name.startswith(("各", "有关", "相关", "其他")):
        return _Ending()
    if board := _BOARD.match(name):
        return _Ending(board=board["board"])
    if place := _PLACE.match(name):
        government = place["government"] or ""
        return _Ending(whole=place["level"] + government, government=government)
    department = _DEPARTMENT.match(name)
    if department and is_subject(without_level(department["subject"])):
        return _Ending(department=department["end"])
    return _Ending()


def _with_levels(names: list[str], shared: set[int]) -> list[str]:
    """市发展改革、财政局: the level stands once, before the first of those that share their end."""
    level = ""
    for index, name in enumerate(names):
        if index not in shared:
            level = ""
        elif match := LEVEL.match(name):
            level = match[0]
        elif level:
            names[index] = level + name
    return names


def _with_parents(names: list[str]) -> list[str]:
    """市公安局东江分局、西江分局: a branch alone belongs to the body named before."""
    parent = ""
    for index, name in enumerate(names):
        if branch := _BRANCH.match(name):
            parent = branch["parent"]
        elif parent and re.fullmatch(r"[\u3400-\u9fff]{2,4}分局", name) and name not in GENERIC:
            names[index] = parent + name
        else:
            parent = ""
    return names
