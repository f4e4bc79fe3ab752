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
    Level,
    Official,
    PersonnelImport,
    Unit,
)
from duban.apps.organizations.models.imports import Import, ImportState
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
    by_table = ("用表格导入", reverse("organizations:directory-import-start"))
    by_document = ("从公文导入", reverse("organizations:personnel-start"))
    by_hand = ("新建账号", reverse("accounts:account-create"))
    below = _step("下级行政区", places > 0, f"{places} 个", "还没有；可连同单位、人员一次导入", by_table, "index")
    return ([below] if _has_levels_below(actor) else []) + [
        _step("单位", units >= 3, f"{units} 个", f"{units} 个", by_table, "index"),
        _step("人员与职务", held > 0, f"{people} 人，{held} 项现任职务", f"{people} 人", by_table, "officials"),
        _step("领导小组", groups > 0, f"{groups} 个", "还没有；可从成立文件导入", by_document, "leading-groups"),
        _step("账号和角色", not missing, "各类角色都有人担任", f"还没有人担任：{'、'.join(missing)}", by_hand, ""),
    ]


def _step(label: str, is_done: bool, there: str, lacking: str, way: tuple[str, str], page: str) -> Step:
    """What is there leads to its list (`page`); what is lacking to the way to get it."""
    if is_done:
        url = reverse(f"organizations:{page}" if page else "accounts:accounts")
        return Step(label, there, url, "查看", is_done=True)
    action, url = way
    return Step(label, lacking, url, action, is_done=False)


def _has_levels_below(actor: Actor) -> bool:
    return Jurisdiction.objects.filter(path=actor.path).exclude(level=Level.TOWN).exists()


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
    return [
        *(_row(row, "organizations:personnel-import") for row in people),
        *(_row(row, "organizations:directory-import") for row in units),
    ]


def _row(row: Import, page: str) -> Row:
    return Row(str(row), reverse(page, args=[row.pk]), note=row.get_state_display())
