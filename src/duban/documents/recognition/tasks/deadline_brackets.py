"""A bracket that holds nothing but a deadline, beside the one that names the units: （市某局牵头）（6月底前完成）.

In: a paragraph's text and the responsibilities found in it.  Out: these and the deadlines' own brackets, in order.
A bracket within a sentence （2024年新建） is none; it stands where the paragraph or another bracket ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from duban.documents.blocks import Found
from duban.documents.recognition.quantities.deadlines import Deadline, find_deadline
from duban.documents.recognition.responsibility import Responsibility

_LAST = re.compile(r"[（(【〔\[]([^（()）【】〔〕\[\]]{2,30})[）)】〕\]]\s*[。；;]?\s*(?=$|[（(【〔\[])")
_WHEN = re.compile(r"[年月底末旬前期续时]|常态|立即|尽快|\d日")
_AROUND = re.compile(
    r"(?:完成|办结|时限|时间|期限|节点|要求|于|在|前|底|末|内|全面|全部|基本|力争|确保|推进|实施|坚持|建成|到位|落实|投用|开工|竣工|并|长期|持续"
    r"|投入使用|[：:\s，,、])*"
)


def with_deadlines(
    text: str, found: tuple[Found[Responsibility], ...], year: int | None
) -> tuple[Found[Responsibility], ...]:
    """`found` and the brackets of deadlines, in reading order."""
    deadlines = []
    starts = [each.start for each in found]
    for match in _LAST.finditer(text):
        before = bisect_left(starts, match.end()) - 1
        if before >= 0 and found[before].end > match.start():
            continue
        if (deadline := deadline_alone(match[1], year)) is not None:
            deadlines.append(Found(Responsibility(deadline=deadline), match.start(), match.end(1) + 1))
    return tuple(sorted((*found, *deadlines), key=lambda each: each.start)) if deadlines else found


def deadline_alone(words: str, year: int | None) -> Deadline | None:
    """The deadline that `words` are, and nothing else beside it."""
    if not _WHEN.search(words):
        return None
    found = find_deadline(words, year=year)
    if found is None:
        return Deadline(None, words.strip()) if _STANDING.fullmatch(words.strip()) else None
    if not _AROUND.fullmatch(words[: found.start]) or not _AROUND.fullmatch(words[found.end :]):
        return None
    return found.value


_STANDING = re.compile(r"(?:年内|全年|长期|持续|常态化?)(?:长期|持续|全面)?(?:推进|坚持|实施|开展|落实|完成)?")
