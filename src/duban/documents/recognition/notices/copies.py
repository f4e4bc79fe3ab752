"""Who gets a copy of a document, and whether it may be published: the lines under its date.

In: the blocks of one document.  Out: the bodies of 抄送 with their span in the text that was read; the disclosure.
Both as printed: "抄送：县委各单位，县法院、" / "检察院。", "公开方式：主动公开", "（此件公开发布）".
Does not complete shared prefixes: "县人大办、政协办" gives "政协办".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from duban.documents.blocks import Block, Found, Paragraph
from duban.documents.recognition.lines import lines_of
from duban.documents.recognition.notices.recipients import split_bodies

_COPIES = re.compile(r"\s*抄\s*(?:送|报|发)(?:机关|单位)?\s*[：:]\s*")
_MOST_LINES = 6
_NOT_COPIES = re.compile(
    r".{0,40}(?:\d{4}|[二〇零一三四五六七八九○]{4})\s*年.{1,12}日|.{0,12}(?:公开|印发|主\s*题\s*词|附\s*件|共印|校对|分送|主送)"
    r"|\s*抄\s*(?:送|报|发)|.{0,20}[：:]"
)
_WAY = (
    r"(?P<way>主动公开|依申请公开|申请公开|"
    r"不予公开|免予公开|不予主动公开|不公开|删减后公开|部分公开|公开发布|公开发表|公开)"
)
_LABELLED = re.compile(
    r"(?:信息)?公开(?:方式|选项|属性|类别|形式|类型|性质|意见|程度|范围)\s*[：:\s]\s*[（(【\[☑√■]?\s*" + _WAY
)
_IN_BRACKETS = re.compile(
    r"[（(【〔\[]\s*(?:此件|本件|该件|此文|本文|此文件|本文件)?\s*" + _WAY + r"\s*[）)】〕\]]\s*$"
)


def read_copies(blocks: Sequence[Block]) -> Found[tuple[str, ...]] | None:
    """The bodies that get a copy; several lines of 抄送 and 抄报 together."""
    lines = list(lines_of(blocks))
    bodies: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(lines):
        label = _COPIES.match(lines[at].text)
        if not label:
            at += 1
            continue
        text, after = _joined(lines, at, label.end())
        bodies += split_bodies(text.rstrip("。.； "))
        places.append((lines[at].place.start, lines[after - 1].place.end))
        at = after
    return Found(tuple(dict.fromkeys(bodies)), places[0][0], places[-1][1]) if bodies else None


def read_disclosure(blocks: Sequence[Block]) -> str | None:
    """How the document may be published, as printed: 主动公开, 公开发布, 依申请公开, 不予公开."""
    for line in lines_of(blocks):
        if "公开" not in line.text or len(line.text) > 400:
            continue
        found = _LABELLED.search(line.text) or _IN_BRACKETS.search(line.text)
        if found:
            return found["way"]
    return None


def _joined(lines: Sequence[Paragraph], first: int, start: int) -> tuple[str, int]:
    """The text of the bodies over its lines, and the line after them."""
    text = lines[first].text[start:].strip()
    at = first + 1
    while at < len(lines) and at - first < _MOST_LINES and not text.endswith(("。", ".")):
        following = lines[at].text.strip()
        if _NOT_COPIES.match(following) or (text and text[-1] not in "，,、；;" and len(text) < 12):
            break
        text += following
        at += 1
    return text, at
