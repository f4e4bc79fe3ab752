"""Who must keep a time limit: the body that heads the item, or the subject of the clause.

In: the text of an item without its number; a text and where the figure begins.  Out: the body as printed, or "".
Reads "各审批部门。接到通知后，…" (heading), "代办专班应在3个工作日内…", "督促审批部门3个工作日内回复" (subject).
Does not complete a shortened name.
"""

from __future__ import annotations

import re

_BODY_END = (
    r"(?:部门|单位|机构|局|委员会|委|办公室|办|专班|窗口|中心|企业|政府|领导小组|小组|街道|银行|公司|站|所(?!在)|院|大队|支队|支行|科室|"
    r"人员|专员|代办员|联络员|办事处|乡镇|镇|平台|厅|署|处|科|大厅|专窗|园区|管委会|负责人|申请人|建设方|申请单位)"
)
_HAN = r"[\u4e00-\u9fff、（）()“”·和及]"
_HEADING = re.compile(
    rf"\**\s*(?P<body>[^，。；：:，\n]{{2,60}}?{_BODY_END}(?:[（(][^（()）]{{1,30}}[）)])?)\s*\**\s*(?:[。：:]|职责|$)"
)
_SUBJECT = re.compile(
    rf"(?P<body>{_HAN}{{0,30}}?{_BODY_END}(?:[（(][^（()）]{{1,20}}[）)])?)"
    r"(?:原则上|一般|应当|必须|应|须|需|要|将|可|于|在|自|接到|接|收到|受理|对|负责|每次|均|同步|及时|主动|务必|按照|按|根据|依据|告知|通知|提供|组织|完成|办理|出具|反馈|牵头|进行|审核|会商|会同|$)"
)
_LEADING = re.compile(
    r"^(?:.*(?:督促|指导|组织|要求|会同|协调|通知|责成|指定|并由|再由|交由|转由|由|请|经|给|向|至|到|送|复|转|协同|推动|确保)|"
    r"同时|并|且|对|如|若)"
)
_BEFORE_FIGURE = re.compile(
    rf"(?P<body>{_HAN}{{0,30}}{_BODY_END})(?:原则上|一般|应当|必须|应|须|需|要|将|可|于|在){{0,3}}$"
)
_TRIGGERED = re.compile(r"(?:后|起|之日|以后)$")
_RECEIVES = re.compile(r"[\u4e00-\u9fff]{0,4}(?:收到|接到|接收|受理|接件|收件|接报)")
_LEADING_WORDS = re.compile(r"^\s*\**(?:其中|同时|并|由|经|\d{1,2}[.．、])?\s*")
_NO_BODY = re.compile(r".*(?:收到|接到|受理|自(?![然治贸来])|按|对|提交|办理|完成)")
_VERBS_IN_HEADING = re.compile(
    r"^(?:加强|推进|完善|建立|强化|优化|规范|明确|落实|实行|实施|开展|提高|压缩|设立|组建|成立|选派|公布)"
)


def heading_owner(text: str) -> str:
    """The body that heads an item: "3.各审批部门。接到…"; "" when the heading names an action or none."""
    match = _HEADING.match(text)
    if not match or _VERBS_IN_HEADING.match(match["body"]):
        return ""
    return match["body"].strip(" *")


def named_owner(text: str, at: int, *, begin: int = 0) -> str:
    """The subject of the clause in which the figure at `at` stands; `begin` is where the line's number ends."""
    window = text[max(at - 120, begin) : at]
    before = window[max(window.rfind(mark) for mark in "。；;！：:（(\n") + 1 :]
    clauses = re.split(r"[，,]", before)
    for index in range(len(clauses) - 1, -1, -1):
        if body := _subject(clauses[index], last=index == len(clauses) - 1):
            return body
    return ""


def _subject(clause: str, *, last: bool) -> str:
    """The body that opens a clause, or stands right before the figure after 督促, 要求."""
    if last and (ending := _BEFORE_FIGURE.search(clause[-50:])):
        body = _LEADING.sub("", ending["body"])
        if len(body) >= 2 and not _NO_BODY.match(body):
            return body
    opening = _SUBJECT.match(_LEADING_WORDS.sub("", clause))
    if not opening or _NO_BODY.match(opening["body"]):
        return ""
    if _TRIGGERED.search(clause.strip()) and not _RECEIVES.match(
        clause[clause.find(opening["body"]) + len(opening["body"]) :]
    ):
        return ""  # "企业缴清价款后3日内": what the enterprise does starts the clock of another
    return opening["body"]
