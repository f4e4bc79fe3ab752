"""The figures of fields, natures, years and places, and what is foreseen.

In: `Ground`.  Out: figures; what a set does not have is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from duban.apps.dispatch.live.figures import Figure, counted, said
from duban.apps.indicators.evaluating.ground import BEHIND, Ground
from duban.apps.indicators.evaluating.of_set import MEASURE, Standings, clause, listed, names, spread
from duban.apps.indicators.measuring import IndicatorStanding, PlaceStanding
from duban.rulebook.attainment.words import rounded
from duban.rulebook.bulletin_words import named, safe, share
from duban.rulebook.forecast import OUTLOOKS, Outlook
from duban.rulebook.indicators import NATURES, Nature

FEW = 3  # places named at either end


def of_fields(ground: Ground) -> Iterator[Figure]:
    for at, field in enumerate(ground.standing.fields, 1):
        yield said(f"第{at}领域名称", safe(field.name), "指标体系的领域。")
        yield listed(f"第{at}领域指标数", field.items, "这个领域的指标。")
        yield said(f"第{at}领域指数", field.index.shown, f"这个领域的指数。{field.index.working}")
        yield clause(f"第{at}领域进展", spread(field.items), "这个领域各类时序评价的指标数和占比。", field.items)


def of_natures(ground: Ground) -> Iterator[Figure]:
    for nature, word in NATURES.items():
        rows = of_nature(ground, nature)
        yield listed(f"{word}指标数", rows, f"{word}指标，不含分项。")
        yield clause(f"{word}进展", spread(rows), f"{word}指标各类时序评价的指标数和占比。", rows)
        yield names(f"{word}落后指标", [one for one in rows if _lags(one)], f"{word}指标中落后于时序的。")


def of_forecasts(ground: Ground) -> Iterator[Figure]:
    keys = {Outlook.REACHED: "预计可完成", Outlook.UNSURE: "有不确定性", Outlook.HARD: "预计难完成"}
    for outlook, key in keys.items():
        rows = foreseen(ground, outlook)
        yield listed(f"{key}数", rows, f"按历年数据的直线趋势，到目标年“{OUTLOOKS[outlook]}”的指标。")
        yield names(f"{key}指标", rows, f"按历年数据的直线趋势，到目标年“{OUTLOOKS[outlook]}”的指标。")
    yield clause("预测情况", _foreseen(ground), "按历年数据的直线趋势外推；数据不足三年的不作预测。", ground.items)


def of_results(ground: Ground) -> Iterator[Figure]:
    """By the targets of the last year: what is completed."""
    done, undone, unknown = (completed(ground, met) for met in (True, False, None))
    yield listed("完成数", done, "达到目标年目标的指标。")
    yield said("完成比例", share(len(done), len(ground.items)) or "0%", "完成的指标占指标总数。")
    yield listed("未完成总数", undone, "没有达到目标年目标的指标。")
    yield listed("无法判定数", unknown, "没有实际值或者目标没有数值，无法判定的指标。")
    yield names("完成名单", done, "达到目标年目标的指标。")
    yield names("未完成名单", undone, "没有达到目标年目标的指标。")
    yield names("无法判定名单", unknown, "无法判定的指标。")
    words = [f"{year}年{found.index.shown}" for year, found in ground.years.items()]
    yield said("历年指数", "，".join(words), "各年度按当年目标计算的综合指数。")


def of_places(ground: Ground) -> Iterator[Figure]:
    if ground.places is None:
        return
    rows = ground.places.rows
    yield counted("地区数", [one.place.pk for one in rows], "下一级行政区。", of="place")
    ranked = [one for one in rows if one.rank is not None]
    yield _of_places("地区居前", ranked[:FEW], "综合指数居前的地区。")
    yield _of_places("地区居后", ranked[-FEW:][::-1] if len(ranked) > FEW else [], "综合指数居后的地区。")
    yield _of_places("地区未排名", [one for one in rows if one.rank is None], "数据不足、没有排名的地区。")
    yield said(
        "地区情况", _places(rows, ranked), "各地区的综合指数和排名。", of="place", rows=[r.place.pk for r in rows]
    )


def of_nature(ground: Ground, nature: Nature) -> list[IndicatorStanding]:
    return [one for one in ground.items if one.indicator.nature == nature]


def foreseen(ground: Ground, outlook: Outlook) -> list[IndicatorStanding]:
    return [one for one in ground.items if one.forecast.outlook is outlook]


def completed(ground: Ground, is_met: bool | None) -> list[IndicatorStanding]:
    return [one for one in ground.items if one.final.is_met is is_met]


def place_index(row: PlaceStanding) -> str:
    return "" if row.index is None else f"{rounded(_exact(row.index))}%"


def _exact(value: float) -> Fraction:
    return Fraction(value).limit_denominator(10**9)


def _lags(one: IndicatorStanding) -> bool:
    return one.pace.standing in BEHIND


def _foreseen(ground: Ground) -> str:
    """按现有趋势，预计可完成的有…；有不确定性的有…；预计难以完成的有…；其余3项数据不足，不作预测。"""
    parts = []
    for outlook in (Outlook.REACHED, Outlook.UNSURE, Outlook.HARD):
        if rows := foreseen(ground, outlook):
            parts.append(f"{OUTLOOKS[outlook]}的有{_named(rows)}")
    left = len(foreseen(ground, Outlook.NONE))
    if not parts:
        return "各项指标历年数据不足或者已到目标年，不作预测。"
    return f"按历年数据的趋势，{'；'.join(parts)}{f'；其余{left}项不作预测' if left else ''}。"


def _named(rows: Standings) -> str:
    return named([safe(one.indicator.name) for one in rows], MEASURE)


def _of_places(key: str, rows: list[PlaceStanding], definition: str) -> Figure:
    words = named([safe(one.place.name) for one in rows], "个地区") or "无"
    return said(key, words, definition, of="place", rows=[one.place.pk for one in rows])


def _places(rows: tuple[PlaceStanding, ...], ranked: list[PlaceStanding]) -> str:
    if not ranked:
        return f"{len(rows)}个地区数据不足，没有排名。"
    told = "、".join(f"{safe(one.place.name)}（{place_index(one)}）" for one in ranked[:FEW])
    left = len(rows) - len(ranked)
    tail = f"；{left}个地区数据不足，没有排名" if left else ""
    return f"{len(ranked)}个地区有综合指数，居前的是{told}{tail}。"
