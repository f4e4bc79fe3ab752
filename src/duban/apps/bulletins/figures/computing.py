"""All figures of a bulletin by their names.

In: `Ground`, what the writer chose.  Out: figures; the words of each are safe to stand in a text with live figures.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from duban.apps.bulletins.figures.ground import Ground
from duban.apps.bulletins.figures.tasks import of_chapters, of_named, of_tasks
from duban.apps.bulletins.figures.units import of_reports, of_units
from duban.apps.dispatch.live.figures import Figure, counted, said
from duban.rulebook.bulletin_words import in_chinese, quoted, safe


def figures_of(
    ground: Ground, *, praised: Collection[int] | None = None, tasks: Collection[int] = ()
) -> dict[str, Figure]:
    """`tasks`: named though they may not lag."""
    several = (
        _of_place(ground),
        of_tasks(ground),
        of_units(ground, praised),
        of_reports(ground) if ground.sequence is not None else (),
        _of_steps(ground),
        of_chapters(ground),
        of_named(ground, tasks),
    )
    return {one.key: one for some in several for one in some}


def _of_place(ground: Ground) -> Iterator[Figure]:
    yield said("方案", safe(ground.title), "方案的标题。")
    yield said("方案名", quoted(safe(ground.title)), "方案的标题，加书名号。")
    yield said("行政区", safe(ground.place), "方案的行政区。")
    yield said("轮次", round_words(ground.sequence), "报送轮次；按日通报的没有。")
    yield said("截止日期", day_words(ground.as_of), "数据截至的日期。")
    yield said("年份", str(ground.as_of.year), "数据截至日所在的年份。")


def _of_steps(ground: Ground) -> Iterator[Figure]:
    """What the office did, and what was asked of it, since the plan was issued."""
    served, since = ground.cases, "方案印发以来，到截至日"
    answered = [one.key for one in served if one.is_answered]
    waiting = [one.key for one in served if one.is_open and not one.is_answered]
    yield counted("督办件数", [one.key for one in served], f"{since}就本方案任务发出的督办件。", of="case")
    yield counted("督办反馈数", answered, "其中已反馈的。", of="case")
    yield counted("督办未反馈数", waiting, "其中还在办理、没有反馈的。", of="case")
    yield said(
        "督办情况", _cases(len(served), len(answered), len(waiting)), "发出、反馈的督办件；没有的不写。", of="case"
    )
    yield counted("销号数", ground.closed, f"{since}核查通过的销号申请。", of="closure")
    yield counted("待核查销号数", ground.closing, "到截至日待核查的销号申请。", of="closure")
    closed, closing = len(ground.closed), len(ground.closing)
    yield said("销号情况", _two("已销号", closed, "待核查", closing), "销号的任务；没有的不写。", of="closure")
    yield counted("调整数", ground.adjusted, f"{since}同意的调整申请。", of="adjustment")
    yield counted("待批调整数", ground.adjusting, "到截至日待审批的调整申请。", of="adjustment")
    adjusted, adjusting = len(ground.adjusted), len(ground.adjusting)
    yield said("调整情况", _two("同意调整", adjusted, "待审批", adjusting), "调整的任务；没有的不写。", of="adjustment")


def round_words(sequence: int | None) -> str:
    return f"第{in_chinese(sequence)}轮" if sequence is not None else ""


def day_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _cases(served: int, answered: int, waiting: int) -> str:
    if not served:
        return ""
    parts = [f"已反馈{answered}件" if answered else "", f"尚未反馈{waiting}件" if waiting else ""]
    return f"{'，'.join([f'发出督办件{served}件', *filter(None, parts)])}。"


def _two(done: str, count: int, waits: str, waiting: int) -> str:
    parts = [f"{word}{number}项" for word, number in ((done, count), (waits, waiting)) if number]
    return f"{'，'.join(parts)}。" if parts else ""
