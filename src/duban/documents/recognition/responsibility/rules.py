"""Which rules of roles does a text state once for all tasks? 排在首位的为牵头单位，下同; 以下均需…负责，不再列出.

In: any paragraph or the inside of a bracket, and the rules so far.  Out: the rules from here on.
Also gives the text without those sentences. Does not apply them; `reading` and `combining` do.
"""

from __future__ import annotations

import re
from dataclasses import replace

from duban.documents.recognition.responsibility.forms import looks_like_unit
from duban.documents.recognition.responsibility.unit_lists import split_units
from duban.documents.recognition.responsibility.values import RoleRules, union

_FIRST = (
    r"(?:首位|第一位|第一名|第一顺位|第一(?:个|家)?(?:责任)?(?:单位|部门)|第一个|首个(?:责任)?(?:单位|部门)|首家(?:单位)?|(?:排名|排序|排列|列|位列|排)(?:在)?第一|"
    r"最前面?|最前列|首列|(?:排|列)(?:在)?(?:前面|首)|(?:名单|列表|单位)之首)"
)
_LEADER = r"(?:总|主)?(?:牵头|主办|主责|第一责任)"
_FIRST_LEADS = re.compile(
    rf"{_FIRST}[^。；;，,：:]{{0,16}}?(?:即)?(?:为|是|作为|系)[^。；;，,]{{0,6}}?{_LEADER}|{_LEADER}(?:责任)?(?:单位|部门)(?:均)?(?:为|是)[^。；;，,]{{0,12}}{_FIRST}"
)
_ALONE_LEADS = re.compile(
    r"(?:无|没有|未明确|未列明?|不设|未确定)(?:明确)?牵头(?:单位|部门)的?[，,]?(?:则|由|其)?责任(?:单位|部门)(?:即|视)?(?:为|是|作为)牵头"
)
_LONGEST = 4000  # a paragraph that states a rule is shorter; a hostile text is not
_HINT = re.compile(r"首|第一|无|未|没有|不设|最前|不再|不另|不一一|不作|均需|均为|均由")
_NOT_LISTED = (
    r"不(?:再|另|作|做|予)?(?:一一|逐一|逐项|逐条|单独|分别|另行|重复|赘|再|在各项任务中|每项){0,2}"
    r"(?:列出|列举|列明|列|重复|标注|注明|罗列|标明|赘述|写明|说明|体现|述)"
)
_ALL_TASKS = (
    r"(?:(?:以上|以下|上述|下列|下述|本方案|各项|所有|全部|每项|各(?=[项个类]|任务|工作|事项|措施)"
    r"|项|个|重点|有关|涉及的|方案中|其他|主要|目标|工作|任务|事项|分工|措施|内容|的|\d+项){1,8})"
)
_MUST = r"(?:均|都|皆|一律|同时|还|也)?(?:需要?|须|由|应由|应|涉及|需由|须由|需要由|要求)"
_DO = (
    r"(?P<role>(?:(?:按|根据|依)(?:照)?[^，,。；;]{0,8}?)?"
    r"(?:负责|落实|组织实施|实施|抓好落实|贯彻落实|承担|配合|参与|支持|协助|牵头)(?:落实|实施|推进)?)"
)
_TASKS_NEED = re.compile(
    rf"(?:(?:{_ALL_TASKS}|其中|除[^，,]{{1,20}}外)[，,]?)?{_MUST}(?P<units>[^。；;]{{2,120}}?){_DO}(?=[，,。；;）)]|$)"
)
_UNITS_ARE = re.compile(
    rf"(?P<units>[^。；;：:]{{2,120}}?)(?:均|都|同时|也|皆)?(?:为|是|作为|系){_ALL_TASKS}?(?P<role>责任|牵头|配合|实施|负责|落实|参与|协办)(?:单位|部门|主体)"
)
_TASKS_CONCERN = re.compile(r"(?:均|都|同时|还)(?:涉及|包括|包含|含)(?P<units>[^。；;]{2,120}?)(?P<role>)(?=[，,]|$)")
_UNITS_DO = re.compile(
    rf"(?P<units>[^。；;：:]{{2,120}}?)(?:均|都)(?:需|须|应|要)?{_DO}(?:{_ALL_TASKS})?(?=[，,。；;）)]|$)"
)
_BESIDE_NOT_LISTED = re.compile(rf"(?:以下|以上|上述|下列|下同|[，,]|{_NOT_LISTED})+")
_UP_TO_UNITS = re.compile(
    r"^.{0,30}?的?(?:任务|工作|事项)(?:均|都|皆)?(?:需由|须由|应由|需要|需|须|由)(?=[各市县区省州])"
)
_AHEAD = re.compile(rf"^(?:注|备注|说明)[：:]|^(?:除[^，,]{{1,20}}外[，,])?{_ALL_TASKS}(?:中)?[，,：:]?")


def find_role_rules(text: str, before: RoleRules) -> RoleRules:
    """The rules after `text`: those `before` and those it states."""
    if len(text) > _LONGEST or not _HINT.search(text):
        return before
    rules = replace(before, first_leads=True) if _FIRST_LEADS.search(text) else before
    rules = replace(rules, responsible_lead=True) if _ALONE_LEADS.search(text) else rules
    if re.search(_NOT_LISTED, text):
        for sentence in _rule_sentences(text):
            rules = _with_units(rules, sentence)
    return rules


def without_rules(text: str) -> str:
    """The text without the sentences that state a rule."""
    if len(text) > _LONGEST or not _HINT.search(text):
        return text
    for sentence in _rule_sentences(text):
        text = text.replace(sentence, "")
    match = _FIRST_LEADS.search(text)
    if not match:
        return text
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；;，,\n（(")
    end = re.compile(r"[^。；;\n]*").match(text, match.end())
    return text[: start + 1] + (text[end.end() :] if end else "")


def _rule_sentences(text: str) -> list[str]:
    """Sentences that end in 不再列出, from their units on."""
    found = []
    for sentence in re.split(r"[。；;\n]", text):
        if re.search(_NOT_LISTED, sentence):
            found.append(_from_rule(sentence.strip(" 　（()）")))
    return found


def _from_rule(sentence: str) -> str:
    """The part of a sentence that states the rule: "市甲局负责，以下均需各镇政府负责，不再列出" from 以下 on."""
    parts = re.split(r"(?<=[，,])", sentence)
    for index, part in enumerate(parts):
        if re.match(r"\s*(?:并且|其中|同时)?(?:以下|以上|上述|下列|各项|所有|全部|均需|均由|均须|下同|本方案)", part):
            rule = "".join(parts[index:])
            return rule if _BESIDE_NOT_LISTED.sub("", rule) else sentence
    return sentence


def _with_units(rules: RoleRules, sentence: str) -> RoleRules:
    for pattern in (_TASKS_NEED, _UNITS_ARE, _UNITS_DO, _TASKS_CONCERN):
        match = pattern.search(sentence)
        if not match:
            continue
        units = tuple(
            name
            for name in split_units(_UP_TO_UNITS.sub("", _AHEAD.sub("", match["units"])).lstrip("，, 由"))
            if looks_like_unit(name)
        )
        if units:
            return _added(rules, match["role"], units)
    return rules


def _added(rules: RoleRules, role: str, units: tuple[str, ...]) -> RoleRules:
    if any(word in role for word in ("牵头", "主办")):
        return replace(rules, always_lead=union(rules.always_lead, units))
    if any(word in role for word in ("配合", "参与", "支持", "协助", "协办")):
        return replace(rules, always_support=union(rules.always_support, units))
    return replace(rules, always_implement=union(rules.always_implement, units))
