"""What was read instead, when a file holds no task and no indicator, and where that belongs.

In: the official documents of a file, what was looked for in them.  Out: a sentence for the user.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from duban.documents.model import Kind, OfficialDocument
from duban.documents.writing.labels import KINDS

_PEOPLE = (Kind.ROSTER, Kind.APPOINTMENTS)
PEOPLE_ELSEWHERE = "名单和任免请到“导入名单和任免”办理。"
NO_DOCUMENT = "文件能打开，但没有读到公文：里面没有公文的标题、文号，也没有任务和指标。请核对是不是传错了文件。"


def nothing_to_import(documents: Sequence[OfficialDocument], nouns: Sequence[str]) -> str:
    """读到 2 份公文（机构成员名单 1 份、任免通知 1 份），都没有任务，也没有指标。"""
    if not documents:
        return NO_DOCUMENT
    lacking = "，也没有".join(nouns)
    kinds = Counter(document.kind for document in documents)
    listed = "、".join(f"{KINDS[kind]} {count} 份" for kind, count in kinds.items())
    if len(documents) == 1:
        told = f"读到 1 份公文，是{KINDS[documents[0].kind]}，没有{lacking}。"
    else:
        told = f"读到 {len(documents)} 份公文（{listed}），都没有{lacking}。"
    return f"{told}{PEOPLE_ELSEWHERE}" if any(kind in kinds for kind in _PEOPLE) else told
