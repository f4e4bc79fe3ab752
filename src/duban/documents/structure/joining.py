"""Join the lines of a page into the paragraphs they were broken from.

In: a `ReadFile`; where its paragraphs are physical lines (`lines`), a sentence may go on after a line's end, a page
break or a blank line ("…牵头，市发展" / "和改革局、市科技局等配合。").  Out: the blocks with whole paragraphs, and the
noise left out. Titles over several lines are joined later, where it is known that they are titles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from duban.documents.blocks import Block, Paragraph, Place, ReadFile
from duban.documents.structure.cards import CardField, card_of, is_card_label
from duban.documents.structure.noise import is_page_number, is_web_noise
from duban.documents.structure.numbering import LabelKind, label_of
from duban.documents.structure.run_on import split_run_on
from duban.documents.structure.titles import is_plain_title, titled
from duban.documents.structure.wrapping import Wrapping, display_width, wrapping_of

_HEADING_KINDS = frozenset({LabelKind.PART, LabelKind.CHAPTER, LabelKind.SECTION, LabelKind.HAN, LabelKind.HAN_PAREN})
_CARD_FIELDS = frozenset({CardField.NUMBER, CardField.ISSUER, CardField.DATE})
_SHORT = 30  # a numbered line shorter than this that ends no sentence is a heading, not a line broken at the margin
_LONGEST_HEADING = 60
_NARROWEST, _WIDEST = 36, 130  # columns of a margin that a few lines may tell
_FEWEST_BROKEN = 2
_SHORTEST = 10  # characters of a line that tells something of the margin
_INDENT = 4  # columns of two Chinese characters
_SENTENCE_END = frozenset("。！？；：!?;:")
_CLOSERS = "”’」』）)》〉】"
_NOTICE = re.compile(r"的?(?:通知|意见|决定|公告|通告|通报|复函|批复)$")
_IN_A_SENTENCE = re.compile(r"现将|根据|按照|为了|经(?![济贸信开营发])|并")
_FIRST_WORDS = re.compile(r"为|各|根据|按照|经|现将|近年")
_OPENING, _CLOSING = "（(【〔[", "）)】〕]"
_UNITS = re.compile(r"牵头|负责|配合|单位|部门|责任|落实")
_NEVER_FIRST = frozenset("。，、；：！？）)》〉”’」』】〕%％")
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
_ENTRY = re.compile(
    r"(?:[^\s：:，。]{1,6}[：:]\s*)?[一-龥](?:\s{0,6}[一-龥]){1,3}[ \u3000\t]+[一-龥A-Z][^。；，]{2,60}"
)


@dataclass(frozen=True, slots=True)
class Joined:
    """The blocks of a file in whole paragraphs, and the places of what was left out as noise."""

    blocks: tuple[Block, ...]
    noise: tuple[Place, ...]


def join(file: ReadFile) -> Joined:
    """The blocks of `file` with whole paragraphs and without page numbers and web noise."""
    noise: list[Place] = list(file.noise)
    kept: list[Block] = []
    for block in file.blocks:
        if isinstance(block, Paragraph) and _is_noise(block):
            noise.append(block.place)
        elif isinstance(block, Paragraph):
            kept.extend(split_run_on(block))
        else:
            kept.append(block)
    if file.lines:
        kept = _join_lines(kept, file.text)
    return Joined(tuple(kept), tuple(noise))


def _is_noise(line: Paragraph) -> bool:
    """Page numbers and what a page adds; the lines of its card are kept, for they say 文号 and date."""
    if is_page_number(line.text):
        return True
    return is_web_noise(line.text) and not is_card_label(line) and not card_of(line).keys() & _CARD_FIELDS


def _join_lines(blocks: list[Block], source: str) -> list[Block]:
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    indents = sum(1 for line in lines if _is_indented(line, source))
    widths = [_width(line, source) for line in lines if len(line.text) >= _SHORTEST]
    indented = len(lines) * 0.05 <= indents <= len(lines) * 0.8
    wrapping = wrapping_of(widths, indented=indented) or _few_broken_lines(lines, widths, source, indented=indented)
    joined: list[Block] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if run and not _goes_on(run, block, wrapping, source):
                joined.append(_one(run))
                run = []
            run.append(block)
            continue
        if run:
            joined.append(_one(run))
            run = []
        joined.append(block)
    if run:
        joined.append(_one(run))
    return joined


def _few_broken_lines(lines: list[Paragraph], widths: list[int], source: str, *, indented: bool) -> Wrapping | None:
    """The margin of a short text: none of its lines is longer, and those that reach it mostly break off."""
    margin = max(widths, default=0)
    if not _NARROWEST <= margin <= _WIDEST:
        return None
    wrapping = Wrapping(margin, indented)
    full = [line for line in lines if wrapping.is_full(_width(line, source))]
    broken = [line for line in full if line.text[-1] not in _SENTENCE_END and line.text[-1] not in _CLOSERS]
    return wrapping if len(broken) >= _FEWEST_BROKEN and len(broken) * 2 >= len(full) else None


def _goes_on(run: list[Paragraph], following: Paragraph, wrapping: Wrapping | None, source: str) -> bool:
    """Whether `following` continues the sentence that the lines of `run` left open."""
    last = run[-1]
    if following.style:
        return False
    if _is_hanging(last, following, wrapping, source) or (_lacks_closing(run) and _closes_first(following.text)):
        return True
    if label_of(following.text) or _STARTS_ANEW.match(following.text) or _is_title(run, following.text):
        return False
    if _ENTRY.fullmatch(last.text) and _ENTRY.fullmatch(following.text):
        return False
    if following.text[0] in _NEVER_FIRST and last.text[-1] not in _SENTENCE_END:
        return True
    ended = last.text.rstrip(_CLOSERS + " ")[-1:] in _SENTENCE_END or _ends_with_units(run)
    if wrapping is not None and wrapping.is_full(_width(last, source)):
        return not ended
    if ended or (last.text[-1] in "）)】" and not _lacks_closing(run)):
        return False
    if last.text[-1] in _GOES_ON or _is_open(last.text):
        return True
    if wrapping is None:
        return not _is_heading(run) and _is_prose(last.text, following.text)
    return _is_broken_early(run, following, wrapping, source)


def _is_broken_early(run: list[Paragraph], following: Paragraph, wrapping: Wrapping, source: str) -> bool:
    """Whether a line that nearly reaches the margin was broken there: for a figure, or by a scan's ragged edge."""
    last = run[-1]
    if not wrapping.is_nearly_full(_width(last, source)) or _is_chapter(run[0].text):
        return False
    if not _breaks_off(last.text) and not _lacks_closing(run):
        return False
    outdented = _indent(following, source) + 2 <= _indent(run[0], source) and label_of(run[0].text) is not None
    return outdented or _is_prose(last.text, following.text)


def _breaks_off(text: str) -> bool:
    """Whether a line ends within a phrase: in a word or a figure, at no mark at all."""
    return text[-1].isalnum()


def _is_hanging(last: Paragraph, following: Paragraph, wrapping: Wrapping | None, source: str) -> bool:
    """Where paragraphs begin with an indent, a line at the left edge right behind a full one goes on with it."""
    if wrapping is None or not wrapping.indented or _is_indented(following, source):
        return False
    return wrapping.is_full(_width(last, source)) and source.count("\n", last.place.end, following.place.start) <= 1


def _is_heading(run: list[Paragraph]) -> bool:
    text = run[0].text
    label = label_of(text)
    if label is None or "。" in text:
        return False
    length = sum(len(line.text) for line in run)
    return length <= (_LONGEST_HEADING if label.kind in _HEADING_KINDS else _SHORT)


def _is_title(run: list[Paragraph], following: str) -> bool:
    """Whether the lines are a whole title: of a notice, or of a plan with its first sentence below."""
    text = "".join(line.text for line in run)
    if any(mark in text for mark in "。，；,;") or _IN_A_SENTENCE.search(text):
        return False
    if titled(text) is not None and _NOTICE.search(text):
        return True
    return _FIRST_WORDS.match(following) is not None and is_plain_title(text)


def _ends_with_units(run: list[Paragraph]) -> bool:
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


def _lacks_closing(run: list[Paragraph]) -> bool:
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


def _width(line: Paragraph, source: str) -> int:
    """Columns a line takes, with a first line's indent; the blanks before a centred line do not count."""
    return display_width(line.text) + min(_INDENT, _indent(line, source))


def _indent(line: Paragraph, source: str) -> int:
    begin = source.rfind("\n", 0, line.place.start) + 1
    return display_width(source[begin : line.place.start])


def _is_indented(line: Paragraph, source: str) -> bool:
    return _indent(line, source) >= 2


def _one(run: list[Paragraph]) -> Paragraph:
    """The lines of `run` as one paragraph; a blank only where two Latin words or figures meet."""
    if len(run) == 1:
        return run[0]
    texts: list[str] = []
    origin: list[tuple[int, int]] = []
    length = 0
    for line in run:
        if (
            texts
            and texts[-1][-1:].isascii()
            and texts[-1][-1:].isalnum()
            and line.text[:1].isascii()
            and line.text[:1].isalnum()
            and not (texts[-1][-1:].isdigit() and line.text[:1].isdigit())  # a figure broken at the margin
        ):
            texts.append(" ")
            length += 1
        origin.append((length, line.place.start))
        texts.append(line.text)
        length += len(line.text)
    return Paragraph("".join(texts), run[0].place.until(run[-1].place), run[0].style, tuple(origin))
