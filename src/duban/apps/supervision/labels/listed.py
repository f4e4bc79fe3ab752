"""The words of listed cases: how their events read."""

from __future__ import annotations

SENTENCES: dict[str, str] = {
    "listed.drafted": "拟将“{after[事项]}”挂牌督办，整治责任单位{after[整治责任单位]}",
    "listed.edited": "修改拟挂牌事项“{after[事项]}”",
    "listed.stages_taken": "确定“{after[事项]}”的整治阶段：{after[整治阶段]}（{after[来源文件]}）",
    "listed.notice_drafted": "起草“{after[事项]}”的{after[公文]}",
    "listed.listed": "“{after[事项]}”挂牌督办，整治责任单位{after[整治责任单位]}，依据{after[文件]}",
    "listed.withdrawn": "撤销挂牌事项“{after[事项]}”：{note}",
    "listed.report_submitted": "报送“{after[事项]}”{after[月份]}月报：{note}",
    "listed.report_accepted": "“{after[事项]}”{after[月份]}月报已审核{note}",
    "listed.report_returned": "退回“{after[事项]}”{after[月份]}月报：{note}",
    "listed.stage_finished": "“{after[事项]}”{after[阶段]}完成：{note}",
    "listed.stage_reopened": "“{after[事项]}”{after[阶段]}重新打开：{note}",
    "listed.stage_extended": "“{after[事项]}”{after[阶段]}的完成时间由{before[完成时间]}延至{after[完成时间]}：{note}",
    "listed.extended": "“{after[事项]}”的整治期限由{before[整治期限]}延至{after[整治期限]}：{note}",
    "listed.self_checked": "“{after[事项]}”自查{after[结论]}：{note}",
    "listed.accepted": "“{after[事项]}”{after[环节]}通过：{note}",
    "listed.refused": "“{after[事项]}”{after[环节]}不通过，退回整治：{note}",
    "listed.visited": "“{after[事项]}”回访复查{after[结论]}：{note}",
    "listed.delisted": "“{after[事项]}”摘牌销案，依据{after[文件]}",
    "listed.relisted": "“{after[事项]}”问题反弹，重新挂牌，整治期限{after[整治期限]}：{note}",
}
