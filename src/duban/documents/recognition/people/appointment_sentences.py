"""Appointments and removals told in sentences.

In: the text of a paragraph.  Out: `Told` values with spans, in reading order.
Reads "任命张三为市财政局局长（试用期一年）", "李四同志任…", "免去王五的市审计局副局长职务", "聘任张三、李四为…".
A verb goes on over the next clauses ("任命张三为甲局局长，李四为乙局局长"); 其 is the one named before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duban.documents.lexicon.people import SURNAMES
from duban.documents.recognition.people.names import is_name, without_blanks
from duban.documents.structure.spacing import close_gaps


@dataclass(frozen=True, slots=True)
class Told:
    action: str
    name: str
    post: str
    start: int
    end: int


_NAME = r"[\u3400-\u9fff·•×]{2,10}?|[\u3400-\u9fff][ \u3000]{1,4}[\u3400-\u9fff]"
_NAMES = rf"(?:{_NAME})(?:同志)?(?:[、，,](?:{_NAME})(?:同志)?){{0,9}}"
_NOTE = r"(?:\s*[（(][^（()）]{1,20}[）)])?"
_POST = r"(?P<post>[^，。；;：:\n]{2,80}?)"
_END = r"(?=[，,。；;\n]|$)"
_APPOINT_WORD = r"(?:决定|提请|同意|拟|现|会议)?(?:任命|聘任|续聘|聘请|委任|任用|提名|推荐)"
_REMOVE_WORD = r"(?:决定|同意)?(?:免去|免除|解聘|撤销|解除)"
_APPOINT = re.compile(rf"{_APPOINT_WORD}[：:]?\s*(?P<names>{_NAMES}){_NOTE}(?:为|任|担任|兼任)\s*{_POST}{_END}")
_REMOVE = re.compile(
    rf"{_REMOVE_WORD}[：:]?\s*(?P<names>(?:其|{_NAMES}|(?=[省市县区州][^，。；]{{2,60}}职务)(?![^，。；]{{0,60}}同志))){_NOTE}(?:的|(?<=同志)|(?<=其)|(?=[省市县区州镇原兼]))(?:兼任的)?{_POST}"
    rf"(?:职务|一职)?{_END}"
)
_TRIAL_OVER = r"(?:试用期(?:已)?满(?:合格)?，?(?:正式)?)?"
_TAKES = re.compile(
    rf"(?:^|(?<=[，,。；;：:\s、]))(?:同意|接受)?(?P<names>{_NAMES}){_NOTE}{_TRIAL_OVER}"
    rf"(?P<verb>不再担任|不再兼任|辞去|任|为|担任|兼任|的|(?<=同志)(?=[\u3400-\u9fff]{{1,12}}[局委办厅府院会室队区县市镇乡校]))\s*{_POST}{_END}"
)
_SAID = re.compile(rf"[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]{{1,2}}")  # 丁春和同志: 同志 ends every name
_LAPSES = re.compile(
    rf"其(?:原任的?|原担任的?|原兼任的?|原)(?P<names>){_POST}职务(?:自然|同时|自行|相应|随之)?(?:免除|免去|终止)"
)
_TOLD = re.compile(
    r"任命|委任|推荐|免去|免除|聘|不再[担兼]任|辞去|同志|解除|撤销|任[省市县区州盟旗镇]"
    r"|任[^，,。；;：:\n]{2,40}?(?:长|主任|员|师|书记|总监|顾问)(?=[（(，,。；;\n]|$)"
)
_SPLIT = re.compile(r"[、，,]")
_TRIAL = re.compile(
    r"[（(，,]\s*(?:试用期?|任职时间|任期|列|按|聘期|自|时间)[^（()）]{0,30}[）)]?$|[，,]?试用期[一二两三\d]+[年个月]+.*$"
)
_LEFT = re.compile(r"[，,](?:已?退休|另有任用|辞职|到龄退休|病退)$")
_LEAVES = re.compile(r"(?:的)?(?:职务|一职)[（(](?:退休|辞职|到龄|免职|另有任用)[^（()）]{0,20}[）)]$")
_TRIAL_BRACKET = re.compile(r"[（(](?:试用期?|任职时间|任期|聘期|列|自)[^（()）]{0,40}[）)]")
_OFFICE_WORDS = re.compile(r"组长|组员|领导小组|督导组|负责人$")


def clean_post(post: str) -> str:
    """A post without 职务 and 试用期一年."""
    post = _LEFT.sub("", _LEAVES.sub("", post.strip()))
    post = _TRIAL.sub("", _TRIAL_BRACKET.sub("", post)).strip(" \t\u3000。；;，,")
    return close_gaps(re.sub(r"(?:的)?(?:职务|一职)(?:的请求|的申请)?$", "", post))


def appointments_in(text: str, start: int = 0, *, mode: str = "") -> Iterator[Told]:
    """Everyone the text appoints or removes, from `start` on; `mode` is what the heading above announced."""
    if not mode and not _TOLD.search(text):
        return
    action = mode
    names: list[str] = []
    at = start
    while match := _next(text, at, action):
        kind, found = match
        at = max(found.end(), at + 1)
        if kind == "takes" and found["verb"] in ("的", "") and action != "remove":
            continue
        people = [names[-1]] if found["names"] in ("其", "") and names else _names(found["names"])
        if not people or text[found.start() - 1 : found.start()] == "由" or _OFFICE_WORDS.search(found["post"]):
            continue
        removed = kind == "remove" or (kind == "takes" and _takes_away(found["verb"], action))
        action, names = "remove" if removed else "appoint", people
        for name in people:
            yield Told(action, name, clean_post(found["post"]), found.start(), found.end())


def _next(text: str, at: int, action: str) -> tuple[str, re.Match[str]] | None:
    """The first of the three ways from `at` on; a bare 为 or 的 only goes on with a verb said before."""
    ways = [("appoint", _APPOINT), ("remove", _REMOVE), ("remove", _LAPSES), ("takes", _TAKES)]
    matches = [(kind, match) for kind, pattern in ways if (match := pattern.search(text, at))]
    matches = [(kind, match) for kind, match in matches if kind != "takes" or action or match["verb"] not in "为的"]
    return min(matches, key=lambda one: (one[1].start(), one[0] == "takes"), default=None)


def _takes_away(verb: str, action: str) -> bool:
    return verb.startswith(("不再", "辞去")) or (verb in ("的", "") and action == "remove")


def _names(text: str) -> list[str]:
    """The names of a list, or none when one of its parts is no name."""
    parts = [without_blanks(part).removesuffix("同志") for part in _SPLIT.split(text)]
    sure = [part.strip().endswith("同志") for part in _SPLIT.split(text)]
    named = all(is_name(part) or (said and _SAID.fullmatch(part)) for part, said in zip(parts, sure, strict=True))
    return parts if named else []
