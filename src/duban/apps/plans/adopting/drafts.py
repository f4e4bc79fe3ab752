"""A draft as it stands: its sections, the tasks that are taken, whom its names mean.

In: an import.  Out: `Draft`, in four queries however many tasks there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from duban.apps.plans.comparing.sides import Named
from duban.apps.plans.models import DraftName, DraftSection, DraftTask, NameKind, PlanImport
from duban.apps.plans.models.drafts import FIELD_OF
from duban.apps.plans.outline import down_to
from duban.rulebook.tasks import ResponsibilityRole


@dataclass(frozen=True)
class Draft:
    plan_import: PlanImport
    sections: list[DraftSection]
    tasks: list[DraftTask]
    names: dict[tuple[str, str], tuple[Named, ...]]

    @cached_property
    def paths(self) -> dict[int, tuple[DraftSection, ...]]:
        """The sections from the top down to each, by its key."""
        by_key = {section.pk: section for section in self.sections}
        return {key: tuple(down_to(section, by_key)) for key, section in by_key.items()}

    def path(self, task: DraftTask) -> tuple[DraftSection, ...]:
        return self.paths.get(task.section_id or 0, ())

    def named(self, task: DraftTask, role: ResponsibilityRole) -> tuple[Named, ...]:
        """Who is named in a role, each once; a leader of two posts counts for both."""
        kind = NameKind.LEADER if role is ResponsibilityRole.LEADER else NameKind.UNIT
        found = [
            one
            for name in getattr(task, FIELD_OF[role])
            for one in self.names.get((kind, name)) or (Named(words=name),)
        ]
        return tuple({one.who: one for one in reversed(found)}.values())[::-1]


def load_draft(plan_import: PlanImport) -> Draft:
    names = plan_import.names.select_related("unit", "unit_group").prefetch_related("posts__unit")
    return Draft(
        plan_import,
        list(plan_import.sections.all()),
        list(plan_import.tasks.filter(removed=False)),
        {(name.kind, name.name): _meaning(name) for name in names},
    )


def _meaning(name: DraftName) -> tuple[Named, ...]:
    if posts := list(name.posts.all()):
        return tuple(Named(name.name, post=post.pk, means=str(post)) for post in posts)
    if name.unit is not None:
        return (Named(name.name, unit=name.unit.pk, means=name.unit.name),)
    if name.unit_group is not None:
        return (Named(name.name, group=name.unit_group.pk, means=name.unit_group.name),)
    return (Named(name.name),)
