"""Limits of mechanisms, in the wordings of many offices; all invented."""

from __future__ import annotations

from decimal import Decimal

import pytest
from recognition_text import paragraphs, table

from duban.documents.recognition.limits.reading import read_time_limits

CASES = {
    "3.各审批部门。接到通知后，形成事项清单，3个工作日内复代办专班办公室。": (
        "3个工作日内复代办专班办公室",
        "3",
        "working_day",
        "各审批部门",
    ),
    "1.市场监管部门。收到企业开办申请后2小时内完成审批，并送达执照。": ("2小时内完成审批", "2", "hour", "市场监管部门"),
    "代办专班应在5个工作日内组织会商。": ("5个工作日内组织会商", "5", "working_day", "代办专班"),
    "（二）督促审批部门3个工作日内回复。": ("3个工作日内回复", "3", "working_day", "审批部门"),
    "牵头部门收到申请后，应于15日内办结。": ("15日内办结", "15", "day", "牵头部门"),
    "（一）责任部门收到转办单后，须在5个工作日内办结。": ("5个工作日内办结", "5", "working_day", "责任部门"),
    "第二条 代办员接到申请后，应在1个工作日内联系申请人。": ("1个工作日内联系申请人", "1", "working_day", "代办员"),
    "服务专窗接件后10分钟内分派。": ("10分钟内分派", "10", "minute", "服务专窗"),
    "市行政审批局一个月内完成评估。": ("一个月内完成评估", "1", "month", "市行政审批局"),
    "市自然资源局自受理之日起7个工作日内出具意见。": ("7个工作日内出具意见", "7", "working_day", "市自然资源局"),
    "会商时间原则上不超过5个工作日。": ("不超过5个工作日", "5", "working_day", ""),
    "2. 税务部门：在收到申请后，2小时内完成审批。": ("2小时内完成审批", "2", "hour", "税务部门"),
    "市政务服务中心须在24小时之内答复企业。": ("24小时之内答复企业", "24", "hour", "市政务服务中心"),
    "各责任单位须在三个工作日内反馈办理结果。": ("三个工作日内反馈办理结果", "3", "working_day", "各责任单位"),
    "审批时限压缩至3个工作日。": ("压缩至3个工作日", "3", "working_day", ""),
    "（1）县发展改革局。对材料齐全的，半个工作日内办结。": ("半个工作日内办结", "0.5", "working_day", "县发展改革局"),
    "由市住房城乡建设局30天内组织验收。": ("30天内组织验收", "30", "day", "市住房城乡建设局"),
    "企业缴清价款后10个工作日内出具批文。": ("10个工作日内出具批文", "10", "working_day", ""),
    "责任单位应在1—3个工作日内回复。": ("1—3个工作日内回复", "3", "working_day", "责任单位"),
    "（会商不超过2个工作日）": ("不超过2个工作日", "2", "working_day", ""),
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_a_limit_has_its_amount_unit_and_owner(text, expected):
    (limit,) = read_time_limits(paragraphs(text))
    words, amount, unit, owner = expected
    assert (limit.text, limit.amount, limit.unit, limit.owner) == (words, Decimal(amount), unit, owner)
    assert limit.source
    assert text[limit.source.start : limit.source.end] == limit.text


@pytest.mark.parametrize(
    "text",
    [
        "2024年3月15日内部会议。",
        "本机制自印发之日起执行。",
        "每月召开会议，3月底前完成。",
        "第3日上报。",
        "推进24小时自助服务。",
        "全年完成12个月的监测。",
        "各部门加强协同，及时办理。",
    ],
)
def test_days_and_periods_are_no_limits(text):
    assert read_time_limits(paragraphs(text)) == ()


def test_a_heading_binds_the_limits_until_the_next():
    text = "1.公安部门。建立地址库；1小时内送达印章；\n2.加强监督。5日内通报。"
    assert [(limit.text, limit.owner) for limit in read_time_limits(paragraphs(text))] == [
        ("1小时内送达印章", "公安部门"),
        ("5日内通报", ""),
    ]


def test_limits_in_a_table_are_read():
    limits = read_time_limits([table(("事项", "时限"), ("规划许可", "10个工作日内完成；验线7个工作日内完成"))])
    assert [limit.amount for limit in limits] == [10, 7]
