"""The board of listed cases: a line each, with its stages as a picture."""

from __future__ import annotations

from typing import Any

from duban.apps.supervision.listed_picture import stage_plan
from duban.apps.web.table import Column, Table, page_link
from duban.rulebook.listings import (
    LISTED,
    LISTED_LEVELS,
    ON_BOARD,
    STAGE_STANDINGS,
    ListedState,
    stage_standing,
)


def _now(row: Any) -> str:
    """The stage it is in, in words: 集中整治阶段，逾期未完成."""
    if row.state not in ON_BOARD:
        return ""
    left = [one for one in row.stages.all() if one.done_on is None]
    if not left:
        return "各阶段已完成" if row.stages.all() else ""
    one = left[0]
    return f"{one.name}，{STAGE_STANDINGS[stage_standing(one.begins, one.ends, None, on=row.today)]}"


def _picture(row: Any) -> Any:
    return stage_plan(row.stages.all(), due=row.due, on=row.today, is_judged=row.state in ON_BOARD)


def _warnings(row: Any) -> str:
    words = ("进度滞后" if row.is_behind else "", "月报未报" if row.is_missing and row.state in ON_BOARD else "")
    return "，".join(filter(None, words))


class ListedTable(Table):
    key, caption, unit = "listed", "挂牌督办", "件"
    columns = (
        Column(
            "title",
            "挂牌事项",
            link=page_link("supervision:listed"),
            under=_now,
            search=("title", "problem", "basis"),
            stay=True,
            place="title",
        ),
        Column("unit", "整治责任单位", sort="unit__order", filter="unit__name", search="unit__name", place="who"),
        Column(
            "level",
            "挂牌层级",
            value=lambda row: row.get_level_display(),
            filter="level",
            choices=[(key.value, words) for key, words in LISTED_LEVELS.items()],
            sort="level",
            hidden=True,
        ),
        Column(
            "state",
            "状态",
            value=lambda row: LISTED.labels[ListedState(row.state)],
            template="supervision/listed/_state.html",
            exported=lambda row: LISTED.labels[ListedState(row.state)],
            filter="state",
            choices=LISTED.choices,
            sort=("rank", "state"),
            place="state",
        ),
        Column(
            "stages",
            "整治阶段",
            value=_picture,
            exported=lambda row: "；".join(
                f"{one.name}{one.ends.year}年{one.ends.month}月{one.ends.day}日" for one in row.stages.all()
            ),
            template="supervision/listed/_bar.html",
            optional=True,
        ),
        Column("due", "整治期限", template="supervision/listed/_due.html", sort="due", place="due"),
        Column(
            "month_due",
            "下次月报",
            template="supervision/listed/_month_due.html",
            sort="month_due",
            optional=True,
        ),
        Column("warnings", "提示", value=_warnings, place="figure"),
        Column(
            "behind",
            "进度滞后",
            value=lambda row: "是" if row.is_behind else "",
            filter="is_behind",
            choices=((1, "进度滞后"), (0, "没有滞后")),
            hidden=True,
        ),
        Column("supervisor", "督导单位", search="supervisor__name", sort="supervisor__order", hidden=True),
        Column("jurisdiction", "挂牌地区", filter="jurisdiction__name", sort="jurisdiction__path", hidden=True),
        Column("problem", "存在问题", hidden=True, wide=True),
        Column("goal", "整治目标", hidden=True, wide=True),
        Column("basis", "依据", hidden=True, wide=True),
        Column("original_due", "原整治期限", sort="original_due", hidden=True),
        Column("listed_on", "挂牌日期", sort="listed_on", hidden=True),
        Column("delisted_on", "摘牌日期", sort="delisted_on", hidden=True),
        Column("relistings", "反弹次数", value=lambda row: row.relistings or "", sort="relistings", hidden=True),
    )
    default_sort = ("rank", "due", "pk")
    standing = (("整治中", "state=listed"), ("进度滞后", "behind=1"), ("已摘牌", "state=delisted"))
    empty = (
        "挂牌督办的事项列在这里：哪个单位整治、分几个阶段、什么时候完成、每月进展、验收和摘牌。"
        "督查室点“拟订挂牌事项”，可以从整治方案里读出各阶段。"
    )
