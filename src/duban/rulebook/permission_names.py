"""The permissions there are, and how they read; which role has which is in `permission_table`."""

from __future__ import annotations

from enum import StrEnum


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
    SEE_DISPATCHES = "dispatch.see"
    DRAFT_DISPATCH = "dispatch.draft"
    ISSUE_DISPATCH = "dispatch.issue"
    SIGN_DISPATCH = "dispatch.sign"
    ACKNOWLEDGE_DISPATCH = "dispatch.acknowledge"
    SET_LETTERHEAD = "dispatch.set_letterhead"
    SEE_CASES = "case.see"
    SERVE_CASE = "case.serve"
    APPROVE_CASE = "case.approve"
    ANSWER_CASE = "case.answer"
    VERIFY_CASE = "case.verify"
    SET_LADDER = "ladder.set"
    REQUIRE_RECTIFICATION = "rectification.require"
    RECTIFY = "rectification.rectify"
    VERIFY_RECTIFICATION = "rectification.verify"
    SCHEDULE_INTERVIEW = "interview.schedule"
    RECORD_INTERVIEW = "interview.record"
    PLAN_INSPECTION = "inspection.plan"
    APPROVE_INSPECTION = "inspection.approve"
    RECORD_INSPECTION = "inspection.record"
    CONCLUDE_INSPECTION = "inspection.conclude"
    DESIGNATE_UNIT = "inspection.designate"
    RECEIVE_CONCLUSION = "conclusion.receive"
    FILE_OBJECTION = "objection.file"
    DECIDE_CONCLUSION_OBJECTION = "objection.decide"
    MAKE_PROPOSAL = "proposal.make"
    DECIDE_PROPOSAL = "proposal.decide"
    REFER_CLUE = "referral.make"
    LIST_CASE = "listed.list"
    REPORT_LISTED = "listed.report"
    ACCEPT_LISTED = "listed.accept"
    DELIST_CASE = "listed.delist"
    WRITE_BULLETIN = "bulletin.write"
    SEE_INDICATORS = "indicator.see"
    EDIT_INDICATORS = "indicator.edit"
    ENTER_OBSERVATION = "observation.enter"
    PUBLISH_OBSERVATION = "observation.publish"
    EVALUATE_INDICATORS = "evaluation.write"
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


P = Permission
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
    P.SEE_DISPATCHES: "查看公文",
    P.DRAFT_DISPATCH: "拟制公文",
    P.ISSUE_DISPATCH: "印发公文",
    P.SIGN_DISPATCH: "签发公文",
    P.ACKNOWLEDGE_DISPATCH: "签收公文",
    P.SET_LETTERHEAD: "设定发文机关和文稿模板",
    P.SEE_CASES: "查看督办件",
    P.SERVE_CASE: "发出督办",
    P.APPROVE_CASE: "批准督办",
    P.ANSWER_CASE: "反馈督办件",
    P.VERIFY_CASE: "核查督办件",
    P.SET_LADDER: "设定督办阶梯",
    P.REQUIRE_RECTIFICATION: "责令整改",
    P.RECTIFY: "报整改情况",
    P.VERIFY_RECTIFICATION: "核查整改",
    P.SCHEDULE_INTERVIEW: "安排约谈",
    P.RECORD_INTERVIEW: "记录约谈",
    P.PLAN_INSPECTION: "拟订督查方案",
    P.APPROVE_INSPECTION: "批准督查方案",
    P.RECORD_INSPECTION: "记录督查情况",
    P.CONCLUDE_INSPECTION: "作出督查结论",
    P.DESIGNATE_UNIT: "指定部门开展督查",
    P.RECEIVE_CONCLUSION: "签收督查结论",
    P.FILE_OBJECTION: "申请复核",
    P.DECIDE_CONCLUSION_OBJECTION: "复核督查结论",
    P.MAKE_PROPOSAL: "提出结果运用建议",
    P.DECIDE_PROPOSAL: "批准结果运用建议",
    P.REFER_CLUE: "移送问题线索",
    P.LIST_CASE: "挂牌督办",
    P.REPORT_LISTED: "报送挂牌事项进展",
    P.ACCEPT_LISTED: "验收挂牌事项",
    P.DELIST_CASE: "摘牌销案",
    P.WRITE_BULLETIN: "编写通报",
    P.SEE_INDICATORS: "查看指标",
    P.EDIT_INDICATORS: "编辑指标体系",
    P.ENTER_OBSERVATION: "填报指标数",
    P.PUBLISH_OBSERVATION: "录入核定数和发布数",
    P.EVALUATE_INDICATORS: "评估和通报指标",
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
