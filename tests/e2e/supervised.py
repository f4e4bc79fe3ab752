"""The names in what the office supervises in the flows: a plan behind which it goes, one whose round is closed.

Each task is one flow's, each flow has a unit and a document of its own: none waits for another.
"""

from __future__ import annotations

from e2e.campaign import INDUSTRY, REFORM

OTHER_OFFICE = {"office-two": ("方回舟", "青泽市人民政府督查室", "office")}  # took no part in what `office` does
FOLLOWED = "企业服务提质行动方案"
FOLLOWED_TASKS = {
    "1": ("全年上门服务企业1200家以上。", REFORM),  # proposed: becomes a 督办单
    "2": ("全年组织银企对接活动36场以上。", REFORM),  # proposed: becomes a 约谈 a leader approves
    "3": ("全年兑现惠企资金5亿元以上。", REFORM),  # served: answered without scripts
    "4": ("全年办理容缺受理事项800件以上。", REFORM),  # served: answered with keys alone
}
SERVED = ("3", "4")
BEHIND = "上轮进展情况没有报送，电话催报两次仍未报送。"
TOLD = "数字政府建设行动方案"
TOLD_TASKS = {
    "1": ("全年上线联办事项24件以上。", INDUSTRY),
    "2": ("全年归集电子证照90类以上。", INDUSTRY),
    "3": ("全年建成共享接口130个以上。", REFORM),
}
REPORTED = ("1", "2")  # of the plan whose round is closed; the third is missing
INSPECTED = "青泽市财政局"
LISTED_UNIT = INDUSTRY


def subject_of(number: str) -> str:
    """The words by which a case that was opened by hand is found."""
    return f"{FOLLOWED}第{number}项进展情况没有报送"
