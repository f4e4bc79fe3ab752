"""How a cell of the ledger is worded: names with how many more, a date with its distance, a target with its sign.

In: a task as `queries.ledger` dresses it.  Out: text; markup where a cell has two kinds of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString

from duban.apps.calendars.queries import distance as measured
from duban.apps.plans.labels.targets import amount_in_words
from duban.apps.plans.models import Responsibility, Section, Target, Task
from duban.apps.plans.nearness import NEAR_DEADLINE
from duban.apps.web.table.columns import day
from duban.apps.web.templatetags.duban import short_day
from duban.rulebook.tasks import ResponsibilityRole, TaskState

SHOWN_NAMES = 2


def title(task: Task) -> SafeString:
    """What is to be done and, as far as two lines hold it, in which chapter; before it another year than this."""
    words = '<span class="brief"><span class="clamp">{}{}</span> <span class="under">{}</span></span>'
    return format_html(words, _other_year(task), task.text, chapter(task))


def state(task: Task) -> SafeString | str:
    """Only what is finished or late has a shape here: how a task goes is judged from reports."""
    if is_overdue(task):
        return format_html('<span class="state state-overdue">{}</span>', "逾期")
    if task.state == TaskState.CLOSED:
        return format_html('<span class="state state-done">{}</span>', task.get_state_display())
    return task.get_state_display()


def state_words(task: Task) -> str:
    return "逾期" if is_overdue(task) else task.get_state_display()


def is_overdue(task: Task) -> bool:
    today: date = task.today  # type: ignore[attr-defined]
    return task.state == TaskState.IN_FORCE and task.deadline is not None and task.deadline < today


def due(task: Task) -> SafeString | str:
    today: date = task.today  # type: ignore[attr-defined]
    if task.deadline is None:
        return task.deadline_text
    shown = short_day(task.deadline) if task.deadline.year == today.year else day(task.deadline)
    if task.state != TaskState.IN_FORCE:
        return shown
    near, words = distance(task.deadline, today)
    if task.original_deadline and task.original_deadline != task.deadline:
        original = task.original_deadline
        words = f"{words}，原定{short_day(original) if original.year == task.deadline.year else day(original)}"
    return format_html('<span class="due">{} <span class="{}">{}</span></span>', shown, near, words)


def distance(deadline: date, today: date) -> tuple[str, str]:
    """How near it is (far, near, late), and in words."""
    found = measured(deadline, on=today)
    return found.nearness(NEAR_DEADLINE), found.words


def given(task: Task, role: ResponsibilityRole) -> list[Responsibility]:
    return [one for one in task.given_out if one.role == role]  # type: ignore[attr-defined]


def names(task: Task, role: ResponsibilityRole) -> str:
    """The first two, and how many there are in all."""
    found = [name_of(one) for one in given(task, role)]
    more = f"等{len(found)}个" if len(found) > SHOWN_NAMES else ""
    return "、".join(found[:SHOWN_NAMES]) + more


def all_names(task: Task, role: ResponsibilityRole) -> str:
    return "、".join(name_of(one) for one in given(task, role))


def first_unit(task: Task, role: ResponsibilityRole) -> int | None:
    return next((one.unit_id for one in given(task, role) if one.unit_id), None)


def first_post(task: Task) -> int | None:
    return next((one.post_id for one in given(task, ResponsibilityRole.LEADER) if one.post_id), None)


def name_of(one: Responsibility) -> str:
    """As the document lists it; a post by who holds it today."""
    if one.post is not None:
        held = one.post.held  # type: ignore[attr-defined]
        return held[0].official.name if held else f"{one.post.title}（空缺）"
    return str(one)


def post_titles(task: Task) -> str:
    posts = (one.post for one in given(task, ResponsibilityRole.LEADER))
    return "、".join(dict.fromkeys(post.title for post in posts if post is not None))


def aim(task: Task) -> str:
    """The first target; how many there are."""
    found: Sequence[Target] = task.aims  # type: ignore[attr-defined]
    if not found:
        return ""
    return amount(found[0]) + (f" 等{len(found)}项" if len(found) > 1 else "")


def aims(task: Task) -> str:
    return "；".join(one.text for one in task.aims)  # type: ignore[attr-defined]


def amount(target: Target) -> str:
    """≥ 60 个; the words themselves where there is no figure."""
    if target.value is None:
        return target.text
    return amount_in_words(target.comparator, target.value, target.value_to, target.unit)


def receipt(task: Task) -> str:
    """已签收, or 3/5 签收; an objection is said first."""
    asked, done, objected = task.asked_count, task.acknowledged_count, task.objected_count  # type: ignore[attr-defined]
    if not asked:
        return ""
    if objected:
        return f"{objected}家有异议" if asked > 1 else "有异议"
    if done == asked:
        return "已签收"
    return f"签收 {done}/{asked}" if asked > 1 else "待签收"


def chapter(task: Task) -> str:
    """The first level of the outline."""
    return str(chain(task)[0]) if task.section else ""


def chain(task: Task) -> list[Section]:
    """The headings above a task, the highest first."""
    found: list[Section] = []
    section = task.section
    while section is not None and len(found) < 3:
        found.append(section)
        section = section.parent
    return found[::-1]


def plain(value: object) -> str:
    """A kept value in words: names are listed, targets quoted."""
    if isinstance(value, list):
        return "、".join(plain(one) for one in value)
    if isinstance(value, dict):
        return str(value.get("text") or "，".join(plain(one) for one in value.values() if one))
    return "" if value is None else str(value)


def _other_year(task: Task) -> SafeString | str:
    today: date = task.today  # type: ignore[attr-defined]
    return format_html("<small>{}年</small> ", task.year) if task.year != today.year else ""
