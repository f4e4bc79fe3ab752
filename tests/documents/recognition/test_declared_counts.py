"""Totals a document states of itself, in the wordings of many offices."""

from __future__ import annotations

import pytest
from recognition_text import paragraphs

from duban.documents.model import DeclaredCounts
from duban.documents.recognition.notices.declared_counts import group_counts, read_declared_counts, without_count

TOTALS = {
    "根据会议批准的《政府工作报告》，梳理出 2024 年重点任务共 6 大类、21 大项、98 小项。": DeclaredCounts(6, 21, 98),
    "现将《政府工作报告》共分解为9个方面56项重点任务，请抓好落实。": DeclaredCounts(9, None, 56),
    "今年政府工作报告重点任务共计135项。": DeclaredCounts(tasks=135),
    "报告确定的10个方面、42项任务，由市政府领导分工负责。": DeclaredCounts(10, None, 42),
    "全年工作任务分为6大类32项，逐项明确责任单位。": DeclaredCounts(6, None, 32),
    "围绕经济发展、人民生活等5大领域42个小康指标，层层分解任务。": DeclaredCounts(chapters=5, indicators=42),
    "细化为12类86条具体任务。": DeclaredCounts(12, None, 86),
    "今年共有二十八项重点工作。": DeclaredCounts(tasks=28),
    "共梳理形成8项重点工作、35项具体任务。": DeclaredCounts(8, None, 35),
    "方案将报告目标任务分解为15大项、103小项。": DeclaredCounts(15, None, 103),
    "共7个部分、33条措施。": DeclaredCounts(7, None, 33),
    "本清单共列入重点事项64项，其中省级事项12项、市级事项52项。": DeclaredCounts(tasks=64),
    "为做好民生工作，确定2024年民生实事共十件。": DeclaredCounts(tasks=10),
    "主要指标共设置4个方面20项指标。": DeclaredCounts(chapters=4, indicators=20),
    "我们将重点任务细化分解为八个方面、一百二十八项工作。": DeclaredCounts(8, None, 128),
    "目标任务分解成7大类、25个大项、112个小项。": DeclaredCounts(7, 25, 112),
}


@pytest.mark.parametrize(("text", "expected"), TOTALS.items())
def test_totals_are_read(text, expected):
    found = read_declared_counts(paragraphs("通知如下。\n" + text))
    assert found is not None
    assert found.value == expected
    assert ("通知如下。\n" + text)[found.start : found.end].strip()[0] in "0123456789一二三四五六七八九十"


@pytest.mark.parametrize(
    "text",
    [
        "12．完成30个重点项目建设，新增20项专利。",
        "完善应急预案18项。",
        "全年新建学校3所、改扩建12所。",
        "把全年目标和十大工程逐一落到各单位的计划里。",
        "本清单把全年目标和八大行动逐项拆开。",
        "工作措施：梳理出问题清单135项，逐项整改。",
        "一类地区增长5%，二类地区增长6%。",
        "第三个方面是民生。",
        "2024年3月11日前报送。",
        "推进20个项目落地。",
    ],
)
def test_a_task_or_a_number_in_passing_is_no_total(text):
    assert read_declared_counts(paragraphs(text)) is None


TITLES = {
    "一、稳增长，推动经济向好（共 4 大项）": (4, "一、稳增长，推动经济向好"),
    "二、民生事业（12项）": (12, "二、民生事业"),
    "三、生态环境(共28项)": (28, "三、生态环境"),
    "四、作风建设（十二项）": (12, "四、作风建设"),
    "五、重点项目（共计9个项目）": (9, "五、重点项目"),
    "六、乡村振兴 （ 15 条 ）": (15, "六、乡村振兴"),
    "七、数字政府（一期）": (None, "七、数字政府（一期）"),
    "八、招商引资（2024年）": (None, "八、招商引资（2024年）"),
    "九、社会保障": (None, "九、社会保障"),
}


@pytest.mark.parametrize(("title", "expected"), TITLES.items())
def test_a_heading_says_how_many_it_holds(title, expected):
    assert (group_counts(title), without_count(title)) == expected
