"""Complete a measure from what the sentence spoke of: 推进危旧房改造，2024年改造120个 measures 改造危旧房.

In: the words before a figure, and the subject before them.  Out: the whole measure, None when nothing is left out.
其中10亿元以上5个 counts 招引10亿元以上项目 when the sentence spoke of 招引项目.
"""

from __future__ import annotations

import re

from duban.documents.lexicon import commitments as words
from duban.documents.recognition.quantities.numbers import ARABIC
from duban.documents.recognition.targets.figures import any_of

_VERB = rf"(?:{any_of(words.COMMITTING, words.ACTING, words.DIRECTING)})"
_ONLY_VERB = re.compile(rf"(?:计划|力争)?(?P<verb>(?:新?(?:{any_of(words.NEEDING_NOUN)}))(?:{any_of(words.PAIRED)})?)")
_SIZE = (
    rf"(?:单体|投资|产值|营收|年?税收)?(?:超过?|不低于)?(?:{ARABIC}|[十百千])?[十百千]?[万亿]?元(?:及?以上|以下|级)?的?"
)
_GRADE = r"(?:国家|省部|省|市|县|区)级(?:及?以上)?"
_ONLY_SIZE = re.compile(rf"{_SIZE}|{_GRADE}")
_SIZED = re.compile(rf"^(?:{_SIZE}|{_GRADE})")
_VERBS_BEFORE = re.compile(rf"^(?:新?{_VERB})+")
_WORK_AFTER = re.compile(r"(?:建设|工程|工作|行动|任务)+$")
_NAMED_WORK = re.compile(r"(?:建设|工程|工作|行动|任务|项目|改造|整治|治理|修复|维修|提升|更新|创建|培训|搬迁)$")
_PART_OF = re.compile(r"占(?!地|用|道|补).{2,}|(?:总量|总额|总数|总规模|余额)$")  # 占工业投资比重, 总量
_CHANGE_AT_END = re.compile(rf"(?:同比|年均|累计)?(?:{any_of(words.CHANGES)}|净增)\s?$")
_REACHED = re.compile(r"^(?:完成|实现|达到)(?=.{3})")


def completed(left: str, subject: str, shared_verb: str, *, counted: bool) -> str | None:
    """The measure that `left` and the subject make together; None when `left` names enough itself.

    `counted`: the subject is what the figure before counted, in the same kind of unit.
    """
    if not subject:
        return None
    if _ONLY_SIZE.fullmatch(left):
        noun = _SIZED.sub("", _VERBS_BEFORE.sub("", subject))
        return shared_verb + left.removesuffix("的") + noun
    if _PART_OF.match(left):
        return without_change(subject) + left
    only = _ONLY_VERB.fullmatch(left)
    if not only or not (_NAMED_WORK.search(subject) or (counted and _VERBS_BEFORE.match(subject))):
        return None
    return _done_to(only["verb"], subject)


def _done_to(verb: str, subject: str) -> str:
    noun = _VERBS_BEFORE.sub("", subject)
    core = _WORK_AFTER.sub("", noun).removesuffix(verb)
    return verb + (core if len(core) >= 2 else noun)


def without_change(subject: str) -> str:
    """实际利用外资增长 speaks of 实际利用外资."""
    return _REACHED.sub("", _CHANGE_AT_END.sub("", subject))
