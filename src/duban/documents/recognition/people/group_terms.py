"""What a document says of a leading group beside its roster: its office, who heads that, when and how the group ends.

In: the texts of the document's paragraphs.  Out: `GroupTerms`, or None where nothing is said.
Reads "领导小组办公室设在市发展改革局，…办公室主任由林知夏同志兼任", "任务完成后自动撤销", "由接任者自然递补，不再发文".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from duban.documents.model import GroupTerms
from duban.documents.recognition.people.names import is_name, without_blanks

_OFFICE = re.compile(r"办公室(?:地点)?(?:设在|挂靠在?|设于)(?P<unit>[^，,。；;（(、\s]{3,40})")
_HEAD = (
    re.compile(r"办公室主任由(?P<name>[\u3400-\u9fff·\s]{2,8}?)(?:同志)?(?:兼任|担任|兼)"),
    re.compile(
        r"(?:^|[，,。；;])由?(?P<name>[\u3400-\u9fff·\s]{2,8}?)(?:同志)?(?:兼任|任|担任)(?:领导小组|指挥部)?办公室主任"
    ),
)
_ENDS = re.compile(r"[^。；;]*(?:自动|自行|自然|即行|随即|予以|及时)(?:撤销|解散|终止)[^。；;]*")
_WHEN = re.compile(r"[^，,]*(?:后|满|之日|完成|结束)[，,]?[^，,]*(?:撤销|解散|终止)[^，,]*$")
_TERM = re.compile(
    r"(?:任期|期限|存续|有效期)[^。；;]{0,20}?至(?P<year>20\d\d)年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
)
_SUCCEEDS = re.compile(
    r"(?:接任|继任)[^。；;]{0,12}(?:递补|替补|接替)|(?:递补|替补)[^。；;]{0,20}(?:不再|不另)行?(?:发文|行文|通知)"
)


def read_group_terms(texts: Iterable[str]) -> GroupTerms | None:
    """The first word on each matter; paragraphs are told apart, for a sentence does not run over them."""
    office = director = end = ""
    until: date | None = None
    succeed = False
    for text in texts:
        office = office or _first(_OFFICE, text, "unit")
        director = director or next((name for head in _HEAD if (name := _person(head, text))), "")
        end = end or _end(text)
        until = until or _term(text)
        succeed = succeed or bool(_SUCCEEDS.search(text))
    terms = GroupTerms(office or None, director or None, until, end or None, succeed)
    return terms if terms != GroupTerms() else None


def _first(pattern: re.Pattern[str], text: str, part: str) -> str:
    match = pattern.search(text)
    return match[part].strip() if match else ""


def _person(pattern: re.Pattern[str], text: str) -> str:
    name = without_blanks(_first(pattern, text, "name"))
    return name if is_name(name) else ""


def _end(text: str) -> str:
    """The clause on how the group ends: 任务完成后自动撤销."""
    sentence = _first_match(_ENDS, text)
    clause = _first_match(_WHEN, sentence) or sentence
    return clause.strip("，, \u3000\t")


def _first_match(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


def _term(text: str) -> date | None:
    match = _TERM.search(text)
    if not match:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
