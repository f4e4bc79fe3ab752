"""Places: create below another, change, delete.

A place lies below one of a higher level; its code has the form of its level and begins as its parent's
(GB/T 2260, GB/T 10114).
"""

from __future__ import annotations

from django.db import transaction

from duban.apps.audit import recording
from duban.apps.organizations import naming
from duban.apps.organizations.changes import check_unchanged, differences, locked
from duban.apps.organizations.codes import place_code_doubt
from duban.apps.organizations.event_values import place_values
from duban.apps.organizations.in_use import check_unused
from duban.apps.organizations.models import Jurisdiction, Level
from duban.rulebook import permissions
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission
from duban.rulebook.refusals import Conflict, Invalid, NotAllowed

_RANK = {level: rank for rank, level in enumerate(Level)}


@transaction.atomic
def create_jurisdiction(
    *, parent: Jurisdiction | None, name: str, level: Level, by: Actor, code: str = "", order: int = 0
) -> Jurisdiction:
    """Create a place below `parent`; only the system, at installation, creates the one above all."""
    if parent is None and not by.is_system:
        raise NotAllowed("只能在本行政区之下新建行政区")
    if parent is not None:
        parent = _locked(parent)
        permissions.check_can(by, Permission.CREATE_JURISDICTION, within=parent.path)
    place = Jurisdiction(parent=parent, name=naming.tidy(name), level=level, code=naming.tidy(code), order=order)
    _check(place)
    place.save()
    recording.record("jurisdiction.created", place, by=by, after=place_values(place), jurisdiction_path=place.path)
    return place


@transaction.atomic
def change_jurisdiction(
    *, jurisdiction: Jurisdiction, name: str, code: str, order: int, by: Actor, seen: str | None = None
) -> Jurisdiction:
    """Give a place another name, code or order; its place in the tree stays."""
    place = _locked(jurisdiction)
    permissions.check_can(by, Permission.RENAME_JURISDICTION, within=place.path)
    check_unchanged(place, seen)
    if place.parent is not None:
        _locked(place.parent)
    old = place_values(place)
    place.name, place.code, place.order = naming.tidy(name), naming.tidy(code), order
    before, after = differences(old, place_values(place))
    if after:
        _check(place)
        place.save(update_fields=["name", "code", "order"])
        verb = "jurisdiction.renamed" if "名称" in after else "jurisdiction.changed"
        recording.record(verb, place, by=by, before=before, after=after, jurisdiction_path=place.path)
    return place


@transaction.atomic
def delete_jurisdiction(*, jurisdiction: Jurisdiction, by: Actor) -> None:
    """Delete a place nothing was ever entered for."""
    place = _locked(jurisdiction)
    check_can_delete_jurisdiction(place, by)
    recording.record("jurisdiction.deleted", place, by=by, before=place_values(place), jurisdiction_path=place.path)
    place.delete()


def check_can_delete_jurisdiction(jurisdiction: Jurisdiction, by: Actor) -> None:
    permissions.check_can(by, Permission.DELETE_JURISDICTION, within=jurisdiction.path)
    check_unused(jurisdiction)


def levels_below(parent: Jurisdiction) -> list[Level]:
    """The levels a place below `parent` can have."""
    return [level for level in Level if _RANK[level] > _RANK[Level(parent.level)]]


def _locked(jurisdiction: Jurisdiction) -> Jurisdiction:
    return locked(jurisdiction, "parent")


def _check(place: Jurisdiction) -> None:
    parent = place.parent
    if not place.name:
        raise Invalid("请填写行政区名称", "name")
    if parent is not None and Level(place.level) not in levels_below(parent):
        raise Invalid(f"{parent.name}是{Level(parent.level).label}级，它的下级行政区要比它低一级以上", "level")
    others = Jurisdiction.objects.exclude(pk=place.pk)
    if others.filter(parent=parent, name=place.name).exists():
        raise Invalid(f"{parent.name if parent else '系统里'}已有“{place.name}”", "name")
    if place.code:
        _check_code(place, parent)
        if owner := others.filter(code=place.code).first():
            raise Conflict(f"行政区划代码“{place.code}”已是{owner.name}的代码")


def _check_code(place: Jurisdiction, parent: Jurisdiction | None) -> None:
    above = (parent.code, Level(parent.level)) if parent else ("", None)
    if doubt := place_code_doubt(place.code, Level(place.level), *above):
        raise Invalid(doubt, "code")
