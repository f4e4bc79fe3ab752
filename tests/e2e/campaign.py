"""The names in the campaign the flows work on: two plans, who works on them, what the tasks are."""

from __future__ import annotations

TITLE, ENDING = "重点项目攻坚行动方案", "安全生产治本行动方案"
REFORM, FINANCE, INDUSTRY = "青泽市发展和改革局", "青泽市财政局", "青泽市工业和信息化局"
PEOPLE = {  # beside the demo's accounts; both units approve inside what they report
    "finance": ("金知秋", FINANCE, "liaison"),
    "finance-head": ("钱守正", FINANCE, "unit_head"),
    "industry": ("梁工一", INDUSTRY, "liaison"),
}
TASKS = {  # number: text and lead unit; one for each flow, so that none waits for another
    "1": ("全年盘活闲置资产40宗以上。", FINANCE),
    "2": ("全年新开工重点项目60个以上。", REFORM),
    "3": ("全年争取中央预算内项目80个以上。", REFORM),
    "4": ("全年办结企业诉求500件以上。", REFORM),
    "5": ("全年完成节能改造项目30个以上。", REFORM),
    "6": ("全年建成充电桩2000个以上。", REFORM),
    "7": ("全年改造粮库12座以上。", REFORM),
    "8": ("全年培育专精特新企业45家以上。", INDUSTRY),
    "9": ("全年改造数字车间70个以上。", INDUSTRY),
    "10": ("全年新增规模以上企业90家以上。", INDUSTRY),
    "11": ("全年建设工业互联网平台5个以上。", INDUSTRY),
    "12": ("全年淘汰落后设备300台以上。", INDUSTRY),
    "13": ("全年建成冷链仓库8座以上。", REFORM),
    "14": ("全年完成以工代赈项目25个以上。", REFORM),
    "15": ("全年清理拖欠账款60笔以上。", REFORM),
    "16": ("全年完成节水改造9处以上。", REFORM),
    "17": ("全年新增托育园所6家以上。", REFORM),
    "18": ("全年修编专项规划4部以上。", REFORM),
}
SUPPORTED = {"6": INDUSTRY, "13": INDUSTRY}  # by whom
LATE_TASKS = {"1": ("全年排查整治隐患900处以上。", REFORM)}
