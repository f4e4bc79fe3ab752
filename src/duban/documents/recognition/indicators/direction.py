"""Is more better, or less? Read from an indicator's name, its bounds, and the way from baseline to target.

In: name, baseline, targets.  Out: a `Direction` or None, and the doubt as a sentence when signals differ or are absent.
城镇登记失业率 falls though its target (4%) stands above its baseline (2.49%): falls, and the doubt is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duban.documents.lexicon import indicators as words
from duban.documents.model import Baseline, Comparator, Direction, IndicatorTarget

HIGHER, LOWER, RANGE = Direction.HIGHER_IS_BETTER, Direction.LOWER_IS_BETTER, Direction.WITHIN_RANGE


def _any(listed: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, listed), key=len, reverse=True)))


_BRACKETS = re.compile(r"[（(\[〔][^（）()\[\]〔〕]*[）)\]〕]?")
_RISING_END = re.compile(f"(?:{_any(words.RISING_ENDS).pattern})$")
_FALLING, _RANGE, _RISING = _any(words.FALLING_NAMES), _any(words.RANGE_NAMES), _any(words.RISING_NAMES)
_UP = re.compile(r"提升|提高|增长|增加|扩大|上升|改善|向好|稳中有升|新增|翻|全覆盖")
_DOWN = re.compile(r"下降|降低|减少|压减|削减|缩小|缩短|压缩|稳中有降")
_KEPT = ("控制在", "保持在", "稳定在", "维持在")
_BOUNDS = {
    Comparator.AT_LEAST: HIGHER,
    Comparator.ABOVE: HIGHER,
    Comparator.AT_MOST: LOWER,
    Comparator.BELOW: LOWER,
}
_LABELS = {HIGHER: "正向", LOWER: "逆向", RANGE: "区间"}


def read_direction(
    name: str, baseline: Baseline | None, targets: Sequence[IndicatorTarget], *, unit: str = ""
) -> tuple[Direction | None, str]:
    """The direction and, when it is open or contradicted, why; targets as printed, before commitments bind them."""
    named = direction_of_name(name)
    bound, way = _bound(targets), _way(name, baseline, targets, unit)
    if named and bound is RANGE and any(target.text.startswith(_KEPT) for target in targets):
        return RANGE, ""
    if named:
        bound = None if bound is RANGE else bound  # 增长8%—10% is a range of something that shall rise
        way = None if bound is named else way  # <3 over a baseline of 2.6 leaves room, it does not turn
        against = [signal for signal, found in (("界限", bound), ("基期值到目标值", way)) if _differs(named, found)]
        return named, _contradiction(named, against, baseline, targets) if against else ""
    if bound and way and bound is not way:
        return bound, f"目标的界限与基期值到目标值的走向不一致，暂按{_LABELS[bound]}处理"
    if bound or way:
        return bound or way, ""
    return None, "越高越好还是越低越好，文中看不出来"


def direction_of_name(name: str) -> Direction | None:
    """What the name alone says; brackets such as (2010年不变价) aside."""
    plain = _BRACKETS.sub("", name).strip()
    if _RANGE.search(plain):
        return RANGE
    if _RISING_END.search(plain):
        return HIGHER
    if _FALLING.search(plain):
        return LOWER
    return HIGHER if _RISING.search(plain) else None


def _differs(named: Direction, found: Direction | None) -> bool:
    return found is not None and named is not RANGE and found is not named


def _bound(targets: Sequence[IndicatorTarget]) -> Direction | None:
    """What 以上, 以内, <, ≥ say; 降低0.5个百分点以上 says nothing by its 以上."""
    for target in targets:
        if target.comparator is Comparator.RANGE:
            return None if _change(target.text) else RANGE
        if target.comparator in _BOUNDS and not _change(target.text):
            return _BOUNDS[target.comparator]
    return None


def _way(name: str, baseline: Baseline | None, targets: Sequence[IndicatorTarget], unit: str) -> Direction | None:
    """Where targets lead from the baseline, or the verb of a change."""
    for target in reversed(targets):
        if change := _change(target.text):
            return None if _change(_BRACKETS.sub("", name)) is LOWER else change
    end = next((target.value for target in reversed(targets) if _is_level(target, unit)), None)
    if baseline is None or baseline.value is None or end is None or end == baseline.value:
        return None
    return HIGHER if end > baseline.value else LOWER


def _is_level(target: IndicatorTarget, unit: str) -> bool:
    """A value of the indicator itself; not a five years' sum such as [15], nor a share where 亿元 is measured."""
    shared = "%" in target.text and bool(unit) and "%" not in unit
    return target.value is not None and not shared and not target.text.startswith(("[", "〔", "【", "累计", "年均"))


def _change(text: str) -> Direction | None:
    if re.search(r"(?:到|至|为)\d", text):
        return None
    if _UP.search(text):
        return HIGHER
    return LOWER if _DOWN.search(text) else None


def changes(text: str) -> bool:
    """Does the text tell a change (增长30%) and not a level?"""
    return _change(text) is not None


def _contradiction(
    named: Direction,
    against: Sequence[str],
    baseline: Baseline | None,
    targets: Sequence[IndicatorTarget],
) -> str:
    told = f"按名称应为{_LABELS[named]}，"
    value = next((target for target in reversed(targets) if target.value is not None), None)
    if "基期值到目标值" in against and baseline and baseline.value is not None and value and value.value is not None:
        side = "高于" if value.value > baseline.value else "低于"
        return f"{told}而目标值{value.text}{side}基期值{baseline.text}，请核实"
    return f"{told}而{'、'.join(against)}相反，请核实"
