"""Who answers for a task, as somebody enters it: the rows that say so, written, kept and taken away.

In: posts, units, collective units, and words that ask nobody, by role.  Out: responsibilities; what stays keeps
its row, and with it the words of the document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from duban.apps.organizations.changes import check_fits
from duban.apps.organizations.models import Post, Unit, UnitGroup
from duban.apps.plans.models import Responsibility, Task
from duban.apps.plans.models.drafts import FIELD_OF
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Invalid
from duban.rulebook.tasks import ROLE_LABELS, ResponsibilityRole

Answering = Post | Unit | UnitGroup | str
By = Mapping[ResponsibilityRole, Sequence[Answering]]
Key = tuple[str, int | str]


def write_responsibilities(task: Task, wanted: By, *, by: Actor, since: date | None = None) -> bool:
    """Make the task's rows what is wanted, and say whether anything changed; seven queries at most.

    Nobody is given a task whom `by` does not see; who had it before keeps it."""
    _check_once(wanted)
    kept = {(row.role, key_of_row(row)): row for row in task.responsibilities.filter(through=None, until=None)}
    new, moved = [], []
    for role, answering in wanted.items():
        for order, one in enumerate(dict.fromkeys(answering), 1):
            row = kept.pop((role.value, key_of(one)), None)
            if row is None:
                new.append(_row(task, role, one, order, since))
            elif row.order != order:
                row.order = order
                moved.append(row)
    for row in new:
        check_fits(row)
    _check_seen(new, by)
    Responsibility.objects.filter(pk__in=[row.pk for row in kept.values()]).delete()
    Responsibility.objects.bulk_update(moved, ["order"])
    Responsibility.objects.bulk_create(new)
    return bool(new or moved or kept)


def key_of(one: Answering) -> Key:
    match one:
        case Post():
            return ("post", one.pk)
        case Unit():
            return ("unit", one.pk)
        case UnitGroup():
            return ("unit_group", one.pk)
    return ("words", one)


def key_of_row(row: Responsibility) -> Key:
    for name in ("post", "unit", "unit_group"):
        if key := getattr(row, f"{name}_id"):
            return (name, key)
    return ("words", row.listed_name)


def who(row: Responsibility) -> Answering:
    """Whom a row names: a post, a unit, a collective unit, or nobody but its words."""
    return row.post or row.unit or row.unit_group or row.listed_name


def _row(task: Task, role: ResponsibilityRole, one: Answering, order: int, since: date | None) -> Responsibility:
    name, value = key_of(one)
    named = {"listed_name": value} if name == "words" else {f"{name}_id": value}
    return Responsibility(task=task, role=role, order=order, since=since, **named)


def _check_seen(rows: Sequence[Responsibility], by: Actor) -> None:
    for name, model in (("post", Post), ("unit", Unit), ("unit_group", UnitGroup)):
        named = {key: row for row in rows if (key := getattr(row, f"{name}_id"))}
        seen = set(model.objects.visible_to(by).filter(pk__in=named).values_list("pk", flat=True)) if named else set()
        for key in named.keys() - seen:
            row = named[key]
            raise Invalid(f"“{getattr(row, name)}”不在您能看到的范围内", FIELD_OF[ResponsibilityRole(row.role)])


def _check_once(wanted: By) -> None:
    """Refuse who is given the task in two roles."""
    seen: dict[Key, ResponsibilityRole] = {}
    for role, answering in wanted.items():
        for one in answering:
            before = seen.setdefault(key_of(one), role)
            if before != role:
                raise Invalid(f"“{one}”已列为{ROLE_LABELS[before]}", FIELD_OF[role])
