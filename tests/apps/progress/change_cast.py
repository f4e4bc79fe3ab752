"""What tests of adjustment and closure share: requests as they are asked, and accounts of leaders.

In: the standing plans.  Out: rows made by the actions; accounts in the standing cast.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from cast import City
from duban.apps.organizations.models import Appointment, Official
from duban.apps.progress.actions.adjustment_review import refer_adjustment
from duban.apps.progress.actions.adjustments import ask_adjustment
from duban.apps.progress.actions.closures import ask_closure
from duban.apps.progress.adjusting import postponing
from duban.apps.progress.models import Adjustment, Closure
from duban.rulebook.requests import AdjustmentKind
from duban.rulebook.roles import Role
from plan_cast import Plans

AT, DECIDED = datetime(2026, 6, 1, 2, 0, tzinfo=UTC), datetime(2026, 6, 3, 2, 0, tzinfo=UTC)
LATER = date(2027, 3, 31)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def ask(plans: Plans, number: str = "1", who: str = "liaison", **given: Any) -> Adjustment:
    """A postponement by three months, unless told otherwise."""
    asked = {
        "kind": AdjustmentKind.POSTPONE,
        "after": postponing.wish(LATER),
        "reason": "用地审批未完成。",
        "progress": "已完成勘察。",
        "at": AT,
    }
    return ask_adjustment(task=plans.task(number), by=plans.city.actor(who), **{**asked, **given})


def refer(row: Adjustment, city: City) -> Adjustment:
    return refer_adjustment(adjustment=row, referral="拟同意。", at=AT, by=city.actor("office"))


def close(plans: Plans, who: str = "finance", **given: Any) -> Closure:
    asked = {
        "statement": "资产已全部盘活。",
        "finished_on": date(2026, 5, 30),
        "why_no_files": "无纸质材料。",
        "at": AT,
    }
    return ask_closure(task=plans.task("2"), by=plans.city.actor(who), **{**asked, **given})


def in_charge(plans: Plans, key: str = "deputy", *, name: str = "贺知远") -> str:
    """A leader's account of who holds the post of the tasks' leader; its key in the cast."""
    account = plans.city.add_account(key, name=name, unit="市政府", role=Role.LEADER)
    account.official = plans.official
    account.save()
    return key


def change_holder(plans: Plans, on: date) -> str:
    """Another person holds the leader's post from the day on; the key of that account."""
    Appointment.objects.filter(post=plans.leader).update(until=on)
    official = Official.objects.create(jurisdiction=plans.place, name="宋安澜")
    Appointment.objects.create(post=plans.leader, official=official, since=on)
    account = plans.city.add_account("successor", name="宋安澜", unit="市政府", role=Role.LEADER)
    account.official = official
    account.save()
    return "successor"
