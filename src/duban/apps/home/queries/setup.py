"""How far the system is set up: places, units, people, roles; and the imports under way."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from duban.apps.accounts.queries import count_by_role
from duban.apps.home.parts import Row, Step
from duban.apps.organizations.models import (
    Appointment,
    DirectoryImport,
    Jurisdiction,
    LeadingGroup,
    Official,
    PersonnelImport,
    Unit,
)
from duban.apps.organizations.models.imports import ImportState
from duban.rulebook.actors import Actor
from duban.rulebook.permissions import Permission, can
from duban.rulebook.roles import LABELS, Role

_SHOWN = 6
_UNDER_WAY = (
    ImportState.WAITING,
    ImportState.READING,
    ImportState.FAULTY,
    ImportState.COMPARED,
    ImportState.APPLYING,
)


def set_up_steps(actor: Actor, *, on: date) -> list[Step]:
    """What an installation needs before work can begin, in order."""
    places = Jurisdiction.objects.visible_to(actor).count() - 1
    units = Unit.objects.visible_to(actor).on(on).count()
    people = Official.objects.visible_to(actor).count()
    held = Appointment.objects.visible_to(actor).on(on).count()
    groups = LeadingGroup.objects.visible_to(actor).on(on).count()
    missing = roles_nobody_has(actor, on=on)
    index, imports = reverse("organizations:index"), reverse("organizations:imports")
    return [
        Step("行政区", f"下级行政区 {places} 个" if places else "还没有下级行政区", index, "行政区", places > 0),
        Step("单位", f"{units} 个单位", imports if units < 3 else index, "导入单位和人员", units >= 3),
        Step("人员与职务", f"{people} 人，{held} 项现任职务", imports, "导入单位和人员", held > 0),
        Step(
            "领导小组",
            f"{groups} 个领导小组" if groups else "还没有领导小组",
            reverse("organizations:personnel-imports"),
            "从公文导入",
            groups > 0,
        ),
        Step(
            "账号和角色",
            f"还没有人担任：{'、'.join(missing)}" if missing else "各类角色都有人担任",
            reverse("accounts:accounts"),
            "账号",
            not missing,
        ),
    ]


def roles_nobody_has(actor: Actor, *, on: date) -> list[str]:
    """The roles in words; 只读 is not needed."""
    return [
        LABELS[role] for role, count in count_by_role(actor, on=on).items() if not count and role is not Role.READER
    ]


def imports_under_way(actor: Actor) -> list[Row]:
    """Imports that wait for somebody, or are being worked on."""
    if not can(actor, Permission.IMPORT_DIRECTORY):
        return []
    people = PersonnelImport.objects.visible_to(actor).filter(state__in=_UNDER_WAY)[:_SHOWN]
    units = DirectoryImport.objects.visible_to(actor).filter(state__in=_UNDER_WAY)[:_SHOWN]
    rows = [(row, reverse("organizations:personnel-import", args=[row.pk])) for row in people]
    rows += [(row, reverse("organizations:directory-import", args=[row.pk])) for row in units]
    return [Row(str(row), url, note=ImportState(row.state).label) for row, url in rows]  # type: ignore[attr-defined]
