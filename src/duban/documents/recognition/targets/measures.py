"""Name what a figure measures: 全年新增“跨域通办”事项200项以上 measures 新增“跨域通办”事项.

In: the words of a clause before a figure, and those after it.  Out: where the name begins and ends.
Drops what opens a commitment (力争, 确保, 推动), when it is due (年内) and the verb of a level (达到, 控制在);
keeps the verb that tells what the figure counts (新增, 完成, 增长, 降低).
"""

from __future__ import annotations

import re

from duban.documents.lexicon import commitments as words
from duban.documents.recognition.targets.figures import any_of

_YEAR = r"(?:\d{4}\s?[-—–~～至]\s?)?(?:\d{4}\s?|[今明本当])年度?[底末内]?"
_MONTH = (
    r"(?:\d{1,2}\s?[-—–~～至]\s?)?\d{1,2}月(?:\d{1,2}日|[底末]|[上中下]旬)?"
    r"|年内|年度内|年底|年末|全年|[上下]半年|第?[一二三四]季度末?|前三季度|每年|逐年|平均每年"
)
_TIME = rf"(?:到|至|截至|截止|自|从|于|在)?\s?(?:{_YEAR}(?:{_MONTH})?|{_MONTH})(?:之?前|以前|为止|期间)?"
_OPENERS = (
    r"力争|争取(?!项目|资金)|力促|确保|努力|计划(?!总?投资|生育|完成率)|预计|预期(?!寿命)|目标|保证|保障(?!性|房|水平|标准|率|金|人)|推动|推进|促进|引导(?!基金)"
    r"|支持(?!率|力)|鼓励|指导|帮助|助力|促成|组织(?!化|生活|部|数)|力求|致力"
    r"|加快(?!速)|积极|大力|全力|着力|继续|持续|进一步|稳步|稳妥|有序|扎实|深入|尽快|同时|逐步|切实|有效(?!投资|发明|灌溉|期|专利)|高水平|高标准(?!农田|住宅|厂房)|高质量(?!发展)|统筹|严格"
    r"|全部(?!工业)|实现|使|让(?!利)|将|把|并(?!购|网|联|轨)|且|要(?!素|求|件|点|害)|均(?!衡|价)|再(?!生|造|就业|担保)|我[市县区省州镇]|本[市县区省]"
    r"|以及|及|和(?!谐|睦)|与|其中|至少|最少|在(?=全[省市县区])|具体|重点(?=新|实施|培|打|建设|引)|不断|坚决|全面(?=完|建|实|推)|年度(?=新|完|内)|共(?=新|完|建|计|引|培)"
    r"|对$|一是|二是|三是|四是|五是|六是|七是|八是|九是|十是|工作措施|工作目标|到位后"
)
_LABEL = (
    r"\d{1,3}\s?[.．、)）]\s?|\d{1,3}\s+(?=[\u4e00-\u9fff]{2})"
    r"|[（(][^（）()]{1,3}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}[、.．]"
)
_LEADING = re.compile(rf"(?:[\s、，,：:；;的]|{_LABEL}|{_OPENERS}|{_TIME})")
_TRAILING = re.compile(
    rf"(?:{any_of(words.FLOORS, words.CEILINGS, words.ABOVE, words.BELOW, words.LEVELS, words.STRIVING)}|[\s、：:])$"
)
_DUE_INSIDE = re.compile(r"(?:到\d{4}年[底末]?|\d{4}\s?年[底末]|年内|全年|今年|本年度|年底前|力争|确保|分别)(?=.)")
_OPENS_INSIDE = re.compile(rf"(?:{any_of(words.STRIVING, ('努力', '确保', '保证'))})(?!.{{0,2}}$)")
_CUT = re.compile(
    r"新增(?!长)|新建|新培育|新引进|新打造|新认定|完成|建成(?!区)|引进|引育|(?<![再职])培育|打造|举办|争创|收储|带动|净增|组建|选派|招募|实现"
)
_ORIGIN = re.compile(r"(?:由|从)(?:原来|目前|现在)?的?[\d.,]+\s?[^\d，]{1,6}$")
_LONG = 22


def lead_start(text: str, start: int, end: int) -> int:
    """Where the name begins in `text[start:end]`, past what only opens the commitment."""
    for opener in _OPENS_INSIDE.finditer(text, start, end):
        start = opener.end()
    while start < end:
        match = _LEADING.match(text, start, end)
        if not match or match.end() == start:
            break
        start = match.end()
    if end - start > _LONG:
        cuts = [cut for cut in _CUT.finditer(text, start, end) if end - cut.end() > 2 or cut.group() not in ("实现",)]
        if cuts:
            last = cuts[-1]
            return last.end() if last[0] == "实现" else last.start()
    return start


def trail_end(text: str, start: int, end: int) -> int:
    """Where the name ends, before 达到, 控制在, 为."""
    if origin := _ORIGIN.search(text, max(start, end - 14), end):
        end = origin.start()
    while end > start:
        match = _TRAILING.search(text, max(start, end - 6), end)
        if not match or (match[0] == "均" and text[match.start() - 1 : match.start()] in "平人户"):
            break
        end = match.start()
    return end


def tidy(measure: str) -> str:
    """A name without words of time inside, gaps and punctuation at its ends."""
    measure = re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", measure)
    measure = _DUE_INSIDE.sub("", measure)
    return measure.strip(" 、，,：:；;。的")
