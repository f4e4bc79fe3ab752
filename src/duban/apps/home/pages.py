"""Each role's first page: what waits for it, what it answers for, what happened lately.

In: the actor, today, now.  Out: a `Page`; the number of queries does not grow with the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from duban.apps.accounts.models import Account, RoleGrant
from duban.apps.accounts.queries import count_by_role, locked_accounts
from duban.apps.home.parts import Page, Part, Row, Todo
from duban.apps.home.queries import documents, events, people, rounds, setup, standings, supervised, tasks, year
from duban.apps.home.queries.indicators import indicators_part
from duban.apps.home.queries.rounds import NextRound
from duban.apps.home.queries.standings import Worse
from duban.apps.organizations.labels.people import in_words
from duban.apps.plans.models import Task
from duban.apps.plans.queries.portfolios import tasks_led_by, tasks_of_leader
from duban.rulebook.actors import Actor
from duban.rulebook.roles import LABELS, Role
from duban.rulebook.tasks import TaskState

BEHIND = "health=overdue&health=behind&sort=health"  # what the ledger is asked for
NOBODY = "您的账号还没有对应到人员。请系统管理员在账号页选定对应人员，这里就会列出您的职务和领导小组。"


def page_of(actor: Actor, *, on: date, at: datetime) -> Page:
    """The first page of the capacity in which somebody acts."""
    assert actor.role is not None
    return _PAGES[actor.role](actor, on, at)


def _system_admin(actor: Actor, on: date, at: datetime) -> Page:
    imports = Part(
        "进行中的导入",
        setup.imports_under_way(actor),
        "这里列出等待核对、正在读取和没有完成的导入。",
        reverse("organizations:imports"),
    )
    return Page(steps=setup.set_up_steps(actor, on=on), beside=[imports], recent=events.latest_changes(actor))


def _security_admin(actor: Actor, on: date, at: datetime) -> Page:
    accounts = reverse("accounts:accounts")
    todos = [
        Todo(f"{account.name}的账号已锁定", f"{account.unit.name}，登录失败次数过多", _account(account), "去解锁")
        for account in locked_accounts(actor, at=at)
    ]
    granted = RoleGrant.objects.in_force(on=on).values("account")
    without = Account.objects.visible_to(actor).filter(is_active=True).exclude(pk__in=granted)
    todos += [
        Todo(f"给{account.name}授予角色", f"{account.unit.name}，还没有任何角色", _account(account), "去授予")
        for account in without.select_related("unit")[:8]
    ]
    missing = setup.roles_nobody_has(actor, on=on)
    if missing:
        todos.append(Todo("角色无人担任", "、".join(missing), accounts, "看账号", f"{len(missing)} 个"))
    counts = count_by_role(actor, on=on)
    roles = [
        Row(LABELS[role], note=f"{count} 人" if count or role is Role.READER else "", warning=_nobody(role, count))
        for role, count in counts.items()
    ]
    return Page(
        todos=todos,
        todo_empty="没有锁定的账号，每个账号都有角色。新账号要授予角色时，会列在这里。",
        beside=[Part("各角色的人数", roles, "", reverse("accounts:roles"), "角色")],
    )


def _audit_admin(actor: Actor, on: date, at: datetime) -> Page:
    verify = reverse("audit:record-verify")
    last = events.last_verification(actor)
    days = (on - timezone.localtime(last.at).date()).days if last else None
    when = f"上次 {days} 天前，{last.note}" if last else "还没有核验过"
    return Page(
        todos=[] if days == 0 else [Todo("核验操作记录", when, verify, "去核验")],
        todo_empty=f"今天已核验操作记录：{last.note}。" if last else "",
        recent=events.administrative_events(actor),
        recent_title="最近的管理操作",
        recent_empty="账号、角色的变动和核验结果，会列在这里。",
    )


def _office(actor: Actor, on: date, at: datetime) -> Page:
    shown, found = rounds.next_round(actor, on=on), standings.tasks_of_place(actor, on=on)
    todos = [*tasks.to_acknowledge(actor, on=on), *tasks.to_break_down(actor), *tasks.of_own_plans(actor, on=on)]
    todos += [*year.of_office(actor, on=on), *supervised.of_office(actor, on=on, at=at)]
    todos += [*documents.of_office(actor, on=on), *year.of_unit(actor, on=on), *_asked_of_unit(actor, on)]
    review = reverse("progress:review")
    todos += [
        Todo(f"{post}空缺", "任命后请登记任职", reverse("organizations:post", args=[post.pk]), "去登记")
        for post in people.vacant_leaders(actor, on=on)[:6]
    ]
    todos += [
        Todo(f"{group}任期已满", f"任期至{in_words(group.term_ends_on)}，尚未撤销", _group(group.pk), "去核对")
        for group in people.expired_groups(actor, on=on)[:6]
    ]
    doubtful = people.doubtful_groups(actor, on=on)
    todos += [Todo(group.name, doubt.rstrip("。"), _group(group.pk), "去补正") for group, doubt in doubtful[:6]]
    todos += [Todo("导入待完成", row.text, row.url, "继续", row.note) for row in setup.imports_under_way(actor)]
    return Page(
        todos=todos,
        todo_empty="进展情况要审核，督办建议要决定，任务要签收、分解或印发，领导职务空缺，都会列在这里。",
        round=shown,
        worse=_turned_worse(found, actor, on),
        beside=[_states(found, on), *indicators_part(actor), *_of_round(shown, on), people.leaders_part(actor, on=on)],
        recent=events.latest_changes(actor),
        actions=[("导入方案", reverse("plans:import-start")), ("读取公文", reverse("plans:read"))],
        first=next(((f"开始审核 {todo.count}", todo.url) for todo in todos if todo.url == review), None),
    )


def _leader(actor: Actor, on: date, at: datetime) -> Page:
    official = people.own_official(actor)
    posts = people.own_posts(official, on=on) if official else []
    groups = people.own_groups(official, on=on) if official else []
    empty = "您目前没有登记在册的职务。" if official else NOBODY
    mine = tasks_of_leader(official, actor, on=on).exclude(state=TaskState.DRAFT) if official else None
    url = reverse("plans:leader-tasks", args=[official.pk]) if official else ""
    states = [standings.states_part(mine, on=on, url=url)] if mine is not None else []
    return Page(
        todos=[*documents.of_leader(actor), *supervised.of_leader(actor), *year.of_leader(actor)],
        todo_empty="需要您签发的公文、批准的督办件和督查方案、审批的调整申请，已反馈的批示，会列在这里。",
        worse=standings.what_is_behind(mine, actor, on=on, more=f"{url}?{BEHIND}") if mine is not None else None,
        parts=[
            *([tasks.leaders_tasks(official, actor, on=on)] if official else []),
            Part("我的职务", posts, empty),
            Part("我担任组长或成员的领导小组", groups, "您列入的领导小组会出现在这里。"),
        ],
        round=rounds.next_round(actor, on=on),
        beside=[*states, *indicators_part(actor), people.leaders_part(actor, on=on)],
    )


def _unit(actor: Actor, on: date, at: datetime) -> Page:
    unit = people.own_unit(actor)
    assert unit is not None
    posts = Part(
        "本单位的职务",
        people.unit_posts(unit, on=on),
        "本单位的职务和任职人员还没有登记，请与督查室联系。",
        reverse("organizations:unit", args=[unit.pk]),
        "本单位",
    )
    groups = Part("本单位参加的领导小组", people.unit_groups(unit, on=on), "本单位列入的领导小组会出现在这里。")
    todos = [*tasks.to_acknowledge(actor, on=on), *_asked_of_unit(actor, on), *year.of_unit(actor, on=on)]
    led = tasks_led_by(unit, actor)
    url, asked = reverse("plans:unit-tasks", args=[unit.pk]), f"lead={unit.pk}"
    todos += [
        Todo(f"{post}空缺", "任命后请告知督查室登记", reverse("organizations:post", args=[post.pk]), "查看")
        for post in people.vacant_posts(unit, on=on)
    ]
    return Page(
        todos=todos,
        todo_empty="有进展情况要填报、任务和公文要签收、督办件要反馈、问题要整改时，会列在这里。",
        round=rounds.next_round(actor, on=on),
        worse=standings.what_is_behind(led, actor, on=on, more=f"{url}?{asked}&{BEHIND}"),
        parts=[tasks.units_tasks(unit, actor, on=on), posts],
        beside=[standings.states_part(led, on=on, url=url, asked=asked), groups],
        actions=[("读取公文", reverse("plans:read"))],
    )


def _reader(actor: Actor, on: date, at: datetime) -> Page:
    found = standings.tasks_of_place(actor, on=on)
    return Page(
        round=rounds.next_round(actor, on=on),
        worse=_turned_worse(found, actor, on),
        parts=[people.leaders_part(actor, on=on)],
        beside=[_states(found, on)],
        recent=events.latest_changes(actor),
    )


def _asked_of_unit(actor: Actor, on: date) -> list[Todo]:
    """Documents to acknowledge, what supervision asks."""
    return [*documents.of_unit(actor), *supervised.of_unit(actor, on=on)]


def _states(found: QuerySet[Task], on: date) -> Part:
    return standings.states_part(found, on=on, url=reverse("plans:ledger"), asked=f"year={on.year}")


def _turned_worse(found: QuerySet[Task], actor: Actor, on: date) -> Worse:
    return standings.turned_worse(found, actor, on=on, more=f"{reverse('plans:ledger')}?year={on.year}&{BEHIND}")


def _of_round(shown: NextRound | None, on: date) -> list[Part]:
    return [rounds.owing_most(shown), rounds.rounds_of_year(shown, on=on)] if shown else []


def _nobody(role: Role, count: int) -> str:
    return "" if count or role is Role.READER else "无人"


def _account(account: Account) -> str:
    return reverse("accounts:account", args=[account.pk])


def _group(key: int) -> str:
    return reverse("organizations:leading-group", args=[key])


_PAGES: dict[Role, Callable[[Actor, date, datetime], Page]] = {
    Role.SYSTEM_ADMIN: _system_admin,
    Role.SECURITY_ADMIN: _security_admin,
    Role.AUDIT_ADMIN: _audit_admin,
    Role.OFFICE: _office,
    Role.UNIT_HEAD: _unit,
    Role.LIAISON: _unit,
    Role.LEADER: _leader,
    Role.READER: _reader,
}
