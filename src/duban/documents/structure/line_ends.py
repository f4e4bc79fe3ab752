"""Does the sentence go on in the next line? What the end of one line and the begin of the next say.

In: the lines of a paragraph so far, the line that follows, and how they stand on the page.  Out: yes or no.
"…牵头，市发展" goes on with "和改革局、市科技局等配合。"; headings, labels (牵头单位：) and dates begin anew.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duban.documents.blocks import Paragraph
from duban.documents.structure.margins import Layout
from duban.documents.structure.numbering import LabelKind, label_of
from duban.documents.structure.titles import is_plain_title, titled

_HEADING_KINDS = frozenset({LabelKind.PART, LabelKind.CHAPTER, LabelKind.SECTION, LabelKind.HAN, LabelKind.HAN_PAREN})
_SHORT = 30  # a numbered line shorter than this that ends no sentence is a heading, not a line broken at the margin
_LONGEST_HEADING = 60
_MOST_TITLE_LINES = 4
_SENTENCE_END = frozenset("。！？；：!?;:")
_CLOSERS = "”’」』）)》〉】"
_NOTICE = re.compile(r"的?(?:通知|意见|决定|公告|通告|通报|复函|批复)$")
_IN_A_SENTENCE = re.compile(r"现将|根据|按照|为了|经(?![济贸信开营发])|并")
_FIRST_WORDS = re.compile(r"为|各|根据|按照|经|现将|近年")
_OPENING, _CLOSING = "（(【〔[", "）)】〕]"
_UNITS = re.compile(r"牵头|负责|配合|单位|部门|责任|落实")
_NEVER_FIRST = frozenset("。，、；：！？）)》〉”’」』】〕%％")
_MEASURED = re.compile(r"\d+(?:\.\d+)?\s?(?:[%％‰]|个百分点|元|左右|以[上内下])\S")
_LAST_WORD = re.compile(r"[一-龥]{1,2}[。；]")
_GOES_ON = frozenset("、，,（(《“‘—－和与及的")
_STARTS_ANEW = re.compile(
    r"""(?:分管|责任|牵头|挂钩|挂点|包联|包抓|联系|主管|协管|市|县|区)?(?:市|县|区|镇)?(?:级)?(?:责任)?领\s*导\s*[：:]
    | (?:牵头|责任|配合|主办|协办|承办|参与|实施|落实|主管|负责|相关|协同){1,2}(?:单\s*位|部\s*门)(?:及责任人)?\s*[：:]
    | (?:部门|责任|职责|任务)分工\s*[：:] | 责任人\s*[：:]
    | (?:工作|主要|具体|推进|落实|重点|年度|总体|完成)(?:措\s*施|举\s*措|目\s*标|任\s*务|时\s*限|时\s*间)\s*[：:]
    | (?:常务|第一|执行)?\s*副?\s*(?:组\s*长|主\s*任|总?\s*指\s*挥长?|召集人|会\s*长|理事长|秘书长)\s*[：:]
    | [成委]\s*员\s*[：:]
    | (?:附\s*件|抄\s*送|主\s*送|公开方式)\s*[：:\d]
    | [一-龥]{1,14}[〔\[［【][12]\d{3}
    | (?:[12]\d{3}|[二〇零一三四五六七八九○]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月
      \s*[\d一二三四五六七八九十]{1,3}\s*日?\s*$
    | [-•·●■◆*]\s | 附\s*件?\s*[\d一二三四五]?\s*$ | 目\s*录\s*$
    """,
    re.VERBOSE,
)
# "高 山  市水利局局长": a name, a gap, a post; such lines are the entries of a list, one each.
_ENTRY = re.compile(r"(?:[^：:，。]{1,9}[：:]\s*)?[一-龥](?:\s{0,6}[一-龥]){1,3}[ \u3000\t]+[一-龥A-Z][^。；，]{2,60}")


def goes_on(run: Sequence[Paragraph], following: Paragraph, layout: Layout) -> bool:
    """Whether `following` continues the sentence that the lines of `run` left open."""
    last = run[-1]
    if following.style or _are_entries(last.text, following.text):
        return False
    if layout.is_hanging(last, following) or (_lacks_closing(run) and _closes_first(following.text)):
        return True
    if label_of(following.text) or _STARTS_ANEW.match(following.text) or _is_title(run, following.text):
        return False
    if following.text[0] in _NEVER_FIRST and last.text[-1] not in _SENTENCE_END:
        return True
    ended = last.text.rstrip(_CLOSERS + " ")[-1:] in _SENTENCE_END or _ends_with_units(run)
    if layout.is_full(last) or _begins_broken(last.text, following.text):
        return not ended
    if ended or (last.text[-1] in "）)】" and not _lacks_closing(run)):
        return False
    if last.text[-1] in _GOES_ON or _is_open(last.text):
        return True
    if layout.wrapping is None:
        return not _is_heading(run) and _is_prose(last.text, following.text)
    return _is_broken_early(run, following, layout)


def _are_entries(last: str, following: str) -> bool:
    """Two lines of a roster, however far they reach: 成  员：高 山  市水利局局长 / 林 溪  市林业局局长."""
    return _ENTRY.fullmatch(last) is not None and _ENTRY.fullmatch(following) is not None


def _is_broken_early(run: Sequence[Paragraph], following: Paragraph, layout: Layout) -> bool:
    """Whether a line that nearly reaches the margin was broken there: for a figure, or by a scan's ragged edge."""
    last = run[-1]
    if not layout.is_nearly_full(last) or _is_chapter(run[0].text):
        return False
    if not _breaks_off(last.text) and not _lacks_closing(run):
        return False
    outdented = layout.indent(following) + 2 <= layout.indent(run[0]) and label_of(run[0].text) is not None
    return outdented or _is_prose(last.text, following.text)


def _begins_broken(last: str, following: str) -> bool:
    """No line begins with 12%以上 behind "…，增长", or with 元。 behind "…不少于20亿"."""
    if not _breaks_off(last):
        return False
    return bool((_MEASURED.match(following) and _is_prose(last, "")) or (_LAST_WORD.match(following) and len(last) > 8))


def _breaks_off(text: str) -> bool:
    """Whether a line ends within a phrase: in a word or a figure, at no mark at all."""
    return text[-1].isalnum()


def _is_heading(run: Sequence[Paragraph]) -> bool:
    text = run[0].text
    label = label_of(text)
    if label is None or "。" in text:
        return False
    longest = _LONGEST_HEADING if label.kind in _HEADING_KINDS else _SHORT
    return len(run) <= longest and sum(len(line.text) for line in run) <= longest


def _is_title(run: Sequence[Paragraph], following: str) -> bool:
    """Whether the lines are a whole title: of a notice, or of a plan with its first sentence below."""
    if len(run) > _MOST_TITLE_LINES:
        return False
    text = "".join(line.text for line in run)
    if any(mark in text for mark in "。，；,;") or _IN_A_SENTENCE.search(text):
        return False
    if titled(text) is not None and _NOTICE.search(text):
        return True
    return _FIRST_WORDS.match(following) is not None and is_plain_title(text)


def _ends_with_units(run: Sequence[Paragraph]) -> bool:
    """Whether the last words are a whole bracket that says who answers: an item's end, with or without a stop."""
    text = run[-1].text
    if text[-1] not in "）)】〕" or _lacks_closing(run):
        return False
    opened = max(text.rfind(mark) for mark in "（(【〔")
    return _UNITS.search(text, max(0, opened)) is not None


def _closes_first(text: str) -> bool:
    """Whether a line closes a bracket before it opens one."""
    closing = min((at for at in map(text.find, _CLOSING) if at >= 0), default=-1)
    opening = min((at for at in map(text.find, _OPENING) if at >= 0), default=len(text))
    return 0 <= closing < opening and label_of(text) is None


def _lacks_closing(run: Sequence[Paragraph]) -> bool:
    """Whether the lines opened a bracket that none of them closed: （…各县（市、区） / 人民政府负责）."""
    text = "".join(line.text for line in run[-3:])
    return sum(map(text.count, _OPENING)) > sum(map(text.count, _CLOSING))


def _is_chapter(text: str) -> bool:
    label = label_of(text)
    return label is not None and label.kind in _HEADING_KINDS


def _is_prose(last: str, following: str) -> bool:
    if any(mark in last for mark in "，。；,"):
        return True
    return last.count("、") >= 2 and any(mark in following for mark in "，。；、,")


def _is_open(text: str) -> bool:
    """Whether a bracket or a quotation was opened and not closed: 《政府 / 工作报告》."""
    opened = max(text.rfind(mark) for mark in "（(《“")
    return opened >= 0 and not any(mark in text[opened:] for mark in "）)》”〉")
