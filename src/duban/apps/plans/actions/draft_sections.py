"""The headings of a draft, corrected by a person: their words, their place in the outline, added, joined, removed."""

from __future__ import annotations

from django.db import transaction

from duban.apps.organizations.changes import differences
from duban.apps.plans.actions.draft_changes import arrange, check_within, keep, opened, told
from duban.apps.plans.models import DraftSection, PlanImport
from duban.apps.plans.review.outline import Heading, headings, is_within, section_order, sequence
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict, Invalid


@transaction.atomic
def correct_section(
    *, draft_section: DraftSection, seen: int, label: str, title: str, by: Actor, parent: DraftSection | None = None
) -> DraftSection:
    """Other words, or another heading above: moving a heading below the one before it indents it."""
    plan_import = opened(draft_section.plan_import, by)
    section = _as_seen(draft_section, seen)
    _check_title(title)
    check_within(plan_import, parent)
    if parent is not None and is_within(parent, section, _outline(plan_import)):
        raise Invalid("不能放到自己或自己的下级章节之下", "parent")
    before, after = differences(_words(section), _words(DraftSection(label=label, title=title, parent=parent)))
    if not after:
        return section
    section.label, section.title, section.parent, section.version = label, title, parent, section.version + 1
    section.save(update_fields=["label", "title", "parent", "version"])
    _number(plan_import)
    keep(plan_import, None, before, after, by)
    told("section_corrected", plan_import, str(section), by, before, after)
    return section


@transaction.atomic
def add_section(
    *,
    plan_import: PlanImport,
    seen: int,
    label: str,
    title: str,
    by: Actor,
    parent: DraftSection | None = None,
    after: DraftSection | None = None,
) -> DraftSection:
    """A heading the reading did not find, behind `after`, else the last below `parent`; `seen`: the newest shown."""
    plan_import = opened(plan_import, by)
    _check_title(title)
    check_within(plan_import, parent, after)
    known = list(plan_import.sections.all())
    if max((one.pk for one in known), default=0) != seen:
        raise Conflict("这份方案刚才又新增了章节，请刷新后看看是否重复")
    after = next((one for one in known if after is not None and one.pk == after.pk), None)
    section = DraftSection(plan_import=plan_import, label=label, title=title, parent=after.parent if after else parent)
    section.order = after.order if after else max((one.order for one in known), default=0) + 1
    section.save()
    _number(plan_import)
    keep(plan_import, None, {}, {"新增章节": str(section)}, by)
    told("section_added", plan_import, str(section), by, after=_words(section))
    return section


@transaction.atomic
def merge_section(*, draft_section: DraftSection, seen: int, by: Actor) -> DraftSection:
    """Its tasks and what stands below it go to the heading before it of the same rank, else above; that is given."""
    plan_import = opened(draft_section.plan_import, by)
    section = _as_seen(draft_section, seen)
    beside = [one for one in section_order(_outline(plan_import)) if one.parent_id == section.parent_id]
    place = beside.index(section)
    into = beside[place - 1] if place else section.parent
    if into is None:
        raise Conflict(f"“{section}”前面没有章节，不能合并")
    words = str(section)
    section.tasks.update(section=into)
    section.children.update(parent=into)
    section.delete()
    _number(plan_import)
    keep(plan_import, None, {"合并章节": words}, {"合并章节": str(into)}, by)
    told("section_merged", plan_import, words, by, {"章节": words}, {"章节": str(into)})
    return into


@transaction.atomic
def remove_section(*, draft_section: DraftSection, seen: int, by: Actor) -> None:
    """A heading under which nothing stands goes."""
    plan_import = opened(draft_section.plan_import, by)
    section = _as_seen(draft_section, seen)
    check_can_remove_section(section)
    words = str(section)
    section.delete()
    keep(plan_import, None, {"删除章节": words}, {"删除章节": ""}, by)
    told("section_removed", plan_import, words, by, {"章节": words})


def check_can_remove_section(section: DraftSection) -> None:
    """Only a heading without tasks and without headings below it can go."""
    if section.tasks.exists() or section.children.exists():
        raise Conflict("下面还有任务或章节，请先移走，或合并到前一章节")


def _as_seen(section: DraftSection, seen: int) -> DraftSection:
    now = DraftSection.objects.select_related("parent").filter(pk=section.pk).first()
    if now is None or now.version != seen:
        raise Conflict(f"“{section}”已被他人修改，请刷新后再改")
    return now


def _check_title(title: str) -> None:
    if not title.strip():
        raise Invalid("请填写标题", "title")


def _words(section: DraftSection) -> dict[str, str]:
    return {"序号": section.label, "标题": section.title, "上级章节": str(section.parent or "")}


def _outline(plan_import: PlanImport) -> list[Heading]:
    return headings(plan_import.sections.select_related("parent"), plan_import.tasks.all())


def _number(plan_import: PlanImport) -> None:
    """Number headings and tasks in reading order, as they are shown."""
    found = _outline(plan_import)
    moved = []
    for order, section in enumerate(section_order(found), 1):
        if section.order != order:
            section.order = order
            moved.append(section)
    DraftSection.objects.bulk_update(moved, ["order"], batch_size=500)
    arrange(plan_import, sequence(found))
