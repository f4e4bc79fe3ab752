"""Make the demo: install, import the workbook, open the accounts, read the documents, issue the plans.

In: the folder of samples; an empty database.  Out: the invented city, through the actions a user sets off.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.utils import timezone

from duban.apps.accounts.actions.accounts import change_account, create_account
from duban.apps.accounts.actions.installation import FirstAccount, install
from duban.apps.accounts.actions.passwords import change_own_password
from duban.apps.accounts.actions.roles import grant_role
from duban.apps.accounts.models import Account
from duban.apps.accounts.queries import actor_of, capacities
from duban.apps.jobs.running import run_waiting
from duban.apps.organizations.actions import directory_imports, personnel_application, personnel_imports
from duban.apps.organizations.actions.unit_groups import create_unit_group
from duban.apps.organizations.models import GroupRule, Jurisdiction, LeadingGroup, Level, Official, Unit
from duban.apps.organizations.models.imports import ImportState
from duban.apps.organizations.personnel.drafts import from_json
from duban.apps.organizations.personnel.matching import fingerprint, meanings
from duban.apps.organizations.queries.personnel import Directory
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import Conflict
from duban.rulebook.roles import ADMINISTRATORS
from duban.site.demonstration import ACCOUNTS, CITY, OFFICE, PASSWORD, DemoAccount
from duban.site.making_indicators import make_indicators
from duban.site.making_plans import make_plans

CITY_CODE = "990100"
GROUPS = (
    ("各县（市、区）政府", GroupRule.GOVERNMENTS_BELOW),
    ("市直各部门", GroupRule.DEPARTMENTS),
    ("各镇政府", GroupRule.TOWN_GOVERNMENTS),
)


def make_demo(samples: Path) -> None:
    """All of it, in the order an administrator would go."""
    today = timezone.localdate()
    for first in install(jurisdiction=CITY, level=Level.CITY, code=CITY_CODE, unit=OFFICE, on=today):
        _take_over(first)
    _name_administrators(today)
    admin, security = _actor("admin", today), _actor("security", today)
    _import_directory(samples / "directory.xlsx", admin)
    for account in ACCOUNTS:
        if account.role not in ADMINISTRATORS:
            _open(account, admin=admin, security=security, on=today)
    office = _actor("office", today)
    for name in ("leading-group.docx", "appointments.txt"):
        _import_personnel(samples / name, office, today)
    city = _city()
    for name, rule in GROUPS:
        create_unit_group(jurisdiction=city, name=name, rule=rule, by=office)
    group = LeadingGroup.objects.get()
    create_unit_group(
        jurisdiction=city,
        name="重点项目攻坚行动领导小组成员单位",
        rule=GroupRule.LEADING_GROUP,
        leading_group=group,
        by=office,
    )
    county_office, leader = _actor("county-office", today), _actor("leader", today)
    now = timezone.now()
    make_plans(samples, city, by=office, county_office=county_office, leader=leader, now=now)
    make_indicators(samples, city, by=office, county_office=county_office, leader=leader, now=now)


def _take_over(first: FirstAccount) -> None:
    """The administrators of the installation get the demo's password."""
    account = Account.objects.get(username=first.username)
    _change_password(account, first.password)


def _name_administrators(today: date) -> None:
    admin = _actor("admin", today)
    for shown in ACCOUNTS:
        if shown.role in ADMINISTRATORS:
            account = Account.objects.get(username=shown.username)
            change_account(account=account, name=shown.name, unit=account.unit, on=today, by=admin)


def _open(account: DemoAccount, *, admin: Actor, security: Actor, on: date) -> None:
    unit = Unit.objects.get(name=account.unit)
    official = Official.objects.filter(name=account.name, jurisdiction=unit.jurisdiction).first()
    made, password = create_account(
        username=account.username, name=account.name, unit=unit, official=official, by=admin
    )
    grant_role(account=made, role=account.role, unit=unit, on=on, by=security)
    _change_password(made, password)


def _change_password(account: Account, old: str) -> None:
    now = timezone.now()
    actor = _actor(account.username, timezone.localdate(now))
    change_own_password(account=account, old=old, new=PASSWORD, session_key="", at=now, by=actor)


def _import_directory(file: Path, by: Actor) -> None:
    """Upload the workbook, have it compared, confirm: what is not taken would be a defect of the sample."""
    started = directory_imports.start_import(jurisdiction=_city(), data=file.read_bytes(), file_name=file.name, by=by)
    run_waiting()
    started.refresh_from_db()
    confirmed = directory_imports.confirm_import(directory_import=started, seen=started.reading.get("token", ""), by=by)
    run_waiting()
    confirmed.refresh_from_db()
    if confirmed.state != ImportState.APPLIED:
        raise Conflict(f"样例 {file.name} 没有导入：{confirmed.failure or confirmed.problems}")


def _import_personnel(file: Path, by: Actor, on: date) -> None:
    """Read the document and take it as it is read; every question is answered with its first answer."""
    started = personnel_imports.start_import(jurisdiction=_city(), data=file.read_bytes(), file_name=file.name, by=by)
    draft = from_json(started.reading)
    directory = Directory(started.jurisdiction, on=draft.latest_day or on)
    personnel_application.apply_import(
        personnel_import=started, seen=fingerprint(meanings(draft, directory)), on=on, by=by
    )


def _city() -> Jurisdiction:
    return Jurisdiction.objects.get(name=CITY)


def _actor(username: str, on: date) -> Actor:
    account = Account.objects.get(username=username)
    return actor_of(account, capacities(account, on=on)[0])
