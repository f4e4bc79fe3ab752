"""What was read, in words that fit: headings apart from their numbers, a plan's own title out of its notice's.

In: texts as the document has them.  Out: texts for the draft's columns; what is too long is cut and says so.
"关于印发2023年重点任务分工方案的通知" is the notice's title, "2023年重点任务分工方案" the plan's.
"""

from __future__ import annotations

import re

from duban.apps.plans.models import DraftTask
from duban.documents.model import OfficialDocument
from duban.documents.structure.numbering import label_of

_NOTICE = re.compile(r"^.*?关于(?:印发|转发|下发|公布|印送)(?P<plan>.+?)的(?:通知|函)$")
_HAN = "\u3400-\u9fff，。、；：（）《》“”〔〕"
_BLANK = re.compile(rf"(?<=[{_HAN}])[ \u3000]+|[ \u3000]+(?=[{_HAN}])")
_ANNEX_TITLE = re.compile(r"^附件\s*\d*\s*[：:]\s*")
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")  # what no database takes as text


def cut(text: str, longest: int) -> str:
    """`text`, or as much of it as fits, with the mark that there was more."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def storable(text: str) -> str:
    """The same text in as many characters."""
    return _NO_TEXT.sub("\ufffd", text)


def called(task: DraftTask) -> str:
    """第24项, or its first words where it has no number."""
    return f"第{task.number}项" if task.number else f"“{cut(task.text, 20)}”"


def title_of(document: OfficialDocument) -> str:
    """The plan's own title: its annex's, else what the notice says it issues."""
    title = _tidy(document.annex_title or "") or _tidy(document.title)
    notice = _NOTICE.match(title)
    return _without_marks(notice["plan"]) if notice else title


def heading(text: str) -> tuple[str, str]:
    """The number as printed and the words behind it: ("（一）", "打造优势产业")."""
    label = label_of(text)
    if label is None:
        return "", text.strip()
    title = text[label.end :].strip()
    return (label.text, title) if title else ("", text.strip())


def _tidy(title: str) -> str:
    return _BLANK.sub("", _ANNEX_TITLE.sub("", title.strip()))


def _without_marks(title: str) -> str:
    """The title inside 《》 that stand around the whole of it."""
    whole = title.startswith("《") and title.endswith("》") and title.count("《") == 1
    return title[1:-1] if whole else title
