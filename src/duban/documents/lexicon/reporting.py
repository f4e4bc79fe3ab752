"""Words in which a notice asks for plans and reports: what is reported, the verb, the body that gets it.

In: nothing.  Out: patterns as text, for `duban.documents.recognition.notices.rules`.
"落实方案", "进展情况", "报送", "市政府督查室".
"""

from __future__ import annotations

# What a lead unit makes of its tasks at the beginning of the year.
PLANS = (
    r"(?:落实|实施|办理|工作|推进|细化|分解|具体|行动|贯彻|任务|细化落实|任务分解|细化分解|配套)(?:方案|计划|举措|措施)|"
    r"任务(?:分解)?(?:清单|表)|分解(?:方案|表)|施工图|路线图|时间表|责任(?:清单|分解表)|台账清单|工作清单|目标分解|"
    r"(?:工作|任务)台账|分工(?:方案|情况)|部署情况|贯彻落实意见"
)

# What it tells on the dates of the year.
REPORTS = (
    r"情况|进展|进度|总结|小结|报表|工作报告|书面报告|专报|完成率|自查|汇报材料|季报|月报|半年报|年报|动态信息|推进台账|"
    r"存在(?:的)?问题|成效|结果"
)

VERBS = (
    r"报送|报告|上报|报备|备案|反馈|提交|填报|抄报|送交|汇报|录入|呈报|"
    r"报(?:[市县区省州盟旗镇我至到给党]|[^，。；]{0,8}(?:督查|督办|办公室|领导小组))|汇总报|[期时]报|前报|报[^，。；]{1,16}[局委办]"
)
