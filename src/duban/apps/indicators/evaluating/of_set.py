"""The figures of the whole set: how many stand as what, the index, what changed since the period before.

In: `Ground`.  Out: figures; those that are whole clauses leave out what is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from duban.apps.dispatch.live.figures import Figure, counted, said
from duban.apps.indicators.evaluating.ground import AHEAD, BEHIND, UNJUDGED, Before, Ground
from duban.apps.indicators.evaluating.periods import KIND_WORDS, told_period, until_words
from duban.apps.indicators.measuring import IndicatorStanding
from duban.rulebook.attainment.words import rounded
from duban.rulebook.bulletin_words import change, named, safe, share, told
from duban.rulebook.indicator_pace import PACE_CLASSES, PaceClass

Standings = Sequence[IndicatorStanding]
P = PaceClass
ORDER = (P.DONE, P.DONE_EARLY, P.FASTER, P.ON_PACE, P.BEHIND, P.SEVERE, P.MISSED, P.NO_DATA, P.NO_PATH)
MEASURE = "项指标"
_HOW = "按截至月份的应达水平和计算办法评价，不含分项"


def of_period(ground: Ground) -> Iterator[Figure]:
    now, one = ground.standing, ground.standing.indicator_set
    yield said("指标体系", safe(one.title), "指标体系的名称。")
    yield said("行政区", safe(now.place.name), "指标体系的行政区。")
    yield said("类别", KIND_WORDS[ground.kind], "监测、中期评估或终期评估。")
    yield said("期间", told_period(ground.kind, one.starts, now.year, now.month), "评价的时期。")
    yield said("截止日期", until_words(now.year, now.month), "数据截至的月份。")
    yield said("年份", str(now.year), "评价的年度。")
    yield said("目标年", str(one.ends), "指标体系的目标年。")
    version = f"第{now.scheme.number}版" if now.scheme else ""
    yield said("计算办法", version, "评价用的计算办法的版次。")


def of_classes(ground: Ground) -> Iterator[Figure]:
    yield listed("指标总数", ground.items, "指标体系中的指标，不含分项。")
    judged = [one for one in ground.items if one.pace.standing not in UNJUDGED]
    yield listed("可评价数", judged, "有实际值、能按时序评价的指标。")
    for each in ORDER:
        rows, word = ground.of_class(each), PACE_CLASSES[each]
        yield listed(f"{word}数", rows, f"时序评价为“{word}”的指标，{_HOW}。")
        yield said(f"{word}占比", share(len(rows), len(ground.items)) or "0%", f"“{word}”的指标占指标总数。")
        yield names(f"{word}指标", rows, f"时序评价为“{word}”的指标。")
    for word, classes in (("领先", AHEAD), ("落后", BEHIND)):
        rows = ground.of_class(*classes)
        yield listed(f"{word}数", rows, f"{'、'.join(PACE_CLASSES[one] for one in classes)}的指标。")
        yield names(f"{word}名单", rows, f"{'、'.join(PACE_CLASSES[one] for one in classes)}的指标。")
    yield clause("进度分布", spread(ground.items), "各类时序评价的指标数和占比；没有的不列。", ground.items)
    yield clause("落后情况", _behind(ground), "滞后、严重滞后和未完成的指标数和牵头单位。", ground.of_class(*BEHIND))
    keys = ground.lead_keys(ground.of_class(*BEHIND))
    yield counted("落后单位数", keys, "有落后指标的牵头单位。", of="unit")
    words = named([ground.unit(key) for key in keys]) or "无"
    yield said("落后单位", words, "有落后指标的牵头单位。", of="unit", rows=keys)
    yield clause("缺数据情况", _missing(ground), "没有实际值、不能评价的指标；没有的不写。", ground.of_class(*UNJUDGED))


def of_attainment(ground: Ground) -> Iterator[Figure]:
    """By the targets of the year told; `final` by the last ones."""
    met, unmet = _met(ground.items, is_met=True), _met(ground.items, is_met=False)
    yield listed("达标数", met, "达到本年度目标（没有本年度目标的按下一个有目标的年度）的指标。")
    yield said("达标率", share(len(met), len(ground.items)) or "0%", "达标的指标占指标总数。")
    yield listed("未达标数", unmet, "没有达到上述目标的指标。")
    yield names("未达标指标", unmet, "没有达到上述目标的指标。")
    index = ground.standing.index
    yield said("综合指数", index.shown, f"各领域指数按权重平均，单项最高按100计。{index.working}")
    coverage = f"{rounded(index.coverage * 100)}%"
    yield said("指数覆盖率", coverage, "有完成率、计入综合指数的指标占全部权重的份额。")
    yield said(
        "全期指数", ground.standing.final.shown, f"按目标年的目标计算的综合指数。{ground.standing.final.working}"
    )
    yield said("必达情况", _must_pass(ground), "必达指标是否都达到；没有必达指标的不写。")
    yield said("较上期", _compared(ground), "与上一期已印发的通报、评估（没有的与上一年度）相比；没有的不写。")


def listed(key: str, rows: Iterable[IndicatorStanding], definition: str) -> Figure:
    return counted(key, [one.indicator.pk for one in rows], definition, of="indicator")


def names(key: str, rows: Standings, definition: str) -> Figure:
    words = named([safe(one.indicator.name) for one in rows], MEASURE) or "无"
    return clause(key, words, definition, rows)


def clause(key: str, words: str, definition: str, rows: Iterable[IndicatorStanding]) -> Figure:
    return said(key, words, definition, of="indicator", rows=[one.indicator.pk for one in rows])


def spread(rows: Standings) -> str:
    """提前完成4项（占20.0%）、快于时序5项（占25.0%）、基本符合7项（占35.0%）."""
    if not rows:
        return "没有指标"
    counts = [(PACE_CLASSES[each], sum(one.pace.standing is each for one in rows)) for each in ORDER]
    return told(counts, whole=len(rows))


def _met(rows: Standings, *, is_met: bool) -> list[IndicatorStanding]:
    return [one for one in rows if one.attainment.is_met is is_met]


def _behind(ground: Ground) -> str:
    rows = ground.of_class(*BEHIND)
    if not rows:
        return "没有落后于时序的指标。"
    units = [ground.unit(key) for key in ground.lead_keys(rows)]
    return f"落后于时序的指标有{len(rows)}项{f'，涉及{named(units)}' if units else ''}。"


def _missing(ground: Ground) -> str:
    """另有2项缺数据：…；1项不能评价：…。"""
    parts = []
    for each, words in ((P.NO_DATA, "缺少本期数据"), (P.NO_PATH, "没有可以比较的目标")):
        if rows := ground.of_class(each):
            parts.append(f"{len(rows)}项{words}：{named([safe(one.indicator.name) for one in rows], MEASURE)}")
    return f"另有{'；'.join(parts)}。" if parts else ""


def _must_pass(ground: Ground) -> str:
    index = ground.standing.index
    parts = [("未达到", index.failed), ("尚不能判定", index.unjudged), ("达到", index.passed)]
    said_of = [f"{word}的有{named([safe(name) for name in some], MEASURE)}" for word, some in parts if some]
    return f"必达指标中，{'；'.join(said_of)}。" if said_of else ""


def _compared(ground: Ground) -> str:
    before = ground.before
    if before is None:
        return ""
    parts = [_index_change(ground, before)]
    then = [before.classes[one.indicator.pk] for one in ground.items if one.indicator.pk in before.classes]
    for word, classes in (("领先的指标", AHEAD), ("落后的指标", BEHIND)):
        now = sum(one.pace.standing in classes for one in ground.items if one.indicator.pk in before.classes)
        parts.append(f"{word}{change(now, sum(one in classes for one in then))}")
    return f"与{before.words}相比，{'，'.join(filter(None, parts))}。"


def _index_change(ground: Ground, before: Before) -> str:
    now = ground.standing.index.percent
    if now is None or before.index is None:
        return ""
    off = now - before.index
    size = rounded(abs(off))
    if size == "0":
        return "综合指数持平"
    return f"综合指数{'提高' if off > 0 else '下降'}{size}个百分点"
