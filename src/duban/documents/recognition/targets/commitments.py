"""Tell a commitment from background: 引进3家企业 binds, 紧盯126项改革清单 and 总投资30亿元的项目 do not.

In: a figure laid out in its clause.  Out: yes or no.
Follows how plans are written: a figure binds when words beside it bind it (不少于, 以上), when it states
a growth or a level (增长7%), or when a verb of commitment governs it (新增, 完成, 建成).
"""

from __future__ import annotations

import re

from duban.documents.lexicon import commitments as words
from duban.documents.recognition.targets.actions import acts_for, acts_on_end, is_of_the_whole
from duban.documents.recognition.targets.figures import any_of, is_bound
from duban.documents.recognition.targets.layout import VERB, Laid
from duban.documents.recognition.targets.measures import lead_start

_BESIDE = re.compile(rf"(?:{any_of(words.COMMITTING)})(?:[出好够成]|落实|完善|提升)?\s?$")
_DIRECTS = re.compile(any_of(words.DIRECTING))
_DIRECTS_BESIDE = re.compile(
    rf"(?:{any_of(tuple(word for word in words.DIRECTING if word not in words.WEAKLY_DIRECTING))})\s?$"
)
_DIRECTS_ONLY = re.compile(rf"^(?:{any_of(words.WEAKLY_DIRECTING)})\s?$")
_ALL = re.compile(r"全[国省市县区镇]$|各[县镇]$|有$")
_DIRECTING_END = re.compile(rf"(?:{any_of(words.DIRECTING)})\s?$")
_OPENING_END = re.compile(rf"(?:{any_of(words.OPENING, words.DIRECTING)}|基本|实现)\s?$")
_INDICATOR = re.compile(r"^\s?(?:每|人均|户均).{3}|(?:总产量|总量|率|余额|总额|增加值)$")
_FINISHES = re.compile(any_of(words.FINISHING))
_FINISHED_AT_END = re.compile(
    r"(?:项目|企业|工程|公路|学校|医院|园区).{0,8}(?:开工|动工|竣工|投产|封顶|完工|通车|投用|建成|上市|挂牌|投运|达产|落地)$"
)
_OPENS = re.compile(any_of(words.OPENING))
_HELD = re.compile(r"(?:保持|稳定|维持)在?")
_CHANGES = re.compile(rf"(?:{any_of(words.CHANGES)})\s?$")
_BACKGROUND_BESIDE = re.compile(rf"(?:{any_of(words.BACKGROUND)})\s?$")
_BACKGROUND = re.compile(
    r"现有|原有|已有|目前|截至|紧盯|对照|围绕|依托|对标|[成增现立进]了|共有|此前|下设"
    r"|已(?:累计|成功|经)?(?:完成|创|新增|建成|引进|开工|培育|有|达|基本)"
)
_PAST = re.compile(r"已[^，]{0,10}的$|(?<![比较])(?:去|上|往|近几?|前几?)年[^，]{0,12}$")
_DESCRIBED = re.compile(
    r"\s?(?:已|现有|原有|以来|的?比例|的?标准|的?占比要求|级|型|的(?!目标|任务|要求|水平|增[速长幅]|增长))"
)
_ON_THE_BASIS = re.compile(r"[\s□（）]*(?:紧紧|重点|主要)?(?:围绕|对照|紧盯|依托|按照?|根据|对标|聚焦|针对)")
_GRANTED = re.compile(r"给予|奖励|补助标准|补贴标准|最高(?:不超过)?$")
_AS_BASIS = re.compile(r"(?:基础上|的?同时|过程中|以来|之后|的?要求下|背景下|前提下)\s?$")
_ATTRIBUTED = re.compile(rf"(?:{any_of(words.ATTRIBUTES)})(?:超过?|达到?|不低于)?\s?$")
_WHEN = re.compile(r"(?:到)?(?:\d{4}年[底末]?|[今明]年|年内|全年|累计|至少|再|共|每年)\s?$")
_SCOPE = re.compile(
    r"(?:力争|确保|推动|促进|实现|使|争取|年内|今年|到\d{4}年底?)*(?:全[省市县区镇]|辖区|各[县市区镇]|我[市县])?\s?有?"
)


def is_commitment(masked: str, laid: Laid, *, after_commitment: bool, opened: bool) -> bool:
    """Whether the figure binds.

    `after_commitment`: the one before it in the sentence did; `opened`: 力争 or 确保 stands before it.
    """
    left, right = _WHEN.sub("", masked[slice(*laid.left)]), masked[slice(*laid.right)]
    if after_commitment and not right and is_of_the_whole(laid, left):
        return True
    if _is_background(laid, left, right):
        return False
    kind = laid.written.kind
    if kind == "share":
        return _is_share(laid, left, right, opened=opened)
    if kind in ("bare", "time"):
        return is_bound(laid.written) or kind == "time"
    if laid.written.chinese and not is_bound(laid.written):
        return _is_in_chinese(laid, left, right)
    if not right:
        return _ends_with_figure(laid, left, after_commitment=after_commitment, opened=opened)
    return _goes_on(laid, left, right, after_commitment=after_commitment)


def _is_background(laid: Laid, left: str, right: str) -> bool:
    if _AS_BASIS.search(right) or _PAST.search(left) or _GRANTED.search(left):
        return True
    described = _DESCRIBED.match(right)
    if described and not _counts_its_own(laid, left, described[0].strip()):
        return True
    if _BACKGROUND_BESIDE.search(left) and not (left.endswith("总投资") and is_bound(laid.written)):
        return not left.endswith("同比")
    if _ON_THE_BASIS.match(left) and not is_bound(laid.written) and not _BESIDE.search(left):
        return True
    ends = [match.end() for match in _BACKGROUND.finditer(left)]
    return bool(ends) and not VERB.search(left, ends[-1]) and not _OPENS.search(left, ends[-1])


def _counts_its_own(laid: Laid, left: str, described: str) -> bool:
    """10家以上的企业, 全市30%左右的镇村: what follows 的 is what is counted."""
    if described != "的" or not is_bound(laid.written):
        return False
    return laid.written.kind == "count" or (laid.written.kind == "share" and bool(_SCOPE.fullmatch(left)))


def _is_share(laid: Laid, left: str, right: str, *, opened: bool) -> bool:
    written = laid.written
    if written.figure.unit == "倍" and _CHANGES.search(left):
        return False  # 增长1倍 is read as words
    if written.figure.text in ("一半", "半数") or (
        written.chinese and not is_bound(written) and written.figure.unit != "%"
    ):
        return False
    if written.before in ("为", "是") and not written.after:
        return opened
    return bool(left.strip() or right or written.before or laid.joined)


def _is_in_chinese(laid: Laid, left: str, right: str) -> bool:
    """新增三家 and 改造…等四个小区 bind; 建设一个平台 and 实施三项工程 do not."""
    written = laid.written
    if (written.figure.value or 0) < 2 or written.kind not in ("count", "amount"):
        return False
    if left.endswith("等"):
        return bool(VERB.search(left)) and written.figure.unit in ("个", "处", "座", "条", "家", "所")
    if not right and VERB.search(left):
        return written.figure.unit in ("家", "个", "名", "座", "所", "处", "条", "场", "人")
    return bool(_BESIDE.search(left)) or (laid.joined and not left.strip())


def _ends_with_figure(laid: Laid, left: str, *, after_commitment: bool, opened: bool) -> bool:
    if is_bound(laid.written) or VERB.search(left) or _OPENS.search(left) or _INDICATOR.search(left):
        return True
    if _HELD.fullmatch(laid.written.before) and len(left.strip()) >= 2:
        return True  # 生猪存栏稳定在80万头
    if laid.written.figure.unit in ("场", "场次") and len(left.strip()) > 2:
        return True  # 送戏下乡300场次
    if _DIRECTS.search(left):
        return bool(_DIRECTS_ONLY.sub("", left[lead_start(left, 0, len(left)) :]).strip())
    if laid.joined:
        return after_commitment
    if acts_on_end(laid, left):
        return True
    return (after_commitment or opened) and len(left.strip()) >= 2


def _is_finished(right: str, *, after_commitment: bool) -> bool:
    """2个项目竣工投产; after a commitment any finishing word will do: 3家企业新三板挂牌."""
    return bool(_FINISHES.search(right)) if after_commitment else bool(_FINISHED_AT_END.search(right))


def _goes_on(laid: Laid, left: str, right: str, *, after_commitment: bool) -> bool:
    """打造4个典型镇: the noun stands after the figure."""
    if _BESIDE.search(left) or (laid.joined and after_commitment and not left.strip()):
        return True
    if acts_for(laid, left, right) or (not left.strip() and _is_finished(right, after_commitment=after_commitment)):
        return True
    if laid.written.kind == "amount":
        if (not left.strip() and after_commitment) or (_DIRECTING_END.search(left) and not _ATTRIBUTED.search(left)):
            return True
        return bool(VERB.search(left)) and not _ATTRIBUTED.search(left) and not left.endswith("的")
    if _ALL.search(left) and not is_bound(laid.written):
        return False
    if is_bound(laid.written) or _DIRECTS_BESIDE.search(left):
        return bool(left.strip() or _FINISHES.search(right) or is_bound(laid.written))
    if VERB.search(left):
        return not left.endswith("的") or "等" in left
    if "总投资" in right or not _FINISHES.search(right):
        return False
    return bool(_DIRECTS.search(left) or _OPENING_END.search(left) or (laid.joined and after_commitment))
