"""Which role may do what: one complete table; every action asks it before anything else.

In: an `Actor`, a `Permission`, the path of the jurisdiction concerned.  Out: nothing, or `NotAllowed` with the reason.
What a user may *see* is asked of the querysets (`visible_to`); this is what a user may *do*.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from duban.rulebook import roles
from duban.rulebook.actors import Actor
from duban.rulebook.refusals import NotAllowed, RuleError
from duban.rulebook.roles import Role


class Permission(StrEnum):
    """Named as the event it leaves, in the imperative; the value is noun.verb."""

    SEE_DIRECTORY = "directory.see"
    CREATE_JURISDICTION = "jurisdiction.create"
    RENAME_JURISDICTION = "jurisdiction.rename"
    DELETE_JURISDICTION = "jurisdiction.delete"
    CREATE_UNIT = "unit.create"
    RENAME_UNIT = "unit.rename"
    CHANGE_UNIT = "unit.change"
    ADD_UNIT_NAME = "unit.add_name"
    REMOVE_UNIT_NAME = "unit.remove_name"
    RETIRE_UNIT = "unit.retire"
    MERGE_UNITS = "unit.merge"
    DELETE_UNIT = "unit.delete"
    CREATE_UNIT_GROUP = "unit_group.create"
    CHANGE_UNIT_GROUP = "unit_group.change"
    ADD_GROUP_MEMBER = "unit_group.add_member"
    END_GROUP_MEMBER = "unit_group.end_member"
    DELETE_UNIT_GROUP = "unit_group.delete"
    CREATE_OFFICIAL = "official.create"
    CHANGE_OFFICIAL = "official.change"
    DELETE_OFFICIAL = "official.delete"
    CREATE_POST = "post.create"
    CHANGE_POST = "post.change"
    ABOLISH_POST = "post.abolish"
    DELETE_POST = "post.delete"
    APPOINT = "appointment.appoint"
    END_APPOINTMENT = "appointment.end"
    CORRECT_APPOINTMENT = "appointment.correct"
    CREATE_LEADING_GROUP = "leading_group.create"
    CHANGE_LEADING_GROUP = "leading_group.change"
    ADD_MEMBER = "leading_group.add_member"
    END_MEMBER = "leading_group.end_member"
    DISSOLVE_LEADING_GROUP = "leading_group.dissolve"
    DELETE_LEADING_GROUP = "leading_group.delete"
    IMPORT_DIRECTORY = "directory.import"
    IMPORT_PERSONNEL = "personnel.import"
    READ_DOCUMENT = "document.read"
    SEE_PLANS = "plan.see"
    IMPORT_PLAN = "plan.import"
    EDIT_PLAN = "plan.edit"
    ISSUE_PLAN = "plan.issue"
    LINK_TASKS = "task.link"
    ACKNOWLEDGE_TASK = "task.acknowledge"
    OBJECT_TO_TASK = "task.object"
    DECIDE_OBJECTION = "task.decide_objection"
    RUN_ROUND = "round.run"
    WRITE_REPORT = "report.write"
    APPROVE_REPORT = "report.approve"
    REVIEW_REPORT = "report.review"
    WRITE_CONTRIBUTION = "contribution.write"
    WRITE_IMPLEMENTATION_PLAN = "implementation_plan.write"
    REVIEW_IMPLEMENTATION_PLAN = "implementation_plan.review"
    ASK_ADJUSTMENT = "adjustment.ask"
    DECIDE_ADJUSTMENT = "adjustment.decide"
    ASK_CLOSURE = "closure.ask"
    DECIDE_CLOSURE = "closure.decide"
    GIVE_INSTRUCTION = "instruction.give"
    ANSWER_INSTRUCTION = "instruction.answer"
    SETTLE_INSTRUCTION = "instruction.settle"
    STOP_CLOCK = "clock.stop"
    SET_PRACTICE = "practice.set"
    SET_UNIT_PRACTICE = "practice.set_unit"
    SEE_BURDEN = "burden.see"
    RECEIVE_REMINDERS = "reminder.receive"
    SET_REMINDERS = "reminder.set"
    SEE_JOBS = "job.see"
    RUN_JOB_AGAIN = "job.run_again"
    SEE_CALENDAR = "calendar.see"
    EDIT_CALENDAR = "calendar.edit"
    SEE_ACCOUNTS = "account.see"
    CREATE_ACCOUNT = "account.create"
    CHANGE_ACCOUNT = "account.change"
    DISABLE_ACCOUNT = "account.disable"
    ENABLE_ACCOUNT = "account.enable"
    RESET_PASSWORD = "account.reset_password"
    UNLOCK_ACCOUNT = "account.unlock"
    GRANT_ROLE = "role.grant"
    REVOKE_ROLE = "role.revoke"
    END_SESSION = "session.end"
    CHANGE_OWN_PASSWORD = "own.change_password"
    SWITCH_CAPACITY = "own.switch_capacity"
    SAVE_VIEW = "view.save"
    SHARE_VIEW = "view.share"
    DELETE_VIEW = "view.delete"
    SEE_RECORD = "record.see"
    VERIFY_RECORD = "record.verify"


_EVERYONE = frozenset(Role)
_DIRECTORY = frozenset({Role.SYSTEM_ADMIN, Role.OFFICE})
_ACCOUNTS = frozenset({Role.SYSTEM_ADMIN})
_SECURITY = frozenset({Role.SECURITY_ADMIN})
_AUDIT = frozenset({Role.AUDIT_ADMIN})
_OFFICE = frozenset({Role.OFFICE})
_HEADS = frozenset({Role.UNIT_HEAD})
_LEADERS = frozenset({Role.LEADER})
P = Permission

_GROUPS: tuple[tuple[frozenset[Role], tuple[Permission, ...]], ...] = (
    (_EVERYONE - _AUDIT, (P.SEE_DIRECTORY,)),
    (_DIRECTORY, (P.CREATE_JURISDICTION,)),  # a document names places nobody has entered yet
    (_ACCOUNTS, (P.RENAME_JURISDICTION, P.DELETE_JURISDICTION)),
    (_DIRECTORY, (P.CREATE_UNIT, P.RENAME_UNIT, P.CHANGE_UNIT, P.ADD_UNIT_NAME, P.REMOVE_UNIT_NAME)),
    (_DIRECTORY, (P.RETIRE_UNIT, P.MERGE_UNITS, P.DELETE_UNIT)),
    (
        _DIRECTORY,
        (P.CREATE_UNIT_GROUP, P.CHANGE_UNIT_GROUP, P.ADD_GROUP_MEMBER, P.END_GROUP_MEMBER, P.DELETE_UNIT_GROUP),
    ),
    (_DIRECTORY, (P.CREATE_OFFICIAL, P.CHANGE_OFFICIAL, P.DELETE_OFFICIAL)),
    (_DIRECTORY, (P.CREATE_POST, P.CHANGE_POST, P.ABOLISH_POST, P.DELETE_POST)),
    (_DIRECTORY, (P.APPOINT, P.END_APPOINTMENT, P.CORRECT_APPOINTMENT)),
    (_DIRECTORY, (P.CREATE_LEADING_GROUP, P.CHANGE_LEADING_GROUP, P.ADD_MEMBER, P.END_MEMBER)),
    (_DIRECTORY, (P.DISSOLVE_LEADING_GROUP, P.DELETE_LEADING_GROUP)),
    (_DIRECTORY, (P.IMPORT_DIRECTORY, P.IMPORT_PERSONNEL)),
    (frozenset({Role.OFFICE, Role.UNIT_HEAD, Role.LIAISON}), (P.READ_DOCUMENT,)),
    (roles.BUSINESS, (P.SEE_PLANS,)),
    (_OFFICE, (P.IMPORT_PLAN, P.EDIT_PLAN, P.ISSUE_PLAN, P.LINK_TASKS, P.DECIDE_OBJECTION)),
    (_OFFICE | roles.UNIT_WIDE, (P.ACKNOWLEDGE_TASK, P.OBJECT_TO_TASK)),
    (_OFFICE, (P.RUN_ROUND, P.REVIEW_REPORT, P.REVIEW_IMPLEMENTATION_PLAN, P.DECIDE_CLOSURE, P.STOP_CLOCK)),
    (_OFFICE, (P.SET_PRACTICE,)),
    (_OFFICE | roles.UNIT_WIDE, (P.WRITE_REPORT, P.WRITE_CONTRIBUTION, P.WRITE_IMPLEMENTATION_PLAN)),
    (_OFFICE | roles.UNIT_WIDE, (P.ASK_ADJUSTMENT, P.ASK_CLOSURE, P.ANSWER_INSTRUCTION)),
    (_HEADS, (P.APPROVE_REPORT, P.SET_UNIT_PRACTICE)),
    (_OFFICE | _LEADERS, (P.DECIDE_ADJUSTMENT, P.SETTLE_INSTRUCTION)),
    (_LEADERS, (P.GIVE_INSTRUCTION,)),
    (roles.BUSINESS, (P.SEE_BURDEN, P.RECEIVE_REMINDERS)),
    (_ACCOUNTS, (P.SET_REMINDERS, P.SEE_JOBS, P.RUN_JOB_AGAIN)),
    (_EVERYONE, (P.SEE_CALENDAR,)),
    (_ACCOUNTS, (P.EDIT_CALENDAR,)),
    (_ACCOUNTS | _SECURITY, (P.SEE_ACCOUNTS,)),
    (_ACCOUNTS, (P.CREATE_ACCOUNT, P.CHANGE_ACCOUNT, P.DISABLE_ACCOUNT, P.ENABLE_ACCOUNT, P.RESET_PASSWORD)),
    (_SECURITY, (P.UNLOCK_ACCOUNT, P.GRANT_ROLE, P.REVOKE_ROLE, P.END_SESSION)),
    (_EVERYONE, (P.CHANGE_OWN_PASSWORD, P.SWITCH_CAPACITY, P.SAVE_VIEW, P.DELETE_VIEW)),
    (frozenset({Role.OFFICE}), (P.SHARE_VIEW,)),
    (_AUDIT, (P.SEE_RECORD, P.VERIFY_RECORD)),
)
ALLOWED: dict[Permission, frozenset[Role]] = {name: who for who, names in _GROUPS for name in names}

LABELS: dict[Permission, str] = {
    P.SEE_DIRECTORY: "查看组织机构",
    P.CREATE_JURISDICTION: "新建行政区",
    P.RENAME_JURISDICTION: "修改行政区",
    P.DELETE_JURISDICTION: "删除行政区",
    P.CREATE_UNIT: "新建单位",
    P.RENAME_UNIT: "单位更名",
    P.CHANGE_UNIT: "修改单位",
    P.ADD_UNIT_NAME: "添加单位别名",
    P.REMOVE_UNIT_NAME: "删除单位别名",
    P.RETIRE_UNIT: "撤销单位",
    P.MERGE_UNITS: "合并单位",
    P.DELETE_UNIT: "删除单位",
    P.CREATE_UNIT_GROUP: "新建集合单位",
    P.CHANGE_UNIT_GROUP: "修改集合单位",
    P.ADD_GROUP_MEMBER: "添加集合单位成员",
    P.END_GROUP_MEMBER: "移出集合单位成员",
    P.DELETE_UNIT_GROUP: "删除集合单位",
    P.CREATE_OFFICIAL: "新建人员",
    P.CHANGE_OFFICIAL: "修改人员",
    P.DELETE_OFFICIAL: "删除人员",
    P.CREATE_POST: "新建职务",
    P.CHANGE_POST: "修改职务",
    P.ABOLISH_POST: "撤销职务",
    P.DELETE_POST: "删除职务",
    P.APPOINT: "任职",
    P.END_APPOINTMENT: "免职",
    P.CORRECT_APPOINTMENT: "更正任免记录",
    P.CREATE_LEADING_GROUP: "新建领导小组",
    P.CHANGE_LEADING_GROUP: "修改领导小组",
    P.ADD_MEMBER: "添加领导小组成员",
    P.END_MEMBER: "调出领导小组成员",
    P.DISSOLVE_LEADING_GROUP: "撤销领导小组",
    P.DELETE_LEADING_GROUP: "删除领导小组",
    P.IMPORT_DIRECTORY: "导入单位和人员",
    P.IMPORT_PERSONNEL: "导入名单和任免",
    P.READ_DOCUMENT: "读取公文",
    P.SEE_PLANS: "查看方案和任务",
    P.IMPORT_PLAN: "导入方案",
    P.EDIT_PLAN: "编辑方案",
    P.ISSUE_PLAN: "印发方案",
    P.LINK_TASKS: "关联上下级任务",
    P.ACKNOWLEDGE_TASK: "签收任务",
    P.OBJECT_TO_TASK: "对任务提出异议",
    P.DECIDE_OBJECTION: "答复异议",
    P.RUN_ROUND: "组织报送",
    P.WRITE_REPORT: "填报进展情况",
    P.APPROVE_REPORT: "审核本单位的填报",
    P.REVIEW_REPORT: "审核进展情况",
    P.WRITE_CONTRIBUTION: "提供配合材料",
    P.WRITE_IMPLEMENTATION_PLAN: "填报落实方案",
    P.REVIEW_IMPLEMENTATION_PLAN: "审核落实方案",
    P.ASK_ADJUSTMENT: "申请调整任务",
    P.DECIDE_ADJUSTMENT: "审批调整申请",
    P.ASK_CLOSURE: "申请销号",
    P.DECIDE_CLOSURE: "核查销号",
    P.GIVE_INSTRUCTION: "批示",
    P.ANSWER_INSTRUCTION: "办理批示",
    P.SETTLE_INSTRUCTION: "办结批示",
    P.STOP_CLOCK: "暂停计时和延期",
    P.SET_PRACTICE: "设定督办规则",
    P.SET_UNIT_PRACTICE: "设定本单位的报送流程",
    P.SEE_BURDEN: "查看报送负担",
    P.RECEIVE_REMINDERS: "接收提醒",
    P.SET_REMINDERS: "设定提醒渠道",
    P.SEE_JOBS: "查看后台工作",
    P.RUN_JOB_AGAIN: "重新运行后台工作",
    P.SEE_CALENDAR: "查看节假日",
    P.EDIT_CALENDAR: "维护节假日",
    P.SEE_ACCOUNTS: "查看账号",
    P.CREATE_ACCOUNT: "新建账号",
    P.CHANGE_ACCOUNT: "修改账号",
    P.DISABLE_ACCOUNT: "停用账号",
    P.ENABLE_ACCOUNT: "启用账号",
    P.RESET_PASSWORD: "重置密码",
    P.UNLOCK_ACCOUNT: "解锁账号",
    P.GRANT_ROLE: "授予角色",
    P.REVOKE_ROLE: "收回角色",
    P.END_SESSION: "结束他人登录",
    P.CHANGE_OWN_PASSWORD: "修改自己的密码",
    P.SWITCH_CAPACITY: "切换身份",
    P.SAVE_VIEW: "保存视图",
    P.SHARE_VIEW: "共享视图",
    P.DELETE_VIEW: "删除视图",
    P.SEE_RECORD: "查看操作记录",
    P.VERIFY_RECORD: "核验操作记录",
}


def check_can(actor: Actor, permission: Permission, *, within: str | None = None) -> None:
    """Refuse unless the role has `permission` and `within`, a jurisdiction's path, is the actor's own or below it."""
    if actor.is_system:
        return
    own = actor.account is not None and ALLOWED[permission] == _EVERYONE  # also before any role was granted
    if actor.role not in ALLOWED[permission] and not own:
        named = "、".join(roles.LABELS[role] for role in Role if role in ALLOWED[permission])
        raise NotAllowed(f"只有{named}可以{LABELS[permission]}")
    if within is not None and not (actor.path and within.startswith(actor.path)):
        raise NotAllowed(f"只能在本行政区及下级行政区范围内{LABELS[permission]}")


def can(actor: Actor, permission: Permission, *, within: str | None = None) -> bool:
    return not why_not(check_can, actor, permission, within=within)


def why_not(check: Callable[..., None], *args: object, **named: object) -> str:
    """The reason `check` refuses, or "" when it allows; for buttons and tooltips."""
    try:
        check(*args, **named)
    except RuleError as refusal:
        return str(refusal)
    return ""
