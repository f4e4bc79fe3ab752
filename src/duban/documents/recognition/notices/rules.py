"""What a notice demands of those it goes to: plans by when, reports on which days and to whom, 考核, 约谈.

In: the blocks of one document (tables are passed over), and the year its bare dates fall in.  Out: `NoticeRules`.
Reads "逐项制定落实方案，…于3月11日前报市政府督查室备案", "每季度末25日前报送进展情况", "与年度绩效考核挂钩".
Deadlines of single tasks, days of meetings and of issue are no rules; days counted from receipt (收到通知后5日内)
are not known here and give None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from duban.documents.blocks import Block, Paragraph
from duban.documents.lexicon.reporting import PLANS, REPORTS, VERBS
from duban.documents.model import NoticeRules
from duban.documents.recognition.notices.report_bodies import body_reported_to
from duban.documents.recognition.notices.reporting_days import Days, find_days
from duban.documents.recognition.quantities.numbers import halve

_SENTENCE = re.compile(r"[^。；;！\n]+")
_PLAN = re.compile(PLANS)
_REPORT = re.compile(REPORTS)
_VERB = re.compile(VERBS)
_BLANKS = re.compile(r"[\s\u3000*]+")
_LONGEST = 3000
_MONTHS_END = 31
_HINTS = ("报", "方案", "考", "约谈", "备案", "反馈", "提交", "录入", "绩效")
# A task and what belongs to it is no rule of the notice.
_OF_A_TASK = re.compile(
    r"\s*(?:工作措施|具体措施|主要措施|工作举措|分管|责任|牵头|部门分工|完成时限|工作目标|重点工作任务|配合)[^，。；]{0,8}[：:]"
)
_UNITS_AT_END = re.compile(r"[（(][^（()）]{0,200}(?:牵头|负责|配合|责任单位)[^（()）]{0,200}[）)]。?$")
_OUTCOME = (
    r"(?:情况|结果|成效|进度|实绩|表现|此项工作|该项工作|本项工作|工作任务|目标任务|重点工作|重点任务|督查督办|督办事项|各项任务|"
    r"本方案|工作分工|整治工作|攻坚行动)"
)
_APPRAISAL = (
    r"(?:绩效|目标|年度|年终|综合|责任|实绩|政绩|专项|工作|干部|督查|消防|高质量发展|效能|经济社会发展)[^，。；]{0,14}"
    r"(?:考核|考评|评价)|考核|考评|绩效评估|绩效管理"
)
_APPRAISED = re.compile(
    rf"{_OUTCOME}[^。；]{{0,20}}(?:纳入|列入|计入|记入|作为|与|同|直接与)[^。；]{{0,30}}(?:{_APPRAISAL})"
    rf"|(?:纳入|列入|计入)[^，。；]{{0,16}}(?:{_APPRAISAL})(?:内容|范围|指标|体系|事项)?(?=[，。；]|$)(?<!评价体系)"
    rf"|(?:{_APPRAISAL})[^，。；]{{0,8}}(?:挂钩|重要依据|主要依据|重要内容)"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_SINCE = re.compile(
    r"(?:从|自)(?:(?P<year>20\d\d)年)?(?:第?(?P<quarter>[一二三四1-4])季度|(?P<month>\d{1,2})月份?)(?:开始|起)"
)
_MAKES = re.compile(rf"(?:研究|抓紧)?(?:制定|制订|编制|细化|形成|出台)[^，。；]{{0,12}}?(?:{PLANS})")
_EVERYBODY = re.compile(r"各[^，。；]{0,20}(?:单位|部门|政府|地|镇|区|县)")
_INTERVIEW = re.compile(
    r"(?:进行|予以|实施|启动|开展|给予|及时|视情|视情况|采取|由[^，。；]{2,20}|依规|集体|严肃|点名|逐级)(?:[^，。；]{0,8}[、和或])?约谈"
    r"|约谈(?:提醒|通报|问责|整改)?(?:其|相关|有关|该|责任|单位|部门|主要|分管|负责|牵头|属地|县|镇|乡|区)"
    r"|对[^。；]{4,60}(?:的|单位|部门|负责人|地区|人员|责任人)[^。；]{0,16}约谈(?!企业|平台|经营|商户)"
    r"|约谈(?:、|和|或)(?:通报|问责|督办)|(?:通报|督办|问责)(?:、|和|或|并)约谈(?!等?制度|等?机制)"
)
_INTERVIEW_SYSTEM = re.compile(r"约谈(?:问责)?等?(?:制度|机制|办法|企业|平台|经营|商户)")


@dataclass(slots=True)
class _Rules:
    """What has been read so far; the first statement of a rule stands."""

    due: date | None = None
    dates: list[date] = field(default_factory=list)
    monthly: int | None = None
    bodies: list[str] = field(default_factory=list)
    plan_bodies: list[str] = field(default_factory=list)


def read_notice_rules(blocks: Sequence[Block], *, year: int | None) -> NoticeRules:
    """The rules that the notice, or the last chapter of the plan, lays down."""
    rules = _Rules()
    appraisal = interviews = False
    for sentence in _sentences([block for block in blocks if isinstance(block, Paragraph)]):
        appraisal = appraisal or bool(("考" in sentence or "绩效" in sentence) and _APPRAISED.search(sentence))
        interviews = interviews or _interviews(sentence)
        if _VERB.search(sentence) or _MAKES.search(sentence):
            _read_sentence(sentence, year, rules)
    bodies = rules.bodies or rules.plan_bodies
    return NoticeRules(
        rules.due, tuple(sorted(set(rules.dates))), rules.monthly, bodies[0] if bodies else None, appraisal, interviews
    )


def _sentences(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """The sentences that may hold a rule, without blanks."""
    for paragraph in paragraphs:
        text = paragraph.text
        if len(text) > _LONGEST or not any(word in text for word in _HINTS):
            continue
        if _OF_A_TASK.match(text) or _UNITS_AT_END.search(text[-420:]):
            continue
        for sentence in _SENTENCE.finditer(halve(_BLANKS.sub("", text))):
            yield sentence.group()


def _interviews(sentence: str) -> bool:
    if "约谈" not in sentence:
        return False
    return bool(_INTERVIEW.search(_INTERVIEW_SYSTEM.sub("", sentence)))


def _read_sentence(sentence: str, year: int | None, rules: _Rules) -> None:
    """Each group of days of a sentence asks for a plan or for reports; what stands nearest says which."""
    groups = list(find_days(sentence, year=year))
    for index, group in enumerate(groups):
        before = sentence[groups[index - 1].end if index else 0 : group.start]
        after = sentence[group.end : groups[index + 1].start if index + 1 < len(groups) else len(sentence)]
        asked = _asked_for(before, after, group)
        if asked == "plan" and group.dates and not group.recurring:
            rules.due = rules.due or group.dates[0]
            rules.plan_bodies += body_reported_to(after) or body_reported_to(sentence)
        elif asked == "report":
            first = _first_day(before, year) if group.recurring else None
            rules.dates += [day for day in group.dates if first is None or day >= first]
            if rules.monthly in (None, _MONTHS_END):  # "按月报送" is made exact by "每月25日前"
                rules.monthly = group.monthly or rules.monthly
            rules.bodies += body_reported_to(after) or body_reported_to(sentence)
    if not groups and (_REPORT.search(sentence) or _PLAN.search(sentence)) and "前" not in sentence[:1]:
        rules.plan_bodies += [body for body in body_reported_to(sentence) if "督查" in body or "督办" in body]


def _first_day(before: str, year: int | None) -> date | None:
    """从2023年第二季度起，每季度…: the first day that counts."""
    found = _SINCE.search(before)
    if not found or not (found["year"] or year):
        return None
    month = 3 * _QUARTERS[found["quarter"]] - 2 if found["quarter"] else int(found["month"])
    return date(int(found["year"] or year or 0), month, 1) if 1 <= month <= 12 else None


def _asked_for(before: str, after: str, group: Days) -> str:
    """ "plan", "report" or "" for a group of days that asks for neither."""
    if not group.recurring and _MAKES.match(after) and _EVERYBODY.search(before):
        return "plan"
    verb = _VERB.search("前" + after)
    if not verb and not (group.recurring and _VERB.search(before[-30:])) and not re.search(r"时间为?：?$", before):
        return ""
    head = after[:60]
    plan, report = _PLAN.search(head), _REPORT.search(head)
    if plan or report:
        if plan and report and not group.recurring:
            return "plan" if plan.start() < report.start() else "report"
        return "plan" if plan and not group.recurring else "report"
    if group.recurring or len(group.dates) > 1:
        return "report"
    plans, reports = list(_PLAN.finditer(before)), list(_REPORT.finditer(before))
    if plans and reports:
        return "plan" if plans[-1].end() >= reports[-1].end() else "report"
    return "plan" if plans else "report" if reports else ""
