"""Does an action at the clause's begin govern its figure? 归集数据5亿条, 新登记企业300户, 为600户家庭实施改造.

In: the words before and after a figure.  Out: yes or no.
Weaker than the verbs of `commitments`: these bind only the figure that ends the clause they begin.
"""

from __future__ import annotations

import re

from duban.documents.lexicon import commitments as words
from duban.documents.recognition.targets.figures import any_of
from duban.documents.recognition.targets.layout import Laid
from duban.documents.recognition.targets.measures import lead_start

_ACTS = re.compile(rf"(?:新?(?:{any_of(words.ACTING)})|新(?:{any_of(words.COMMITTING)}))(?![率量额度]|在册)(?:..|$)")
_DONE_ANEW = re.compile(rf"新(?!{any_of(words.NEW_THINGS)})[\u4e00-\u9fff]{{3}}")
_ACTS_BESIDE = re.compile(rf"新(?:{any_of(words.ACTING, words.COMMITTING)})(?=$)")
_ACTS_ON_AMOUNTS = re.compile(rf"(?:{any_of(words.ACTING_ON_AMOUNTS)})(?![率量额])..")
_DOES = "免费|提供|实施|开展|进行|办理|配备|安装|发放|减免|解决"
_ACTS_FOR = re.compile(rf"为(?!主|准|例|期).{{2,}}(?:{_DOES})|免费.{{3}}")
_FOR = re.compile(r"[为给]?(?:全[省市县区]|辖区|本[省市县区]|我[省市县区])?")
_ACTED_FOR = re.compile(rf".+?(?:{_DOES}|{any_of(words.COMMITTING)}).{{2,}}")
_MENDED = re.compile(r".+?(?:进行|实施|开展).{0,6}(?:改造|整治|提升|修缮|加固|治理|更新|升级)")
_OF_THE_WHOLE = re.compile(r"(?:计划|概算|估算|预计)?(?:总投资|投资总额|总面积|面积)")


def acts_on_end(laid: Laid, left: str) -> bool:
    """取消证明事项80项, 为65岁以上老年人免费体检4.2万人: the clause begins with what is done."""
    start = lead_start(left, 0, len(left))
    if laid.written.kind == "amount" and _ACTS_ON_AMOUNTS.match(left, start):
        return True
    return bool(_ACTS.match(left, start) or _DONE_ANEW.match(left, start) or _ACTS_FOR.match(left, start))


def acts_for(laid: Laid, left: str, right: str) -> bool:
    """为600户困难家庭实施改造, 对28个小区进行改造: the figure counts those for whom it is done."""
    if laid.written.kind != "count":
        return False
    given = left.strip() if laid.written.before != "为" else "为" + left.strip()
    if given[:1] in ("为", "给") and _FOR.fullmatch(given):
        return bool(_ACTED_FOR.match(right))
    if _ACTS_BESIDE.fullmatch(left, lead_start(left, 0, len(left))):
        return True
    return left.strip() == "对" and bool(_MENDED.match(right))


def begins_with_action(left: str) -> bool:
    """Whether the clause has its own action and borrows none: 审结案件5000件，执结案件2000件."""
    start = lead_start(left, 0, len(left))
    return bool(_ACTS.match(left, start) or _DONE_ANEW.match(left, start))


def is_of_the_whole(laid: Laid, left: str) -> bool:
    """开工项目60个，总投资120亿元: what all that was promised comes to."""
    return laid.written.kind == "amount" and bool(_OF_THE_WHOLE.fullmatch(left.strip()))
