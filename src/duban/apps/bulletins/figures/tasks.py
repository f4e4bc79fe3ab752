"""The figures of tasks: how many stand as what, chapter by chapter, and the tasks a bulletin names.

In: `Ground`, which tasks are named.  Out: figures; those that are whole clauses leave out what is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from duban.apps.bulletins.figures.ground import Ground, TaskFact
from duban.apps.dispatch.live.figures import Figure, counted, said
from duban.rulebook.bulletin_words import change, named, safe, share, told
from duban.rulebook.health import LABELS, Health
from duban.rulebook.texts import cited

H = Health
ORDER = (H.DONE, H.AHEAD, H.ON_PACE, H.NOT_STARTED, H.BEHIND, H.OVERDUE)
SHORT = 40  # letters of a task
_STANDS = "按截至日的进度状态计"
NO_LAG = "没有滞后、逾期任务"


def of_tasks(ground: Ground) -> Iterator[Figure]:
    tasks = ground.tasks
    yield counted("任务总数", _keys(tasks), "方案中在办和办结的任务，不含已终止的任务。")
    for health in ORDER:
        rows = [task for task in tasks if task.health is health]
        words = f"进度状态为“{LABELS[health]}”的任务，{_STANDS}。"
        yield counted(f"{LABELS[health]}数", _keys(rows), words)
        yield said(f"{LABELS[health]}占比", share(len(rows), len(tasks)) or "0%", f"{words[:-1]}，占任务总数。")
    yield counted("严重滞后数", _keys([t for t in tasks if t.is_severe]), f"滞后任务中严重滞后的，{_STANDS}。")
    on_pace = [task for task in tasks if not task.lags and task.health is not H.NOT_STARTED]
    yield counted("按序时数", _keys(on_pace), "已完成、超前和正常的任务。")
    yield said("按序时占比", share(len(on_pace), len(tasks)) or "0%", "已完成、超前和正常的任务占任务总数。")
    yield counted("未达序时数", _keys(ground.lagging), "滞后和逾期的任务。")
    yield said("未达序时占比", share(len(ground.lagging), len(tasks)) or "0%", "滞后和逾期的任务占任务总数。")
    yield said(
        "进度分布", spread(tasks), f"各进度状态的任务数和占比，{_STANDS}；没有的不列。", of="task", rows=_keys(tasks)
    )
    yield said("较上期", _compared(ground), "与上一期已印发通报的数据相比；没有上一期的不写。")
    yield said("滞后情况", _lag(ground), "落后序时进度的任务数和牵头单位。", of="task", rows=_keys(ground.lagging))


def of_chapters(ground: Ground) -> Iterator[Figure]:
    for at, (key, title) in enumerate(ground.chapters, 1):
        rows = [task for task in ground.tasks if task.chapter == key]
        yield said(f"第{at}章名称", safe(title), "方案的章节标题。")
        yield counted(f"第{at}章任务数", _keys(rows), "这一章的任务。")
        yield said(f"第{at}章进展", spread(rows), "这一章各进度状态的任务数和占比。", of="task", rows=_keys(rows))


def of_named(ground: Ground, chosen: Collection[int]) -> Iterator[Figure]:
    """Four of each task that lags or was chosen: its name, lead units, state, reason."""
    for task in ground.tasks:
        if not task.lags and task.key not in chosen:
            continue
        name, row = f"任务{ground.names[task.key]}", {"of": "task", "rows": (task.key,)}
        yield said(name, title_of(task), "任务的序号和内容。", **row)  # type: ignore[arg-type]
        leads = named([ground.unit(key) for key in task.leads]) or "未定"
        yield said(f"{name}牵头", leads, "截至日的牵头单位。", **row)  # type: ignore[arg-type]
        yield said(f"{name}状态", state_of(task), "截至日的进度状态。", **row)  # type: ignore[arg-type]
        yield said(f"{name}原因", safe(task.reason).strip("。，；、 ") or "没有报送", "判定进度状态的依据。", **row)  # type: ignore[arg-type]


def spread(tasks: Sequence[TaskFact]) -> str:
    """已完成12项（占24.0%）、正常38项（占76.0%），没有滞后、逾期任务."""
    if not tasks:
        return "没有任务"
    counts = Counter(task.health for task in tasks)
    parts = [(LABELS[health], counts[health]) for health in ORDER]
    if not any(task.lags for task in tasks):
        return f"{told(parts, whole=len(tasks))}，{NO_LAG}"
    severe = sum(task.is_severe for task in tasks)
    words = told(parts, whole=len(tasks))
    return f"{words}，其中严重滞后{severe}项" if severe else words


def title_of(task: TaskFact) -> str:
    words = cited(safe(task.text).rstrip("。；"), most=SHORT)
    return f"{f'第{safe(task.number)}项' if task.number else ''}{words}"


def state_of(task: TaskFact) -> str:
    return "严重滞后" if task.is_severe else LABELS[task.health]


def _compared(ground: Ground) -> str:
    before = ground.before
    if before is None or "任务总数" not in before.figures:
        return ""
    now = {"已完成": sum(t.health is H.DONE for t in ground.tasks), "未达序时": len(ground.lagging)}
    said_of = [
        f"{word}任务{change(count, before.figures[f'{word}数'])}"
        for word, count in now.items()
        if f"{word}数" in before.figures
    ]
    return f"与{before.words}通报相比，{'，'.join(said_of)}。" if said_of else ""


def _lag(ground: Ground) -> str:
    if not ground.lagging:
        return f"{NO_LAG}。"
    units = {key for task in ground.lagging for key in task.leads}
    names = [ground.unit(key) for key in ground.units if key in units]
    led = f"，涉及{named(names)}" if names else ""
    return f"落后序时进度的任务有{len(ground.lagging)}项{led}。"


def _keys(tasks: Sequence[TaskFact]) -> list[int]:
    return [task.key for task in tasks]
