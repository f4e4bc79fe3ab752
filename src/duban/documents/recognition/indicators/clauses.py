"""Read the clauses of an indicator's goal: which figure is said of what, of which year, and how firmly.

In: the sentences under 工作目标 or 现状.  Out: `Entry`s in reading order.
Reads "2016年,我市X为92.2%。…确保我市2017-2020年X90%。", "由2020年的58%提高到60%", "城市、县城Y分别达到95%和85%".
Does not weigh the entries against each other; `goals` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from duban.documents.lexicon import indicators as words
from duban.documents.recognition.indicators.figures import Spot, YearSpot, find_figures, find_years

_SENTENCES = re.compile(r"[。；;！\n]")
_LONGEST_CLAUSE = 1000  # no figure stands deeper in a clause that a person wrote
_CLAUSES = re.compile(r"(?<!\d)[，,]|[，,](?!\d{3}(?!\d))")
_STRIVE, _ENSURE = "|".join(words.STRIVE_WORDS), "|".join(words.ENSURE_WORDS)
_LEVEL = re.compile(rf"(?P<strive>{_STRIVE})|(?P<ensure>{_ENSURE})")
_AHEAD = re.compile(
    rf"{_STRIVE}|{_ENSURE}|(?<![截止])(?:到|至)[“\"]?(?:(?:19|20)\d\d年|十[三四五六]五)|目标|计划|预期|今年|明年|每年"
)
_FIRM = re.compile(r"实现|达|突破|保持|稳定在|完成")
_COMPARED = re.compile(
    r"(?:比|较)(?=(?:19|20)\d\d|[上去前同往]年|上期|基期|全[国省市]|[“\"]?十[二三四五]五)|(?:高于|低于|超过|快于|领先|高出|低)(?:于)?(?:全国|全省|全市|平均|省|国家)|全[国省](?:平均)?(?:水平)?(?:为|是)?"
)
_PLACE = re.compile(r"^(?:19|20)\d\d年(?:底|末)?|^[我全本][市县区省]")
_MEASURES = ("比重", "比例", "水平", "面积", "规模", "程度", "数量", "质量", "强度")
_FROM = re.compile(r"[由从](?=[^由从]*$)")
_TURN = re.compile(r"提高|提升|增加|增长|上升|扩大|下降|降低|减少|压减|缩短|缩减|压缩|控制|达")
_WORDS = re.compile(
    r"保持(?:基本)?(?:平稳|稳定|增长|领先|全覆盖)|稳中有[升降进]|(?:持续|稳步|逐年|逐步|明显|大幅|进一步|不断)(?:提升|提高|改善|增长|"
    r"下降|降低|优化|扩大|上升|减少|增加|缩小)|全覆盖|翻[一两]?番|(?:基本)?(?:与[^，。；]{2,14})?同步|清零|只增不减|零增长|不增加|不下降|"
    r"(?:达到|高于|超过|不低于|优于|低于|不高于|位居|进入|完成|符合)[^，。；达到高于]{0,10}(?:平均水平|前列|要求|标准|下达[^，。；]{0,8}|第?[一二三四五六七八九十\d]+位?)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure, or words in place of one."""

    subject: str  # what it is said of; "" when only the indicator itself can be meant
    spot: Spot
    years: tuple[int, ...]
    ahead: bool  # a goal, not where things stand
    level: str | None = None
    firm: bool = False  # 达到, 实现, 力争: a plain figure is a bound
    compared: bool = False  # against another year or place
    in_words: bool = False


@dataclass(slots=True)
class _State:
    """What earlier clauses settled for later ones."""

    ahead: bool
    years: tuple[int, ...] = ()
    level: str | None = None
    firm: bool = False


def read_clauses(text: str, *, name: str, year: int | None, ahead: bool | None) -> tuple[Entry, ...]:
    """`ahead`: the label says the text is a goal (True) or a state (False); None lets the words decide."""
    return tuple(_entries(text, name, year, ahead))


def _entries(text: str, name: str, year: int | None, ahead: bool | None) -> Iterator[Entry]:
    state = _State(bool(ahead))
    for sentence in _SENTENCES.split(text):
        state.level, state.firm = None, False
        for clause in _CLAUSES.split(sentence):
            if clause.strip():
                yield from _read(clause[:_LONGEST_CLAUSE], state, name, year, ahead)


def _read(clause: str, state: _State, name: str, year: int | None, ahead: bool | None) -> Iterator[Entry]:
    masked = clause.replace(name, "\1" * len(name))
    spots, years = find_figures(masked), find_years(masked, year=year)
    if ahead is not False and _AHEAD.search(masked):
        state.ahead = True
    elif years and ahead is None:
        state.ahead = year is not None and years[-1].years[-1] >= year
    state.firm = state.firm or bool(_FIRM.search(masked))
    if not spots:
        state.years = years[-1].years if years else state.years
        state.level = _level(clause, len(clause)) or state.level
        yield from _in_words(clause, state, name)
        return
    yield from _shared(clause, years, list(_figures(clause, spots, years, state)))


def _figures(clause: str, spots: Sequence[Spot], years: Sequence[YearSpot], state: _State) -> Iterator[Entry]:
    before, turned = 0, False
    for index, spot in enumerate(spots):
        state.level = _level(clause, spot.start) or state.level
        origin = _origin(clause, spots, index)
        said = [found for found in years if found.end <= spot.start]
        since = [found for found in said if found.start > origin] if origin >= 0 else []
        subject = subject_of(clause, before, min(origin, spot.start) if origin >= 0 else spot.start, years)
        if origin >= 0:
            yield Entry(subject, spot, since[-1].years if since else (), ahead=False)
            years = [found for found in years if found not in since]
            turned = True
        else:
            state.years = said[-1].years if said else state.years
            compared = bool(_COMPARED.search(clause, before, spot.end))
            firm = state.firm or state.level is not None or spot.reached or turned
            ahead = state.ahead or spot.bounded or spot.reached or turned
            yield Entry(subject, spot, state.years, ahead, state.level, firm, compared)
        before = spot.end


def _origin(clause: str, spots: Sequence[Spot], index: int) -> int:
    """Where 由 or 从 stands when the figure is the one things start from: 由2020年的58%提高到60%."""
    before = spots[index - 1].end if index else 0
    match = _FROM.search(clause, before, spots[index].start)
    if match is None or index + 1 >= len(spots):
        return -1
    between = clause[spots[index].end : spots[index + 1].start + 2]
    return match.start() if _TURN.search(between[:8]) else -1


def _level(clause: str, end: int) -> str | None:
    found = [match.lastgroup for match in _LEVEL.finditer(clause, 0, end)]
    return found[-1] if found else None


def _in_words(clause: str, state: _State, name: str) -> Iterator[Entry]:
    """保持稳定 in place of a figure; and a state such as 我市X比重较低."""
    match = _WORDS.search(clause)
    if match and (state.ahead or not state.years):
        spot = Spot(match.group(), match.start(), match.end(), bare=match.group())
        yield Entry("", spot, state.years, True, state.level, in_words=True)
    elif not state.ahead and state.years and name[-3:] in clause[:-1] and not _COMPARED.search(clause):
        words_said = _after_name(_PLACE.sub("", clause.strip()), name)
        yield Entry("", Spot(words_said, 0, len(clause)), state.years, False, in_words=True)


def _after_name(said: str, name: str) -> str:
    """比重较低 of …比重较低: what is said, with the last word of the name where that is a measure."""
    if name not in said or said.endswith(name):
        return said
    measure = next((word for word in _MEASURES if name.endswith(word)), "")
    return measure + said[said.index(name) + len(name) :]


def _shared(clause: str, years: Sequence[YearSpot], entries: list[Entry]) -> list[Entry]:
    """分别: the figures go in turn to the years or to the subjects before it."""
    at = clause.find("分别")
    after = [entry for entry in entries if entry.spot.end > at >= 0]
    if len(after) < 2:
        return entries
    said = [found.years for found in years if found.end <= at]
    if len(said) == len(after):
        turned = [replace(entry, years=span) for entry, span in zip(after, said, strict=True)]
        return [entry for entry in entries if entry not in after] + turned
    subjects = _listed(subject_of(clause, 0, at, years), len(after))
    return (
        [replace(entry, subject=subject) for entry, subject in zip(after, subjects, strict=True)]
        if subjects
        else entries
    )


def _listed(text: str, number: int) -> list[str]:
    """城市、县城污水处理率 is 城市污水处理率 and 县城污水处理率."""
    parts = [part for part in re.split(r"[、和与及]", text) if part]
    if len(parts) != number:
        return []
    last = parts[-1]
    if len(parts[0]) < len(last) and parts[0][-1:] not in "率数量额值比重":
        return [part + last[len(parts[0]) :] for part in parts[:-1]] + [last]
    return parts


_OPENING = re.compile(
    rf"(?:[\s\0、：:]+|[到至在]\0|底|末|前|各?年度|期间|{_STRIVE}|{_ENSURE}|通过[^，]{{0,20}}行动|我[市县区省州旗]|全[市县区州旗]|"
    r"本[市县区]|实现|完成|使|将|要求?|其中|并|且|同时|以及|分别|指标|由|从|目标值?|计划|预期|每年|年均)+"
)
_CLOSING = re.compile(
    r"(?:实现|达到|达|保持|维持|稳定|提高|提升|增加|上升|下降|降低|压减|减少|控制|到|至|在|为|是|均|约|的|指标|目标值?|"
    rf"{_STRIVE}|{_ENSURE}|分别|预计|持续|不|年均|累计|[\s\0、：:“”])+$"
)
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


def subject_of(clause: str, start: int, end: int, years: Sequence[YearSpot]) -> str:
    """What the words `clause[start:end]` before a figure name, without years, places and verbs."""
    text = clause[start:end]
    for found in reversed(years):
        if start <= found.start and found.end <= end:
            text = text[: found.start - start] + "\0" + text[found.end - start :]
    text = _BRACKETS.sub("", text)
    opening = _OPENING.match(text)
    return _closed(text[opening.end() :] if opening else text)


def _closed(text: str) -> str:
    return _CLOSING.sub("", text[-80:]).replace("\0", "")
