"""The outline of a draft by hand: add, rename, move and remove its sections (大类、大项)."""

from __future__ import annotations

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations.changes import check_unchanged, locked
from duban.apps.plans.actions.plans import check_can_edit, locked_plan
from duban.apps.plans.models import Plan, Section
from duban.apps.plans.outline import headings, renumber
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def add_section(*, plan: Plan, title: str, label: str = "", parent: Section | None = None, by: Actor) -> Section:
    """The last one below its parent; the same heading a second time is refused."""
    plan = locked_plan(plan)
    check_can_edit(plan, by)
    section = Section(plan=plan, parent=parent, label=label.strip(), title=title.strip(), order=_LAST)
    _check(section)
    section.save()
    renumber(plan)
    path = plan.jurisdiction.path
    recording.record("plan.section_added", plan, by=by, after={"章节": str(section)}, jurisdiction_path=path)
    return section


@transaction.atomic
def change_section(
    *, section: Section, title: str, label: str, parent: Section | None, seen: str | None = None, by: Actor
) -> Section:
    """Rename a section, or put it, with what is below it, last under another parent."""
    plan = locked_plan(section.plan)
    section = _locked(section)
    check_can_edit(plan, by)
    check_unchanged(section, seen)
    before, was_below = str(section), section.parent_id
    section.label, section.title, section.parent = label.strip(), title.strip(), parent
    _check(section)
    if section.parent_id != was_below:
        section.order = _LAST
    section.save(update_fields=["label", "title", "parent", "order"])
    renumber(plan)
    values = ({"章节": before}, {"章节": str(section), "上级章节": str(parent) if parent else ""})
    path = plan.jurisdiction.path
    if before != str(section) or section.parent_id != was_below:
        recording.record("plan.section_changed", plan, by=by, before=values[0], after=values[1], jurisdiction_path=path)
    return section


@transaction.atomic
def move_section(*, section: Section, after: Section | None, by: Actor) -> Section:
    """Put a section, with what is below it, behind `after`, one of its siblings, or first among them."""
    plan = locked_plan(section.plan)
    section = _locked(section)
    check_can_edit(plan, by)
    siblings = [one for one in plan.sections.order_by("order", "pk") if one.parent_id == section.parent_id]
    others = [one for one in siblings if one.pk != section.pk]
    keys = [one.pk for one in others]
    if after is not None and after.pk not in keys:
        raise Conflict("章节已变动，请刷新后再移动")
    others.insert(keys.index(after.pk) + 1 if after is not None else 0, section)
    if others == siblings:
        return section
    for number, one in enumerate(others):
        one.order = number
    Section.objects.bulk_update(others, ["order"])
    renumber(plan)
    values = {"章节": str(section), "排在其后": str(after) if after else ""}
    recording.record("plan.section_moved", plan, by=by, after=values, jurisdiction_path=plan.jurisdiction.path)
    return section


@transaction.atomic
def remove_section(*, section: Section, by: Actor) -> None:
    """Only an empty one: tasks and subsections are moved or removed first, so that none goes unseen."""
    plan = locked_plan(section.plan)
    section = _locked(section)
    check_can_remove_section(section, by)
    before, path = {"章节": str(section)}, plan.jurisdiction.path
    section.delete()
    renumber(plan)
    recording.record("plan.section_removed", plan, by=by, before=before, jurisdiction_path=path)


def check_can_remove_section(section: Section, by: Actor) -> None:
    check_can_edit(section.plan, by)
    tasks, below = section.tasks.count(), section.children.count()
    if tasks or below:
        held = "、".join(
            words for words in (f"{tasks}项任务" * bool(tasks), f"{below}个下级章节" * bool(below)) if words
        )
        raise Conflict(f"“{section}”下还有{held}，请先移走或删除")


_LAST = 2**31 - 1  # until the outline is numbered again


def _locked(section: Section) -> Section:
    return locked(section, "plan__jurisdiction")


def _check(section: Section) -> None:
    if not section.title:
        raise Invalid("请填写标题", "title")
    same = Section.objects.filter(
        plan=section.plan_id, parent=section.parent_id, label=section.label, title=section.title
    )
    if same.exclude(pk=section.pk).exists():
        raise Invalid(f"这里已有章节“{section}”", "title")
    parent = section.parent
    if parent is None:
        return
    if parent.plan_id != section.plan_id:
        raise Invalid("上级章节不在这个方案中", "parent")
    found = {heading.section.pk: heading.section for heading in headings(section.plan.sections.all())}
    above: Section | None = found.get(parent.pk)
    while above is not None:
        if above.pk == section.pk:
            raise Invalid("不能放在自己或自己的下级章节之下", "parent")
        above = found.get(above.parent_id) if above.parent_id else None
