"""A task plan of an invented county, as long as is wanted.

In: a number of tasks.  Out: its text; no two tasks are the same, so nothing can be taken for a repetition.
"""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_PER_GROUP, _PER_CHAPTER = 5, 15
_CHAPTERS = ("做强实体经济", "扩大有效投资", "推进乡村振兴", "办好民生实事", "守牢安全底线", "深化改革开放")
_WORK = (
    "实施第{n}批供水管网改造，完成主管网铺设{n}.5公里",
    "开展第{n}轮企业升级行动，新增规模以上工业企业{n}家以上",
    "建设编号{n}的高标准农田片区，建成面积{n}00亩",
    "推进{n}号河道综合整治，水质优良比例达到{n}%以上",
    "组织第{n}期技能培训，培训各类人员{n}00人次，控制投诉率在{n}%以内",
)
_UNITS = ("县水利局", "县工业和信息化局", "县农业农村局", "市生态环境局临川分局", "县人力资源社会保障局")
_HEAD = """临川县人民政府关于印发2026年重点工作任务分工方案的通知
临府〔2026〕8号

各镇人民政府，县直各单位：
现将《2026年重点工作任务分工方案》印发给你们，请认真组织实施。请于3月10日前将落实方案报县政府督查室。

临川县人民政府
2026年2月20日

2026年重点工作任务分工方案
"""


def plan_text(tasks: int) -> str:
    return _HEAD + "".join(_task(number) for number in range(1, tasks + 1))


def _task(number: int) -> str:
    work = _WORK[number % len(_WORK)].format(n=number)
    lead, support = _UNITS[number % len(_UNITS)], _UNITS[(number + 2) % len(_UNITS)]
    return (
        f"{_headings(number - 1)}{number}．{work}，年内完成全部建设内容。\n"
        f"工作措施：一是制定第{number}号实施计划，明确时间表和路线图；二是每季度会商{number}个具体问题；三是加强督促检查。\n"
        f"分管县领导：沈卓远\n部门分工：{lead}牵头，{support}、各镇政府配合。\n"
    )


def _headings(at: int) -> str:
    chapter = f"{chinese(at // _PER_CHAPTER + 1)}、{_CHAPTERS[at // _PER_CHAPTER % len(_CHAPTERS)]}\n"
    group = f"（{chinese(at % _PER_CHAPTER // _PER_GROUP + 1)}）抓好第{at // _PER_GROUP + 1}组重点工作\n"
    return (chapter if at % _PER_CHAPTER == 0 else "") + (group if at % _PER_GROUP == 0 else "")


def chinese(number: int) -> str:
    """1 to 999 as a heading counts: 一, 十, 十二, 一百二十三."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")
