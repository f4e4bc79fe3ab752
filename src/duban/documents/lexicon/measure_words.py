"""Measure words and units of measurement: 30家, 1.83万亩, 0.62吨标准煤/万元, 5个百分点.

In: nothing.  Out: word lists, and `UNIT`, a pattern of every unit a figure of a plan may carry.
Longest first matters: 万人次 is no 万人. Units that are no amounts of work (级, 期, 版, 届, 批) are left out.
"""

from __future__ import annotations

# Shares and changes of shares.
SHARES = ("%", "‰", "个百分点", "百分点", "个基点", "倍", "个千分点")

# What is counted one by one.
COUNTERS = (
    "家次", "剂次", "针次", "人份", "人次", "场次", "件次", "户次", "台次", "车次", "批次", "轮次", "班次", "架次", "艘次", "课时", "学时", "台（套）", "台(套)", "台套",
    "标准车", "标台", "标箱", "家", "个", "项", "件", "条", "户", "人", "名", "位", "场", "次", "座", "处", "所", "套", "台", "辆",
    "艘", "架", "间", "栋", "幢", "宗", "份", "篇", "部", "张", "块", "面", "片", "支", "对", "只", "头", "尾", "羽", "株", "棵", "盏",
    "根", "口", "眼", "孔", "门", "例", "起", "单", "笔", "款", "种", "幅", "册", "本", "枚", "颗", "组", "列", "床", "席", "期", "箱",
    "袋", "盘", "首", "集", "堂", "轮", "段", "道", "樘", "盒", "桩", "杆", "班", "队",
)  # fmt: skip

# What is weighed, measured or paid.
AMOUNTS = (
    "亩次", "平方公里", "平方千米", "平方米", "立方米", "吨标准煤", "吨标煤", "千瓦时", "兆瓦时", "延长米", "微克", "毫克", "毫米", "厘米",
    "公顷", "公里", "千米", "延米", "平米", "立方", "千克", "公斤", "千瓦", "兆瓦", "分贝", "毫升", "亩", "吨", "斤", "克", "担", "米",
    "升", "度", "方", "车道公里", "航次公里", "标准立方米", "千伏安", "蒲式耳", "人民币", "美元", "港元", "欧元", "澳门元", "元",
)  # fmt: skip

# Lengths of time: a target only where a verb says so (缩短至3个工作日), a description otherwise (30年到期).
SPANS_OF_TIME = (
    "个工作日", "工作日", "个自然日", "个小时", "小时", "分钟", "秒", "个月", "个季度", "年", "岁", "周岁", "天", "周",
)  # fmt: skip

MANY = r"(?:[十百千]?[万亿]|万亿|[百千])"


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(_escaped, words), key=len, reverse=True))


def _escaped(word: str) -> str:
    return word.replace("(", r"\(").replace(")", r"\)")


_COUNTED = rf"(?:{MANY})?(?:{_any(COUNTERS)})"
_WEIGHED = rf"{MANY}?(?:{_any(AMOUNTS)})"
_PER = rf"(?:/(?:\d{{0,3}}{MANY}?(?:{_any(COUNTERS + AMOUNTS + SPANS_OF_TIME)}|月|日|学生|教师|人口)|\d{{0,3}}{MANY}))?"
UNIT = (
    rf"(?P<share>{_any(SHARES)})|(?P<time>{_any(SPANS_OF_TIME)})(?![级产均])"
    rf"|(?P<amount>{_WEIGHED})(?![级类型])(?P<amount_per>{_PER})"
    rf"|(?P<count>{_COUNTED})(?P<count_per>{_PER})|(?P<bare>{MANY}|(?<=\d)分|/(?:10)?万)(?=\s?(?:以上|以内|以下|左右|大关|关口|台阶|$|[，,、。；;）)]))"
)
