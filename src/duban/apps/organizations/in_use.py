"""What still uses a thing, and so keeps it from being deleted.

In: a row.  Out: how many rows of each kind point to it. Its own parts (that go with it) do not count.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from duban.rulebook.refusals import Conflict

# Where the kind of row does not say what it is to the thing.
_ROLES = {
    "organizations.Unit.parent": "下级单位",
    "organizations.Unit.merged_into": "并入的单位",
    "organizations.Jurisdiction.parent": "下级行政区",
    "organizations.LeadingGroup.office_unit": "设在这里的领导小组办公室",
}


@dataclass(frozen=True, slots=True)
class Use:
    label: str
    count: int

    def __str__(self) -> str:
        return f"{self.count} 个{self.label}"


def uses_of(thing: models.Model) -> list[Use]:
    """What points to `thing`, by kind; one query for each kind."""
    uses: dict[str, int] = {}
    for relation in thing._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ManyToOneRel) or relation.on_delete is models.CASCADE:
            continue
        field = relation.field
        label = _ROLES.get(str(field), str(relation.related_model._meta.verbose_name))
        rows = relation.related_model._default_manager.filter(**{field.name: thing.pk})
        uses[label] = uses.get(label, 0) + rows.count()
    return [Use(label, count) for label, count in uses.items() if count]


def check_unused(thing: models.Model, *, instead: str = "") -> None:
    """Refuse to delete what is in use; `instead`: what may be done."""
    if uses := uses_of(thing):
        counted = "、".join(str(use) for use in uses)
        raise Conflict(f"不能删除“{thing}”：有 {counted}正在使用" + (f"，{instead}" if instead else ""))
