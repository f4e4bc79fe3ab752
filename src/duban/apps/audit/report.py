"""What a verification found: which events, and what is wrong with them, in words.

In: findings one by one, in the order of the record.  Out: a `Report`, which describes itself line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from duban.rulebook.refusals import Invalid


class Wrong(StrEnum):
    """What can be wrong with an event, as the report says it."""

    CHANGED = "内容与校验值不符，被修改过或不是系统写入的"
    MOVED = "顺序被改动"
    MISSING = "缺失，被删除了"
    SURPLUS = "不在记录末尾以内，是另外加入的"
    UNLINKED = "与前一条接不上，二者之间被改动过"
    INDEX_LACKS = "“涉及对象”索引缺少条目"
    INDEX_SURPLUS = "“涉及对象”索引多出条目"
    INDEX_STRAY = "没有这条记录，“涉及对象”索引里却有"


_ORDER: dict[str, int] = {what: place for place, what in enumerate(Wrong)}


@dataclass(frozen=True, slots=True)
class Finding:
    """Events `first` to `last` are wrong in one way; the record's end has no number (0).

    `shift`: for events that were moved, by how much their numbers grew.
    """

    first: int
    last: int
    what: str
    shift: int = 0

    @property
    def where(self) -> str:
        return _numbered(self.first, self.last) if self.first else "记录末尾"

    def __str__(self) -> str:
        moved = f"，原为{_numbered(self.first - self.shift, self.last - self.shift)}" if self.shift else ""
        return f"{self.where}：{self.what}{moved}"


@dataclass(frozen=True, slots=True)
class Expectation:
    """An end of the record that was noted down earlier, outside the database."""

    count: int
    hash: str

    @classmethod
    def parse(cls, text: str) -> Expectation:
        """Read COUNT:HASH."""
        found = re.fullmatch(r"([1-9]\d{0,17}):([0-9a-f]{64})", text.strip().lower())
        if not found:
            raise Invalid("应写成“条数:校验值”，与上次核验时给出的末尾一样")
        return cls(int(found[1]), found[2])


@dataclass(frozen=True, slots=True)
class Report:
    """`count` events were read; `end` is what to note down and compare with the next time."""

    count: int
    end: str
    findings: tuple[Finding, ...]

    @property
    def is_sound(self) -> bool:
        return not self.findings

    @property
    def exit_code(self) -> int:
        return 0 if self.is_sound else 1

    @property
    def summary(self) -> str:
        if self.is_sound:
            return f"共核验 {self.count} 条操作记录，没有发现改动"
        return f"共核验 {self.count} 条操作记录，发现 {len(self.findings)} 处问题"

    @property
    def hint(self) -> str:
        """Why everything is wrong at once."""
        spoilt = sum(finding.last - finding.first + 1 for finding in self.findings if finding.what == Wrong.CHANGED)
        if self.count and spoilt == self.count:
            return "每一条都不符：先查 DUBAN_SECRET_KEY 是否与写入这些记录时相同，改过密钥就会这样"
        return ""

    def describe(self) -> list[str]:
        """The report line by line."""
        lines = [self.summary, *(str(finding) for finding in self.findings)]
        if self.hint:
            lines.append(self.hint)
        if self.end:
            lines.append(f"记录末尾（请抄下，下次核验时比对）：{self.end}")
        return lines


def joined(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings of one kind on neighbouring events become one."""
    runs: dict[tuple[str, int], list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.first):
        run = runs.setdefault((finding.what, finding.shift), [])
        if run and finding.first and run[-1].last + 1 >= finding.first:
            run[-1] = replace(run[-1], last=max(run[-1].last, finding.last))
        else:
            run.append(finding)
    every = [finding for run in runs.values() for finding in run]
    return tuple(sorted(every, key=lambda finding: (not finding.first, finding.first, _ORDER.get(finding.what, 0))))


def _numbered(first: int, last: int) -> str:
    return f"第 {first} 条" if first == last else f"第 {first}—{last} 条"
