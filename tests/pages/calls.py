"""How each action is tried: on what, with what; everything is of the city, and right but for who asks.

In: the scene, and who asks (a key of the cast).  Out: the action's arguments but `by`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from axes.models import AccessAttempt
from django.utils import timezone

from cast import PASSWORD, SINCE
from duban.apps.accounts.actions.sessions import Place
from duban.apps.accounts.lockout import name_digest
from duban.apps.accounts.models import Account, AccountSession
from duban.apps.calendars.named_days import NamedDay
from duban.apps.organizations.models import GroupRule, Level, UnitKind, UnitNameKind
from duban.apps.organizations.models.imports import ImportState
from duban.apps.organizations.personnel import drafts, matching
from duban.apps.organizations.queries.personnel import Directory
from duban.apps.organizations.views.unit_tables import UnitTable
from duban.apps.web.models import SavedView
from duban.rulebook.roles import Role
from duban.rulebook.working_days import DayKind
from pages.bulletin_calls import BULLETIN_CALLS
from pages.case_calls import CASE_CALLS
from pages.change_calls import CHANGE_CALLS
from pages.contribution_calls import CONTRIBUTION_CALLS
from pages.dispatch_calls import DISPATCH_CALLS
from pages.implementation_calls import IMPLEMENTATION_CALLS
from pages.indicator_calls import INDICATOR_CALLS
from pages.inspection_calls import INSPECTION_CALLS
from pages.instruction_calls import INSTRUCTION_CALLS
from pages.interview_calls import INTERVIEW_CALLS
from pages.listed_calls import LISTED_CALLS
from pages.plan_calls import PLAN_CALLS
from pages.practice_calls import PRACTICE_CALLS
from pages.reminder_calls import REMINDERS
from pages.report_calls import REPORT_CALLS
from pages.review_calls import REVIEW_CALLS
from pages.round_calls import ROUND_CALLS
from pages.scene import NOTICE, Scene
from pages.workbook_calls import WORKBOOK_CALLS

LATER, NOW = date(2026, 7, 1), datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
PLACE = Place(address="192.0.2.7", browser="tests")
Arguments = dict[str, Any]


def own_session(scene: Scene, who: str) -> AccountSession:
    return AccountSession.objects.create(
        account=scene.city.accounts[who],
        key_digest="1" * 64,
        started_at=NOW,
        seen_at=NOW,
        address=PLACE.address,
        browser=PLACE.browser,
    )


def own_view(scene: Scene, who: str) -> SavedView:
    return SavedView.objects.create(account=scene.city.accounts[who], table="units", name="我的视图")


def disabled(scene: Scene) -> Account:
    account: Account = scene.of("account")
    account.is_active = False
    account.save()
    return account


def locked(scene: Scene) -> Account:
    account: Account = scene.of("account")
    AccessAttempt.objects.create(
        username=name_digest(account.username), failures_since_start=99, attempt_time=timezone.now()
    )
    return account


def draft_line(scene: Scene) -> Arguments:
    sheet = drafts.from_json(scene.of("personnel").reading).sheets[0]
    line = sheet.lines[0]
    return {
        "key": line.key,
        "unit": line.unit,
        "title": line.title,
        "day": None,
        "acting": False,
        "skip": True,
        "unit_choice": None,
        "person_choice": None,
        "seen": drafts.seen(line),
    }


def draft_sheet(scene: Scene) -> Arguments:
    sheet = drafts.from_json(scene.of("personnel").reading).sheets[0]
    return {
        "key": sheet.key,
        "day": LATER,
        "group_name": "",
        "office": None,
        "end_condition": "",
        "skip": True,
        "seen": drafts.seen(sheet),
    }


def settled(scene: Scene) -> Arguments:
    """A draft with nothing left to ask: its only document is left out."""
    row = scene.of("personnel")
    draft = drafts.from_json(row.reading)
    draft = draft.with_sheet(replace(draft.sheets[0], skip=True))
    row.reading = drafts.as_json(draft)
    row.save()
    found = matching.meanings(draft, Directory(row.jurisdiction, on=draft.latest_day or LATER))
    return {"personnel_import": row, "seen": matching.fingerprint(found), "on": LATER}


def compared(scene: Scene) -> Arguments:
    row = scene.of("directory")
    row.state, row.reading = ImportState.COMPARED, {"token": "seen"}
    row.save()
    return {"directory_import": row, "seen": "seen"}


CALLS: dict[str, Callable[[Scene, str], Arguments]] = {
    "accounts.accounts.create_account": lambda scene, who: {
        "username": "newcomer",
        "name": "新来者",
        "unit": scene.of("unit"),
    },
    "accounts.accounts.change_account": lambda scene, who: {
        "account": scene.of("account"),
        "name": "文远航",
        "unit": scene.of("unit"),
        "on": LATER,
    },
    "accounts.accounts.disable_account": lambda scene, who: {"account": scene.of("account"), "at": NOW, "on": LATER},
    "accounts.accounts.enable_account": lambda scene, who: {"account": disabled(scene), "on": LATER},
    "accounts.accounts.unlock_account": lambda scene, who: {"account": locked(scene), "at": timezone.now()},
    "accounts.passwords.reset_password": lambda scene, who: {"account": scene.of("account"), "at": NOW, "on": LATER},
    "accounts.passwords.change_own_password": lambda scene, who: {
        "account": scene.city.accounts[who],
        "old": PASSWORD,
        "new": "Linchuan-2026-autumn",
        "session_key": "",
        "at": NOW,
    },
    "accounts.roles.grant_role": lambda scene, who: {
        "account": scene.of("account"),
        "role": Role.READER,
        "unit": scene.of("unit"),
        "on": LATER,
    },
    "accounts.roles.revoke_role": lambda scene, who: {"grant": scene.of("grant"), "at": NOW, "on": LATER},
    "accounts.sessions.start_session": lambda scene, who: {
        "account": scene.city.accounts[who],
        "key": "key",
        "place": PLACE,
        "at": NOW,
    },
    "accounts.sessions.expire_session": lambda scene, who: {"session": own_session(scene, who), "at": NOW},
    "accounts.sessions.sign_out": lambda scene, who: {"account": scene.city.accounts[who], "key": "key", "at": NOW},
    "accounts.sessions.end_own_session": lambda scene, who: {"session": own_session(scene, who), "at": NOW},
    "accounts.sessions.end_session": lambda scene, who: {"session": scene.of("session"), "at": NOW, "on": LATER},
    "accounts.sessions.switch_capacity": lambda scene, who: {"grant": scene.city.grants[who], "on": LATER},
    "audit.verify_record": lambda scene, who: {},
    "organizations.jurisdictions.create_jurisdiction": lambda scene, who: {
        "parent": scene.of("place"),
        "name": "海棠县",
        "level": Level.COUNTY,
    },
    "organizations.jurisdictions.change_jurisdiction": lambda scene, who: {
        "jurisdiction": scene.of("empty"),
        "name": "东平县",
        "code": "",
        "order": 1,
    },
    "organizations.jurisdictions.delete_jurisdiction": lambda scene, who: {"jurisdiction": scene.of("empty")},
    "organizations.units.create_unit": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "name": "青泽市数据局",
        "kind": UnitKind.DEPARTMENT,
    },
    "organizations.units.change_unit": lambda scene, who: {
        "unit": scene.of("unit"),
        "kind": UnitKind.OTHER,
        "parent": None,
        "code": "",
        "order": 9,
    },
    "organizations.units.retire_unit": lambda scene, who: {"unit": scene.of("spare"), "until": LATER},
    "organizations.units.delete_unit": lambda scene, who: {"unit": scene.of("spare")},
    "organizations.unit_names.rename_unit": lambda scene, who: {
        "unit": scene.of("unit"),
        "name": "青泽市发展改革委员会",
        "since": LATER,
        "on": LATER,
    },
    "organizations.unit_names.add_unit_name": lambda scene, who: {
        "unit": scene.of("unit"),
        "name": "市发改委",
        "kind": UnitNameKind.SHORT,
    },
    "organizations.unit_names.remove_unit_name": lambda scene, who: {"name": scene.of("name")},
    "organizations.unit_merging.merge_units": lambda scene, who: {
        "losing": scene.of("spare"),
        "winning": scene.of("other"),
        "since": LATER,
        "on": LATER,
        "chosen": {},
    },
    "organizations.unit_groups.create_unit_group": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "name": "市直各部门",
        "rule": GroupRule.DEPARTMENTS,
    },
    "organizations.unit_groups.change_unit_group": lambda scene, who: {
        "group": scene.of("unlisted"),
        "name": "各县（区）政府",
        "rule": GroupRule.GOVERNMENTS_BELOW,
    },
    "organizations.unit_groups.add_group_member": lambda scene, who: {
        "group": scene.of("units"),
        "unit": scene.of("other"),
    },
    "organizations.unit_groups.add_group_members": lambda scene, who: {
        "group": scene.of("units"),
        "units": [scene.of("other")],
    },
    "organizations.unit_groups.end_group_member": lambda scene, who: {"member": scene.of("listed"), "until": LATER},
    "organizations.unit_groups.delete_unit_group": lambda scene, who: {"group": scene.of("unlisted")},
    "organizations.officials.create_official": lambda scene, who: {"jurisdiction": scene.of("place"), "name": "纪新民"},
    "organizations.officials.change_official": lambda scene, who: {
        "official": scene.of("official"),
        "name": "周明达",
        "remark": "",
    },
    "organizations.officials.delete_official": lambda scene, who: {"official": scene.of("idle")},
    "organizations.posts.create_post": lambda scene, who: {"unit": scene.of("unit"), "title": "副局长"},
    "organizations.posts.change_post": lambda scene, who: {
        "post": scene.of("post"),
        "title": "主任",
        "portfolio": "",
        "leads_jurisdiction": False,
    },
    "organizations.posts.abolish_post": lambda scene, who: {"post": scene.of("vacant"), "until": LATER},
    "organizations.posts.delete_post": lambda scene, who: {"post": scene.of("vacant")},
    "organizations.appointments.appoint": lambda scene, who: {
        "post": scene.of("vacant"),
        "official": scene.of("idle"),
        "since": LATER,
    },
    "organizations.appointments.end_appointment": lambda scene, who: {
        "appointment": scene.of("appointment"),
        "until": LATER,
    },
    "organizations.appointments.replace_holder": lambda scene, who: {
        "post": scene.of("post"),
        "official": scene.of("idle"),
        "on": LATER,
    },
    "organizations.appointments.correct_appointment": lambda scene, who: {
        "appointment": scene.of("appointment"),
        "official": scene.of("idle"),
        "since": SINCE,
        "until": None,
        "acting": False,
        "basis": "",
        "end_basis": "",
        "reason": "录错了人",
    },
    "organizations.leading_groups.create_leading_group": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "name": "防汛领导小组",
    },
    "organizations.leading_groups.change_leading_group": lambda scene, who: {
        "group": scene.of("group"),
        "name": "重大项目领导小组",
        "since": SINCE,
        "basis": "",
        "duties": "",
        "office_unit": None,
        "term_ends_on": None,
        "end_condition": "",
    },
    "organizations.leading_groups.dissolve_leading_group": lambda scene, who: {
        "group": scene.of("group"),
        "until": LATER,
        "basis": "青政办〔2026〕9号",
    },
    "organizations.leading_groups.delete_leading_group": lambda scene, who: {"group": scene.of("unstaffed")},
    "organizations.memberships.add_member": lambda scene, who: {"group": scene.of("group"), "unit": scene.of("other")},
    "organizations.memberships.end_member": lambda scene, who: {"membership": scene.of("member"), "until": LATER},
    "organizations.directory_imports.start_import": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "data": scene.workbook(),
        "file_name": "单位和人员.xlsx",
    },
    "organizations.directory_imports.confirm_import": lambda scene, who: compared(scene),
    "organizations.directory_imports.recheck_import": lambda scene, who: {"directory_import": scene.of("directory")},
    "organizations.directory_imports.discard_import": lambda scene, who: {"directory_import": scene.of("directory")},
    "organizations.personnel_imports.start_import": lambda scene, who: {
        "jurisdiction": scene.of("place"),
        "data": NOTICE.replace("3号", "4号").encode(),
        "file_name": "任免.txt",
    },
    "organizations.personnel_imports.answer_question": lambda scene, who: {
        "personnel_import": scene.of("personnel"),
        "keys": [],
        "answer": "",
    },
    "organizations.personnel_imports.change_line": lambda scene, who: {
        "personnel_import": scene.of("personnel"),
        **draft_line(scene),
    },
    "organizations.personnel_imports.change_sheet": lambda scene, who: {
        "personnel_import": scene.of("personnel"),
        **draft_sheet(scene),
    },
    "organizations.personnel_imports.discard_import": lambda scene, who: {"personnel_import": scene.of("personnel")},
    "organizations.personnel_application.apply_import": lambda scene, who: settled(scene),
    "plans.reading.read_document": lambda scene, who: {"data": NOTICE.encode(), "name": "任免.txt"},
    "calendars.change_day": lambda scene, who: {
        "day": date(2027, 10, 9),
        "kind": DayKind.WORKING,
        "name": "国庆节",
        "seen": "-",
    },
    "calendars.import_year": lambda scene, who: {
        "year": 2027,
        "days": [NamedDay(date(2027, 1, 1), DayKind.OFF, "元旦")],
        "source": "放假通知",
        "seen": "",
    },
    **CASE_CALLS,
    **CHANGE_CALLS,
    **CONTRIBUTION_CALLS,
    **BULLETIN_CALLS,
    **DISPATCH_CALLS,
    **IMPLEMENTATION_CALLS,
    **INDICATOR_CALLS,
    **INSPECTION_CALLS,
    **INSTRUCTION_CALLS,
    **LISTED_CALLS,
    **INTERVIEW_CALLS,
    **PLAN_CALLS,
    **PRACTICE_CALLS,
    **REMINDERS,
    **REPORT_CALLS,
    **REVIEW_CALLS,
    **ROUND_CALLS,
    **WORKBOOK_CALLS,
    "web.save_view": lambda scene, who: {"table": UnitTable, "name": "新视图", "query": "q=局"},
    "web.change_view": lambda scene, who: {
        "view": own_view(scene, who),
        "name": "改名",
        "query": "",
        "seen": "我的视图?",
    },
    "web.share_view": lambda scene, who: {"view": own_view(scene, who), "shared": True},
    "web.delete_view": lambda scene, who: {"view": own_view(scene, who)},
}
