"""What has to be seen in the year, worked out by hand from the rules and the story; nothing here is taken from a run.

The share of a sum by the end of a day: days since 31 December 2023 over 366. R1 comes on 8 April (99/366 = 27.05 %),
R2 on 8 July (190/366 = 51.91 %), R3 on 8 October (282/366 = 77.05 %), R4 on 8 November (313/366 = 85.52 %), R5 on
6 December (341/366 = 93.17 %). Behind is more than 10 points below, severely more than 30, ahead 10 above. The
ordinary sum says 25, 50, 75, 85, 100 %, which is never 10 below on the day it is said.
"""

from __future__ import annotations

from datetime import date

from year_opening import ISSUED

# 175 tasks. Of one unit alone that is late: 林业局 109-113 and 124 (six, three of them sums), 教育局 153-159 (seven,
# sums are 155 and 157), 水务局 four without sums, 投资促进局 56. Task 130 is never reported.
HEALTH: dict[date, dict[str, int]] = {
    date(2024, 2, 29): {},
    ISSUED: {"not_started": 175},
    date(2024, 3, 16): {"not_started": 175},
    date(2024, 4, 4): {"not_started": 175},  # 8 has a step of 31 March with a figure: the report of April will tell
    date(2024, 4, 7): {"not_started": 175},
    # Not filed: 6 of 林业局 and 130 = 7, not asked for before the 10th. Behind: 1 (4.5 < 5), 24 (5/30), 89 (10/60).
    # Ahead: 19 (2/5 = 40 %, of its step's path 99/355 = 27.9 %). 175 - 7 - 3 - 1 = 164.
    date(2024, 4, 8): {"not_started": 7, "behind": 3, "ahead": 1, "on_pace": 164},
    # The day is over: those 7, and 135, which 公安局 has back: 3 + 8 = 11.
    date(2024, 4, 11): {"behind": 11, "ahead": 1, "on_pace": 163},
    date(2024, 4, 16): {"behind": 4, "ahead": 1, "on_pace": 170},  # 1, 24, 89, 130
    date(2024, 5, 20): {"behind": 4, "ahead": 1, "on_pace": 169},  # 28 is terminated: 174
    # and 16: a step of 28 June without a figure; the figure of the step of 8 is asked on 10 July
    date(2024, 7, 1): {"behind": 5, "ahead": 1, "on_pace": 168},
    # 19 has 5/5: done. 24 says 20 and 16: ahead. 1 says 5.2. Behind: 8 (80/200), 89 (15/60), 130.
    date(2024, 7, 9): {"done": 1, "behind": 3, "ahead": 1, "on_pace": 169},
    date(2024, 7, 11): {"done": 1, "behind": 5, "ahead": 1, "on_pace": 167},  # and 155, 157: 25 % against 52.5 %
    date(2024, 7, 16): {"done": 1, "behind": 4, "ahead": 1, "on_pace": 168},  # 8, 89, 130, and 6: the office says so
    date(2024, 8, 16): {"done": 2, "behind": 4, "ahead": 1, "on_pace": 167},  # 55 is closed
    date(2024, 9, 20): {"done": 2, "behind": 4, "ahead": 1, "on_pace": 167},
    date(2024, 9, 29): {"done": 2, "behind": 4, "ahead": 1, "on_pace": 167},
    date(2024, 10, 3): {"done": 2, "behind": 4, "ahead": 1, "on_pace": 167},  # 8 by its step of June
    date(2024, 10, 9): {"done": 2, "behind": 3, "on_pace": 169},  # 32 (2/4), 89 (27/60), 130; 24 is on pace
    date(2024, 10, 11): {"done": 2, "behind": 3, "on_pace": 169},
    date(2024, 10, 17): {"done": 1, "behind": 4, "on_pace": 169},  # 1 is found at 4.9; 55 is open again
    date(2024, 11, 9): {"done": 1, "behind": 3, "on_pace": 170},  # 32, 55 (says so), 130; 89 has caught up
    date(2024, 11, 11): {"done": 1, "behind": 6, "on_pace": 167},  # and 109-111: 75 % against 315/366 = 86.1 %
    date(2024, 11, 18): {"done": 1, "behind": 3, "on_pace": 170},
    date(2024, 11, 25): {"done": 1, "behind": 3, "on_pace": 170},  # 32: 50 % against 313/456 = 68.6 %
    # Done without anybody's word: only sums, all reached: 8, 14, 19, 24, 26, 37, 40, 48, 49, 50, 69, 78, 92, 109, 110,
    # 111, 145, 150, 155, 157 = 20. Behind: 55, 66 (40/50), 130.
    date(2024, 12, 9): {"done": 20, "behind": 3, "on_pace": 151},
    date(2024, 12, 17): {"done": 168, "behind": 3, "on_pace": 3},  # not found done: 1, 32, 89
    date(2024, 12, 31): {"done": 169, "behind": 3, "on_pace": 2},  # 1: the last figure asked was found at 5.0
    date(2025, 1, 1): {"done": 169, "overdue": 4, "on_pace": 1},  # 55, 66, 89, 130; 32 has time until March
}
EVENINGS = frozenset(HEALTH)

_LATE_STEP = "节点“{0}月底前完成阶段任务”应于{0}月{1}日完成，逾期{2}个工作日"
_OVERDUE, _END = "逾期：应于2024年12月31日完成，逾期1天；", "到2024年12月31日时序进度 100%，"
WORDS: dict[tuple[date, str], str] = {
    (date(2024, 4, 4), "8"): "未启动：4月10日前首次报送",
    (date(2024, 4, 7), "8"): "未启动：4月10日前首次报送",
    (date(2024, 4, 7), "1"): "未启动：4月10日前首次报送",
    (date(2024, 4, 11), "130"): "滞后：应于4月10日前首次报送，没有报送",
    # 101/366 = 27.60 %
    (date(2024, 4, 11), "109"): "滞后：累计 0/30（没有报送），时序进度 27.6%，滞后 27.6 个百分点",
    (date(2024, 4, 11), "1"): "滞后：4.5%（第1轮自报），低于目标 0.5 个百分点",
    (date(2024, 4, 16), "1"): "滞后：4.5%（第1轮核定），低于目标 0.5 个百分点",
    # 27.05 - 5/30 = 27.05 - 16.67 = 10.38; the other is ahead, 12/30 = 40 %
    (date(2024, 4, 16), "24"): "滞后：乙累计 5/30（第1轮核定），时序进度 27%，滞后 10.4 个百分点（2个目标中1个滞后）",
    (date(2024, 4, 16), "109"): "正常：累计 7.5/30（第1轮核定），时序进度 27.6%，相差 2.6 个百分点",  # as of the 10th
    (date(2024, 5, 20), "28"): "不判断",
    # of its steps: 31 March 15 %, 30 June 50 %: 15 + 35 * 8/91 = 18.08; 30/200 = 15 %
    (date(2024, 7, 1), "8"): "正常：累计 30/200（第1轮核定），时序进度 18.1%，相差 3.1 个百分点",
    (date(2024, 7, 1), "16"): "滞后：节点“6月底前完成阶段任务”应于6月28日完成，逾期1个工作日",
    # of its steps: 30 June 50 %, 30 September 75 %: 50 + 25 * 8/92 = 52.17; 80/200 = 40 %
    (date(2024, 7, 9), "8"): f"滞后：{_LATE_STEP.format(6, 30, 7)}；"
    "累计 80/200（第2轮自报），时序进度 52.2%，滞后 12.2 个百分点",
    (date(2024, 7, 9), "19"): "已完成：累计 5/5（第2轮自报），已达到目标",
    # 20/30 = 66.67 - 51.91 = 14.75
    (date(2024, 7, 9), "24"): "超前：甲累计 20/30（第2轮自报），时序进度 51.9%，超前 14.8 个百分点",
    (date(2024, 7, 9), "16"): "正常：第2轮自评正常",
    (date(2024, 7, 9), "6"): "正常：第2轮自评正常",
    (date(2024, 7, 16), "6"): "滞后：第2轮核定滞后",
    (date(2024, 8, 16), "55"): "已完成：8月12日办结",
    # 23 days of July, 22 of August, of September 21 - 2 (中秋) + 2 (14th and 29th worked) = 21: 66
    (date(2024, 10, 3), "8"): f"滞后：{_LATE_STEP.format(6, 30, 66)}；"
    "累计 80/200（第2轮核定），时序进度 52.2%，滞后 12.2 个百分点",
    # 75 + 25 * 8/81 = 77.47 up to the step of 20 December; 160/200 = 80 %
    (date(2024, 10, 9), "8"): "正常：累计 160/200（第3轮自报），时序进度 77.5%，超前 2.5 个百分点",
    (date(2024, 10, 9), "89"): "严重滞后：累计 27/60（第3轮自报），时序进度 77%，滞后 32 个百分点",
    (date(2024, 10, 17), "1"): "滞后：4.9%（第3轮核定），低于目标 0.1 个百分点",
    (date(2024, 10, 17), "55"): "正常：第2轮核定正常",
    (date(2024, 11, 9), "89"): "正常：累计 50/60（第4轮自报），时序进度 85.5%，相差 2.2 个百分点",
    (date(2024, 11, 11), "109"): "滞后：累计 22.5/30（第3轮核定），到11月10日时序进度 86.1%，滞后 11.1 个百分点",
    (
        date(2024, 11, 18),
        "8",
    ): "正常：累计 170/200（第4轮核定），时序进度 87%，相差 2 个百分点",  # 75 + 25 * 39/81 = 87.04
    (
        date(2024, 11, 18),
        "32",
    ): "严重滞后：甲累计 2/4（第4轮核定），时序进度 85.5%，滞后 35.5 个百分点（2个目标中2个滞后）",
    (date(2024, 11, 18), "55"): "滞后：第4轮核定滞后",
    (date(2024, 11, 25), "32"): "滞后：甲累计 2/4（第4轮核定），时序进度 68.6%，滞后 18.6 个百分点（2个目标中1个滞后）",
    (date(2024, 12, 9), "8"): "已完成：累计 200/200（第5轮自报），已达到目标",
    (date(2024, 12, 17), "1"): "正常：5%（第5轮核定），符合目标",
    (date(2024, 12, 17), "66"): "滞后：第5轮核定滞后；累计 40/50（第5轮核定），时序进度 93.2%，滞后 13.2 个百分点",
    (date(2024, 12, 31), "1"): "已完成：5%（第5轮核定），符合目标",
    (date(2025, 1, 1), "89"): f"{_OVERDUE}累计 58/60（第5轮核定），{_END}2024年12月31日到期未达到",
    (date(2025, 1, 1), "55"): f"{_OVERDUE}第4轮核定滞后",
    (date(2025, 1, 1), "66"): f"{_OVERDUE}累计 40/50（第5轮核定），{_END}滞后 20 个百分点",
    (date(2025, 1, 1), "130"): f"{_OVERDUE}应于2024年4月10日前首次报送，没有报送",
    (date(2025, 1, 1), "32"): "正常：甲累计 3/4（第5轮核定），时序进度 74.8%，超前 0.2 个百分点",  # 75 - 341/456
}
