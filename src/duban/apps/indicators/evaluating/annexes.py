"""The annexes of an evaluation: the table of all indicators, those behind, fields, forecasts, years, places.

In: `Ground`, `Choices`.  Out: `content` of a document; an annex without rows is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from duban.apps.indicators.evaluating.choosing import Choices
from duban.apps.indicators.evaluating.ground import BEHIND, Ground
from duban.apps.indicators.evaluating.of_items import figure_words, target_words
from duban.apps.indicators.evaluating.of_parts import place_index
from duban.apps.indicators.evaluating.periods import until_words
from duban.apps.indicators.measuring import IndicatorStanding
from duban.documents.writing.official.paper import Annex, Paper, Shape, Table, plain
from duban.rulebook.bulletin_words import safe
from duban.rulebook.figures import plain as figure
from duban.rulebook.forecast import OUTLOOKS, Outlook
from duban.rulebook.indicator_pace import PACE_CLASSES

Row = tuple[str, ...]
_COMPLETED = {True: "完成", False: "未完成", None: "无法判定"}


def content_of(ground: Ground, choices: Choices) -> dict[str, Any]:
    tables = (_MADE[one](ground) for one in choices.sections if one in _MADE)
    annexes = tuple(one for one in tables if one is not None)
    paper = Paper(shape=Shape.DOCUMENT, mark="", title="", blocks=(), annexes=annexes, signatory="", dated=None)
    return {"annexes": plain(paper)["annexes"]} if annexes else {}


def _of_items(ground: Ground) -> Annex | None:
    """Every indicator and part."""
    rows = [
        (
            number,
            _name(one),
            safe(one.indicator.unit),
            target_words(one),
            figure_words(one),
            one.attainment.shown,
            PACE_CLASSES[one.pace.standing],
            _leads(ground, one),
        )
        for number, one in _numbered(ground.items)
    ]
    header = ("序号", "指标", "单位", "目标", "实际", "完成率", "时序", "牵头单位")
    return _annex(ground, "指标情况表", header, rows, (5, 20, 6, 12, 12, 9, 9, 14))


def _of_behind(ground: Ground) -> Annex | None:
    rows = [
        (str(at), safe(one.indicator.name), _leads(ground, one), PACE_CLASSES[one.pace.standing], safe(one.pace.words))
        for at, one in enumerate(ground.of_class(*BEHIND), 1)
    ]
    return _annex(ground, "落后指标清单", ("序号", "指标", "牵头单位", "时序", "依据"), rows, (5, 20, 14, 9, 26))


def _of_fields(ground: Ground) -> Annex | None:
    rows = [
        (str(at), safe(one.name), str(len(one.items)), figure(one.weight), one.index.shown, one.final.shown)
        for at, one in enumerate(ground.standing.fields, 1)
    ]
    header = ("序号", "领域", "指标数", "权重", "指数", "全期指数")
    return _annex(ground, "各领域指数表", header, rows, (5, 22, 8, 8, 9, 10))


def _of_forecasts(ground: Ground) -> Annex | None:
    rows = [
        (str(at), safe(one.indicator.name), OUTLOOKS[one.forecast.outlook], safe(one.forecast.words))
        for at, one in enumerate((one for one in ground.items if one.forecast.outlook is not Outlook.NONE), 1)
    ]
    return _annex(ground, "预测情况表", ("序号", "指标", "判断", "依据"), rows, (5, 20, 11, 38))


def _of_results(ground: Ground) -> Annex | None:
    rows = []
    for number, one in _numbered(ground.items):
        last = max((target.year for target in one.all_targets), default=0)
        goal = "，".join(safe(target.text) for target in one.all_targets if target.year == last)
        baseline = "" if one.baseline is None else figure(one.baseline)
        met = _COMPLETED[one.final.is_met]
        rows.append(
            (
                number,
                _name(one),
                safe(one.indicator.unit),
                baseline,
                goal,
                figure_words(one),
                one.final.shown,
                met,
                _leads(ground, one),
            )
        )
    header = ("序号", "指标", "单位", "基期", "目标", "实际", "实现程度", "结论", "牵头单位")
    return _annex(ground, "指标完成情况表", header, rows, (5, 18, 6, 8, 10, 11, 9, 9, 13))


def _of_years(ground: Ground) -> Annex | None:
    years = ground.years
    if len(years) < 2:
        return None
    rows: list[Row] = []
    for at, item in enumerate(ground.items):
        reached = (one.items[at].attainment.shown for one in years.values())
        rows.append((str(at + 1), safe(item.indicator.name), *reached))
    rows.append(("", "综合指数", *(one.index.shown for one in years.values())))
    header = ("序号", "指标", *(f"{year}年" for year in years))
    return _annex(ground, "历年完成率表", header, rows, (5, 22, *((9,) * len(years))))


def _of_places(ground: Ground) -> Annex | None:
    if ground.places is None:
        return None
    rows = [
        (
            "" if one.rank is None else str(one.rank),
            safe(one.place.name),
            place_index(one) or "无法计算",
            _change(one.change),
            f"{one.judged}/{one.number}",
        )
        for one in ground.places.rows
    ]
    return _annex(
        ground, "各地区情况表", ("位次", "地区", "综合指数", "比上年", "有数据的指标"), rows, (6, 20, 12, 12, 14)
    )


def _annex(ground: Ground, title: str, header: Row, rows: Sequence[Row], widths: tuple[int, ...]) -> Annex | None:
    at = until_words(ground.standing.year, ground.standing.month)
    return Annex(title, (Table(header, tuple(rows), f"（数据截至{at}）", widths),)) if rows else None


def _numbered(items: Sequence[IndicatorStanding]) -> Iterator[tuple[str, IndicatorStanding]]:
    """Each with its parts below it."""
    for at, one in enumerate(items, 1):
        yield safe(one.indicator.number) or str(at), one
        yield from ((safe(part.indicator.part), part) for part in one.parts)


def _name(one: IndicatorStanding) -> str:
    return f"其中：{safe(one.indicator.name)}" if one.indicator.parent_id else safe(one.indicator.name)


def _leads(ground: Ground, one: IndicatorStanding) -> str:
    return "、".join(ground.lead_words(one.indicator))


def _change(places: int | None) -> str:
    if places is None:
        return ""
    return "持平" if not places else f"{'升' if places > 0 else '降'}{abs(places)}位"


_MADE: dict[str, Callable[[Ground], Annex | None]] = {
    "annex_items": _of_items,
    "annex_behind": _of_behind,
    "annex_fields": _of_fields,
    "annex_forecast": _of_forecasts,
    "annex_results": _of_results,
    "annex_years": _of_years,
    "annex_places": _of_places,
}
