"""What a reminder says: the subject, the items in groups, the text of an e-mail and of a group.

In: what is owed, the day, the calendar.  Out: plain values and text; nothing here asks the database.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from duban.apps.outbox.owing import Owed
from duban.rulebook.working_days import WorkCalendar, distance

LATE, TODAY, BEFORE = "late", "today", "before"
GROUPS = {LATE: "已经逾期", TODAY: "今天到期", BEFORE: "快到期"}
TITLE_CHARACTERS = 60  # what leaves the network names a thing, it does not quote it
TEXT_BYTES = 2000  # a group's robot takes 2048
_UNITS_SHOWN = 30
_WEEK = "一二三四五六日"
Item = dict[str, Any]


def item(owed: Owed, *, on: date, calendar: WorkCalendar) -> Item:
    """One line of a message, as it stands that day."""
    far = distance(on, owed.due, calendar)
    return {
        "kind": owed.kind,
        "title": short(owed.title),
        "due": owed.due.isoformat(),
        "url": owed.url,
        "unit": owed.unit,
        "distance": far.words,
        "working_days": far.working_days,
        "when": LATE if far.is_past else TODAY if far.days == 0 else BEFORE,
    }


def short(title: str) -> str:
    return title if len(title) <= TITLE_CHARACTERS else f"{title[: TITLE_CHARACTERS - 1]}…"


def counted(items: Iterable[Item]) -> str:
    """1件逾期，2件今天到期，3件3个工作日内到期"""
    items = list(items)
    counts = Counter(one["when"] for one in items)
    ahead = max((one["working_days"] for one in items if one["when"] == BEFORE), default=0)
    soon = f"{ahead}个工作日内到期" if ahead else "在放假期间到期"
    words = {LATE: "逾期", TODAY: "今天到期", BEFORE: soon}
    return "，".join(f"{counts[when]}件{words[when]}" for when in GROUPS if counts[when])


def subject(items: Iterable[Item]) -> str:
    return f"督办提醒：{counted(items)}"


def grouped(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """What is late first; in each group by the day it is due."""
    found: dict[str, list[Item]] = defaultdict(list)
    for one in items:
        found[one["when"]].append(one)
    return [(words, found[when]) for when, words in GROUPS.items() if found[when]]


def letter(name: str, items: Sequence[Item], *, site: str, settings_path: str) -> str:
    """The text of an e-mail; links only where the address of the site is known."""
    lines = [f"{name}，您好：", "", f"按今天的情况，{counted(items)}。", ""]
    for words, rows in grouped(items):
        lines.append(f"【{words}】")
        for one in rows:
            lines.append(f"· {one['kind']}：{one['title']}（{day_words(one['due'])}，{one['distance']}）")
            lines += [f"  {site}{one['url']}"] if site else []
        lines.append("")
    where = f"{site}{settings_path}" if site else "登录后的“提醒设置”"
    lines += ["同一天只发这一封，休息日不发。不再需要邮件的，请在提醒设置里关闭：", where]
    return "\n".join(lines) + "\n"


def digest(audience: str, of_units: Mapping[str, Sequence[Item]], *, on: date, site: str) -> str:
    """The text for a group: counts alone, unit by unit; it names no task."""
    everything = [one for rows in of_units.values() for one in rows]
    head = f"督办提醒 {audience} {on.month}月{on.day}日（周{_WEEK[on.weekday()]}）"
    lines = [head, f"{counted(everything)}。"]
    several = sorted(of_units.items(), key=lambda pair: -len(pair[1])) if len(of_units) > 1 else []
    lines += [f"{name}：{counted(rows)}" for name, rows in several[:_UNITS_SHOWN]]
    rest = len(several) - _UNITS_SHOWN
    end = [f"请登录督办系统办理{f'：{site}' if site else ''}"]
    return _fitting(lines, [f"另有{rest}个单位", *end] if rest > 0 else end)


def day_words(due: str) -> str:
    day = date.fromisoformat(due)
    return f"{day.month}月{day.day}日"


def _fitting(lines: list[str], end: list[str]) -> str:
    """As many lines as the robot takes; the end is always said."""
    while len("\n".join([*lines, *end]).encode()) > TEXT_BYTES and len(lines) > 2:
        lines = lines[:-1]
        end = ["还有其他单位", *end] if end[0] != "还有其他单位" else end
    return "\n".join([*lines, *end])
